from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from reports.excel.choice import chosen_articles
from reports.excel.used_articles import UsedArticleResource
from reports.excel.writing import text_file, workbook
from tests.cast import CANARY, Cast
from tests.reports.made import closed_case, done_case, used
from workflows.models import UsedArticle
from workflows.sheets import read_rows


def table(cast: Cast, asked: str = "", language: str = "sv") -> list[dict[str, Any]]:
    with translation.override(language), workbook(chosen_articles(cast.edda, asked)) as file:
        headers, *rows = read_rows(file)
    return [dict(zip(headers, [*row, *[None] * len(headers)], strict=False)) for row in rows]


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def test_it_says_whose_where_what_and_how_much(cast: Cast) -> None:
    case = closed_case(cast, "1.5", order_number="B-7")
    row = table(cast)[0]
    assert row["Ärende"] == case.pk
    assert row["Kundnummer"] == "1001"
    assert (row["Kund"], row["Arbetsställe"], row["Kategori"]) == ("Brf Björken", "Storgatan 1", "Hiss")
    assert (row["Köparens referens"], row["Kundens ordernummer"]) == ("Ref 77", "B-7")
    assert (row["Artikelnummer"], row["Artikel"], row["Enhet"]) == ("A-10", "Låskolv", "st")
    assert (row["Antal"], row["Pris"], row["Belopp"]) == (Decimal("1.5"), Decimal("249.5"), Decimal("374.25"))
    assert row["Använd"] == row["Stängt"] == timezone.localdate()
    assert (row["Av"], row["Exporterad"]) == ("Tea Lind", None)


def test_it_speaks_the_reader_s_language(cast: Cast) -> None:
    closed_case(cast, "1")
    assert (table(cast, language="en")[0]["Category"], table(cast, language="en")[0]["Status"]) == ("Lift", "closed")


def test_its_export_is_that_of_import_export(cast: Cast) -> None:
    closed_case(cast, "1")
    data = UsedArticleResource().export(chosen_articles(cast.edda, ""))
    assert data.headers == UsedArticleResource().get_export_headers()
    assert data["Kund"] == ["Brf Björken"]


def test_it_costs_one_query_however_many_rows(cast: Cast) -> None:
    rows = [used(cast) for _ in range(12)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(list(UsedArticleResource().rows(UsedArticle.objects.all()))) == len(rows)
    assert len(queries) == 1


RISKY = ["=1+1", "+46", "-1", "@sum", "\tx", "\rx", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", RISKY)
@pytest.mark.parametrize("write", [workbook, text_file])
def test_no_column_becomes_a_formula_and_all_come_back(cast: Cast, text: str, write: Any) -> None:
    used(cast, note=text, name=text, number=text, unit=text[:10], by_name=text)
    case = UsedArticle.objects.get().case
    type(case).objects.filter(pk=case.pk).update(title=text, buyer_reference=text, order_number=text)
    cast.bjorken.name = cast.bjorken.number = cast.storgatan.name = cast.lift_category.name_sv = text
    for thing in (cast.bjorken, cast.storgatan, cast.lift_category):
        thing.save()
    with write(chosen_articles(cast.edda, "")) as file:
        content = file.read()
    row = read_rows(BytesIO(content))[1]
    assert [row[place] for place in (1, 3, 4, 5, 6, 7, 8, 11, 12, 17, 18)] == [text] * 11
    if write is workbook:
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        assert not [cell for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]


def quantities(cast: Cast, asked: str, user: Any = None) -> set[int]:
    return {int(row.quantity) for row in chosen_articles(user or cast.edda, asked)}


def test_it_finds_by_customer(cast: Cast) -> None:
    done_case(cast, "1")
    done_case(cast, "2", foreign=True)
    assert quantities(cast, f"customer={cast.asen.pk}") == {2}


def test_it_finds_by_category_with_what_is_below(cast: Cast) -> None:
    inner = type(cast.lift_category).objects.create(parent=cast.lift_category, name_sv="Hissdörr")
    done_case(cast, "1", category=inner)
    done_case(cast, "2", category=cast.door_category)
    assert quantities(cast, f"category={cast.lift_category.pk}") == {1}


def test_it_finds_by_status(cast: Cast) -> None:
    done_case(cast, "1")
    closed_case(cast, "2")
    assert quantities(cast, "status=closed") == {2}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("used_from=2026-03-01&used_to=2026-03-31", {1, 2}),
        ("used_from=2026-04-01", {3}),
        ("used_to=2026-02-28", {4}),
        ("used_from=2026-03-31&used_to=2026-03-01", set()),
        ("used_from=nonsense", set()),
    ],
)
def test_it_finds_by_days_of_use_in_the_company_s_time(cast: Cast, asked: str, found: set[int]) -> None:
    used(cast, "1", used_at=moment("2026-03-01T00:00"))
    used(cast, "2", used_at=moment("2026-03-31T23:59:59"))
    used(cast, "3", used_at=moment("2026-04-01T00:00"))
    used(cast, "4", used_at=moment("2026-02-28T23:59"))
    assert quantities(cast, asked) == found


def test_it_finds_by_the_day_that_the_case_closed(cast: Cast) -> None:
    case = closed_case(cast, "1")
    closed_case(cast, "2")
    type(case).objects.filter(pk=case.pk).update(ended_at=moment("2026-03-05T12:00"))
    assert quantities(cast, "closed_from=2026-03-01&closed_to=2026-03-31") == {1}


def test_it_leaves_out_what_was_taken_back(cast: Cast) -> None:
    used(cast, "1", removed_at=timezone.now())
    assert quantities(cast, "exported=all") == set()


def test_it_gives_no_prices_to_those_who_may_not_see_money(cast: Cast) -> None:
    done_case(cast, "1")
    assert [quantities(cast, "", getattr(cast, name)) for name in ("tea", "lena", "anna")] == [set()] * 3


def test_it_offers_no_customer_that_the_person_may_not_see(cast: Cast) -> None:
    done_case(cast, "1", foreign=True)
    assert CANARY in str(list(UsedArticleResource().rows(chosen_articles(cast.dora, ""))))
    assert quantities(cast, f"customer={cast.asen.pk}", cast.tea) == set()

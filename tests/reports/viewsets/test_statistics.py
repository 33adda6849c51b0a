from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.statistics import QUESTIONS
from tests.cast import CANARY, Cast
from tests.reports.made import own_queries, seen_by
from workflows.models import Worksite
from workflows.sheets import read_rows


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_draws_bars_that_open_lists_and_the_table(cast: Cast, name: str) -> None:
    cast.opens_case()
    text = seen_by(cast.dora).get(reverse(f"reports:{name}")).content.decode()
    assert "<svg" in text
    assert 'class="chart-bar" href="/admin/cases/?opened_from=' in text
    assert "<tfoot>" in text


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_counts_only_what_the_person_sees(cast: Cast, name: str) -> None:
    cast.opens_case()
    cast.foreign_case()
    mine, all_of_them = (
        seen_by(user).get(reverse(f"reports:{name}")).context["statistic"].cases for user in (cast.tea, cast.dora)
    )
    assert (mine, all_of_them) == (1, 2)
    assert CANARY not in seen_by(cast.tea).get(reverse(f"reports:{name}")).content.decode()


@pytest.mark.parametrize("who", ["anna", "otto"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_it_does_not_exist_for_customers(cast: Cast, who: str, name: str) -> None:
    assert seen_by(getattr(cast, who)).get(reverse(f"reports:{name}")).status_code in (302, 404)


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize(
    "query",
    [
        "period=own",
        "period=own&first=x&last=y",
        "period=own&first=2026-02-02&last=2026-01-01",
        "period=own&first=9999-12-31&last=1",
        "period=gone",
        "below=x",
        "below=987654",
        "below=99999999999999999999",
        "export=exe",
    ],
)
def test_it_bears_nonsense(cast: Cast, name: str, query: str) -> None:
    cast.opens_case()
    assert seen_by(cast.dora).get(f"{reverse(f'reports:{name}')}?{query}").status_code == 200


def test_own_dates_that_make_no_sense_are_told_beside_the_field(cast: Cast) -> None:
    answer = seen_by(cast.dora).get(reverse("reports:worksites"), {"period": "own", "first": "2026-02-30"})
    assert "field--error" in answer.content.decode()
    assert 'value="2026-02-30"' in answer.content.decode()


def test_an_empty_period_says_so(cast: Cast) -> None:
    text = seen_by(cast.dora).get(reverse("reports:worksites")).content.decode()
    assert "Inga ärenden öppnades under perioden." in text


@pytest.mark.parametrize("name", QUESTIONS)
def test_its_table_comes_as_excel(cast: Cast, name: str) -> None:
    cast.opens_case()
    answer = seen_by(cast.dora).get(reverse(f"reports:{name}"), {"period": "this_month", "export": "xlsx"})
    rows = read_rows(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert rows[0][1:] == ["Ärenden", "Fortfarande öppna"]
    assert rows[-1][1:] == [1, 1]
    assert str(timezone.localdate()) in answer["Content-Disposition"]


def test_its_excel_has_no_formula(cast: Cast) -> None:
    cast.storgatan.name = "=1+1"
    cast.storgatan.save()
    cast.opens_case()
    answer = seen_by(cast.dora).get(reverse("reports:worksites"), {"export": "xlsx"})
    assert read_rows(BytesIO(b"".join(answer.streaming_content)))[1][0] == "=1+1"  # type: ignore[attr-defined]


def test_it_draws_the_biggest_and_lists_all(cast: Cast) -> None:
    for number in range(27):
        site = Worksite.objects.create(customer=cast.bjorken, name=f"Plats {number:02}")
        cast.opens_case(worksite=site)
    answer = seen_by(cast.dora).get(reverse("reports:worksites"))
    text = answer.content.decode()
    assert "Diagrammet visar de 25 med flest ärenden; 2 till finns i tabellen." in text
    assert text.count('class="chart-bar"') == 25
    assert len(answer.context["rows"]) == 27


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_costs_the_same_for_many(cast: Cast, name: str) -> None:
    client, address = seen_by(cast.dora), reverse(f"reports:{name}")
    cast.opens_case()
    one = own_queries(client, address)
    for number in range(9):
        cast.opens_case(worksite=Worksite.objects.create(customer=cast.bjorken, name=f"Plats {number}"))
    assert own_queries(client, address) == one <= 2

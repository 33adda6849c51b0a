"""Rules in a workbook, both ways."""

import io
from datetime import date, time
from typing import Any

import pytest

from accounts.models import User
from tests.cast import Cast
from workflows.excel.preview import Preview, carry_out, preview
from workflows.excel.responsibility import ResponsibilityResource
from workflows.models import Category, Responsibility
from workflows.sheets import write_workbook

HEADS = [
    "Regel", "Kundnummer", "Arbetsställe", "Objekt", "Kategori", "Veckodagar", "Från", "Till", "På helgdagar", "Jour",
    "Personens e-post", "Grupp", "Gäller från", "Gäller till", "Ordning", "I bruk",
]  # fmt: skip


def workbook(*rows: list[Any], heads: list[str] = HEADS) -> io.BytesIO:
    target = io.BytesIO()
    write_workbook(target, "x", heads, [[*row, *[""] * (len(heads) - len(row))] for row in rows])
    return io.BytesIO(target.getvalue())


def out(user: User) -> dict[int, list[Any]]:
    resource = ResponsibilityResource(user=user)
    return {row[0]: row for row in resource.rows(resource.get_queryset())}


def looked_at(cast: Cast, *rows: list[Any]) -> Preview:
    return preview(workbook(*rows), ResponsibilityResource, cast.dora)


def read_in(cast: Cast, *rows: list[Any]) -> Preview | None:
    return carry_out(workbook(*rows), ResponsibilityResource, cast.dora, looked_at(cast, *rows).mark)


def full(cast: Cast) -> Responsibility:
    below = Category.objects.create(name_sv="Korg", parent=cast.lift_category)
    return Responsibility.objects.create(
        worksite=cast.storgatan, equipment=cast.lift, category=below, weekdays=31, from_time=time(16),
        until_time=time(7), holidays="also", on_call=True, person=cast.tea, valid_from=date(2026, 1, 1), order=4,
    )  # fmt: skip


def test_it_goes_out_with_every_column(cast: Cast) -> None:
    rule = full(cast)
    assert [str(column.heading) for column in ResponsibilityResource(user=cast.dora).columns()] == HEADS
    assert out(cast.dora)[rule.pk] == [
        rule.pk, "", "1001 › Storgatan 1", "1001 › Storgatan 1 › Hiss A", "Hiss › Korg", "mån–fre", "16:00", "07:00",
        "räknas alltid med, som ledig dag", "Ja", "tea@norrhiss.example", "", date(2026, 1, 1), None, 4, "Ja",
    ]  # fmt: skip


def test_what_went_out_comes_in_unchanged(cast: Cast) -> None:
    full(cast)
    rows = [["" if value is None else value for value in row] for row in out(cast.dora).values()]
    found = looked_at(cast, *rows)
    assert (found.new, found.changed, found.problems, found.unchanged) == ([], [], [], 3)


def test_a_row_without_a_number_is_a_new_rule(cast: Cast) -> None:
    row = ["", "", "1001 > Storgatan 1", "", "Hiss", "lör, sön", "7", "07.00", "", "ja", "", "Dörrgruppen"]
    assert read_in(cast, row) is None
    rule = Responsibility.objects.get(worksite=cast.storgatan)
    assert (rule.when, rule.team, rule.category) == ("jour lör, sön 07:00–07:00", cast.doors, cast.lift_category)
    assert rule.is_active


def test_it_changes_the_rule_of_a_number(cast: Cast) -> None:
    rule = Responsibility.objects.get(customer=cast.asen)
    assert read_in(cast, [rule.pk, "1002", "", "", "", "", "", "", "", "", "tea@norrhiss.example"]) is None
    rule.refresh_from_db()
    assert rule.person == cast.tea


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["9999", "1002"], "Det finns ingen regel med numret"),
        (["", "77"], "Det finns ingen kund med numret"),
        (["", "", "Storgatan 1"], "Det finns inget som heter"),
        (["", "", "1001 › Storgatan 1", "1001 › Storgatan 1 › Hiss Ö"], "Det finns inget som heter"),
        (["", "", "", "", "Okänd"], "Det finns inget som heter"),
        (["", "1001", "", "", "", "någon gång"], "är ingen veckodag"),
        (["", "1001", "", "", "", "", "25:00", "07:00"], "är inget klockslag"),
        (["", "1001", "", "", "", "", "16:00"], "Ange båda tiderna"),
        (["", "1001", "", "", "", "", "", "", "", "ja", "tea@norrhiss.example"], "jour behöver veckodagar"),
        (["", "1001", "", "", "", "", "", "", "", "", "ingen@norrhiss.example"], "Ingen kollega har adressen"),
        (["", "1001", "", "", "", "", "", "", "", "", "", "Målarna"], "Det finns ingen grupp som heter"),
        (["", "1001"], "Välj antingen en person eller en grupp"),
        (["", "1001", "", "", "", "", "", "", "", "", "tea@norrhiss.example", "", "2026-13-01"], "är ingen dag"),
        (["", "1001", "", "", "", "", "", "", "", "", "tea@norrhiss.example", "", "2027-01-01", "2026-01-01"],
         "Första dagen får inte vara efter den sista"),
    ],
)  # fmt: skip
def test_it_says_what_it_did_not_understand(row: list[Any], sentence: str, cast: Cast) -> None:
    found = looked_at(cast, row)
    assert sentence in " ".join(problem.sentence for problem in found.problems) and not found.can_be_done


def test_a_file_cannot_take_the_last_catch_all(cast: Cast) -> None:
    rule = Responsibility.objects.catch_all().get()
    row = [rule.pk, "1001", "", "", "", "", "", "", "", "", "", "Hissgruppen"]
    assert "Då skulle ingen få" in looked_at(cast, row).problems[0].sentence
    assert not looked_at(cast, row, ["", "", "", "", "", "", "", "", "", "", "", "Dörrgruppen"]).problems

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from tests.cast import Cast
from workflows.models import Equipment, Responsibility
from workflows.models.weekdays import EVERY_DAY, bits_of, days_of, read_weekdays, weekdays_text

EVENINGS: dict[str, Any] = {"weekdays": 31, "from_time": time(16), "until_time": time(7), "on_call": True}


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([0, 1, 2, 3, 4], "mån–fre"),
        ([5, 6], "lör, sön"),
        ([0, 1, 2, 4], "mån–ons, fre"),
        ([6], "sön"),
        (range(7), ""),
    ],
)
def test_it_says_weekdays_in_words_and_reads_them_again(days: list[int], text: str) -> None:
    assert weekdays_text(bits_of(days)) == text
    assert days_of(read_weekdays(text)) == frozenset(days)


@pytest.mark.parametrize("text", ["Mon-Fri", "måndag – fredag", "fri, mon–thu", "Mån, tis, ons, tors; fre"])
def test_it_reads_weekdays_in_either_language(text: str) -> None:
    assert read_weekdays(text) == 31


def test_it_reads_a_stretch_over_the_weekend() -> None:
    assert days_of(read_weekdays("fre–mån")) == {4, 5, 6, 0}


@pytest.mark.parametrize("text", ["ibland", "mån–tis–ons", "32", "–"])
def test_it_refuses_what_is_no_weekday(text: str) -> None:
    with pytest.raises(ValidationError):
        read_weekdays(text)


def test_it_says_when_it_counts(cast: Cast) -> None:
    assert Responsibility(**EVENINGS).when == "jour mån–fre 16:00–07:00"
    assert Responsibility(holidays="not").when == "alla dagar inte helgdagar"
    assert Responsibility().when == ""
    with translation.override("en"):
        assert Responsibility(**EVENINGS, holidays="also").when == "on call Mon–Fri 16:00–07:00 and holidays"


@pytest.mark.parametrize(
    "fields",
    [
        {"from_time": time(16)},
        {"until_time": time(16)},
        {"on_call": True},
        {"weekdays": 0},
        {"weekdays": EVERY_DAY + 1},
        {"holidays": "some"},
    ],
)
def test_the_database_refuses_hours_that_mean_nothing(fields: dict[str, Any], cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(person=cast.tea, **fields)


def test_it_refuses_a_thing_of_another_place_or_customer(cast: Cast) -> None:
    foreign = Equipment.objects.create(worksite=cast.kanalgatan, name="Port")
    for place in ({"worksite": cast.storgatan}, {"customer": cast.bjorken}):
        with pytest.raises(ValidationError) as error:
            Responsibility(person=cast.tea, equipment=foreign, **place).full_clean()
        assert "equipment" in error.value.message_dict


def test_it_refuses_days_outside_the_calendar(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        Responsibility(person=cast.tea, valid_from=date(1900, 1, 1)).full_clean()


def test_a_rule_with_hours_is_no_catch_all(cast: Cast) -> None:
    Responsibility.objects.create(person=cast.tea, **EVENINGS)
    Responsibility.objects.create(person=cast.tea, equipment=cast.lift)
    assert [row.team for row in Responsibility.objects.catch_all()] == [cast.lifts]
    assert [row.is_catch_all for row in Responsibility.objects.filter(person=cast.tea)] == [False, False]


def test_it_ties_with_those_of_the_same_conditions_only(cast: Cast) -> None:
    mine = Responsibility.objects.create(person=cast.tea, customer=cast.bjorken)
    same = Responsibility.objects.create(person=cast.nils, customer=cast.bjorken)
    Responsibility.objects.create(person=cast.nils, customer=cast.bjorken, weekdays=31)
    Responsibility.objects.create(person=cast.nils, customer=cast.bjorken, category=cast.lift_category)
    assert set(Responsibility.objects.tied_with(mine)) == {mine, same}

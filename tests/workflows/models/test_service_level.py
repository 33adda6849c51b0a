from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from workflows.models import Priority, ServiceLevel
from workflows.models.service_level import WEEK

STOCKHOLM = ZoneInfo("Europe/Stockholm")
HOUR = timedelta(hours=1)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=STOCKHOLM)


def test_it_counts_its_own_hours_and_days() -> None:
    days = {"friday": "08:00–12:00", "days_off": "2026-11-30", "own_hours": "2026-11-28 10:00–12:00"}
    level = ServiceLevel(finish_normal=240, **days)
    assert level.due("finish", Priority.NORMAL, local(2026, 11, 27, 11)) == local(2026, 12, 1, 9)


def test_a_day_with_own_hours_is_worked_though_it_is_a_holiday() -> None:
    level = ServiceLevel(own_hours="2026-12-24 08:00–10:00", finish_normal=60)
    assert level.due("finish", Priority.NORMAL, local(2026, 12, 24, 7)) == local(2026, 12, 24, 9)


@pytest.mark.parametrize(("off", "hour"), [(True, local(2026, 6, 22, 9)), (False, local(2026, 6, 19, 9))])
def test_it_keeps_midsummer_s_eve_as_it_says(off: bool, hour: datetime) -> None:
    level = ServiceLevel(holidays_off=off, finish_normal=60)
    assert level.due("finish", Priority.NORMAL, local(2026, 6, 19, 7)) == hour


@pytest.mark.parametrize(("priority", "hours"), [(Priority.URGENT, 2), (Priority.HIGH, 8), (Priority.NORMAL, 8)])
def test_a_priority_without_time_of_its_own_has_the_normal_one(priority: Priority, hours: int) -> None:
    assert ServiceLevel(finish_normal=480, finish_urgent=120).allows("finish", priority) == hours * HOUR


def test_it_promises_nothing_where_nothing_is_said() -> None:
    assert ServiceLevel(finish_normal=60).due("acknowledge", Priority.URGENT, local(2026, 11, 27, 11)) is None


def test_what_would_take_more_than_ten_years_is_not_promised() -> None:
    week = dict.fromkeys(WEEK, "") | {"monday": "08:00–08:01"}
    assert ServiceLevel(finish_normal=60_000, **week).due("finish", Priority.LOW, local(2026, 11, 27, 11)) is None


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        (dict.fromkeys(WEEK, ""), "monday"),
        ({"days_off": "2026-06-01–2026-06-30", "own_hours": "2026-06-15 08:00–12:00"}, "own_hours"),
        ({"thursday": "17-8"}, "thursday"),
        ({"days_off": "snart"}, "days_off"),
        ({"finish_low": 0}, "finish_low"),
        ({"finish_low": 120_001}, "finish_low"),
    ],
)
def test_it_refuses_what_does_not_work(fields: dict[str, object], place: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ServiceLevel(name_sv="X", **fields).full_clean(validate_unique=False, validate_constraints=False)
    assert set(refused.value.message_dict) == {place}


def test_it_keeps_no_hours_that_nobody_can_read(db: None) -> None:
    with pytest.raises(ValidationError):
        ServiceLevel.objects.create(name_sv="X", monday="dagtid")


def test_it_keeps_hours_in_one_form(db: None) -> None:
    ServiceLevel.objects.create(name_sv="X", monday="8-12")
    assert ServiceLevel.objects.get().monday == "08:00–12:00"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Mån–fre 08:00–17:00"),
        ({"friday": "08:00–15:00", "wednesday": ""}, "Mån–tis 08:00–17:00; tors 08:00–17:00; fre 08:00–15:00"),
        (dict.fromkeys(WEEK, "0-24"), "Dygnet runt"),
    ],
)  # fmt: skip
def test_it_says_its_hours_in_few_words(fields: dict[str, str], words: str) -> None:
    with translation.override("sv"):
        assert ServiceLevel(**fields).hours_in_words() == words

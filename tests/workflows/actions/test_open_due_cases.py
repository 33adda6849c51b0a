from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from workflows.actions.open_due_cases import open_due_cases
from workflows.models import Case, Occurrence, Responsibility, Schedule
from workflows.recurrence import dates_between
from workflows.rulebook import Rulebook


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    first = timezone.localdate()
    schedule = Schedule.objects.create(
        title="Tillsyn hiss", customer=cast.bjorken, category=cast.lift_category, starts_on=first,
        repeats=Schedule.Repeats.WEEKLY, lead_days=0,
    )  # fmt: skip
    schedule.worksites.add(cast.storgatan)
    return schedule


def test_it_opens_and_assigns_the_case_of_a_date(cast: Cast, schedule: Schedule) -> None:
    assert open_due_cases(schedule.starts_on) == 1
    case = Case.objects.get()
    assert (case.source, case.team, case.reporter) == ("schedule", cast.lifts, cast.anna.contact)


def test_it_opens_each_date_once(schedule: Schedule) -> None:
    open_due_cases(schedule.starts_on)
    Schedule.objects.update(worked_until=schedule.starts_on - timedelta(days=1))
    assert open_due_cases(schedule.starts_on) == 0


def test_it_makes_up_for_every_date_missed(schedule: Schedule) -> None:
    open_due_cases(schedule.starts_on + timedelta(days=21))
    assert Occurrence.objects.count() == Case.objects.count() == 4


def test_it_creates_a_case_its_lead_ahead(schedule: Schedule) -> None:
    Schedule.objects.update(lead_days=7)
    open_due_cases(schedule.starts_on)
    assert Case.objects.count() == 2


def test_it_leaves_a_paused_schedule_alone(schedule: Schedule) -> None:
    Schedule.objects.update(is_paused=True)
    assert open_due_cases(schedule.starts_on) == 0


def test_it_opens_one_case_a_worksite(cast: Cast, schedule: Schedule) -> None:
    schedule.worksites.add(cast.kanalgatan)
    assert open_due_cases(schedule.starts_on) == 2


def test_it_does_not_open_what_was_before_the_schedule_existed(cast: Cast) -> None:
    old = Schedule.objects.create(
        title="Gammal", customer=cast.bjorken, starts_on=timezone.localdate() - timedelta(days=30), lead_days=0,
        repeats=Schedule.Repeats.DAILY,
    )  # fmt: skip
    old.worksites.add(cast.storgatan)
    assert open_due_cases() == 1


def test_it_goes_on_when_one_schedule_breaks(cast: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Schedule.objects.create(title="A trasig", customer=cast.bjorken, starts_on=schedule.starts_on)
    broken.worksites.add(cast.storgatan)
    Schedule.objects.filter(pk=broken.pk).update(repeats="NEVER")
    assert open_due_cases(schedule.starts_on) == 1


@pytest.mark.parametrize(
    ("repeats", "interval", "start", "expected"),
    [
        ("MONTHLY", 1, date(2027, 1, 31), [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]),
        ("MONTHLY", 2, date(2027, 1, 15), [date(2027, 1, 15), date(2027, 3, 15)]),
        ("YEARLY", 1, date(2024, 2, 29), [date(2027, 2, 28)]),
        (
            "WEEKLY",
            4,
            date(2027, 1, 5),
            [date(2027, 1, 5), date(2027, 2, 2), date(2027, 3, 2), date(2027, 3, 30)],
        ),
    ],
)
def test_it_works_out_the_dates_of_a_rule(repeats: str, interval: int, start: date, expected: list[date]) -> None:
    schedule = Schedule(repeats=repeats, interval=interval, starts_on=start)
    assert dates_between(schedule, date(2027, 1, 1), date(2027, 3, 31)) == expected


def test_it_keeps_the_clock_time_over_the_change_to_winter_time(cast: Cast, schedule: Schedule) -> None:
    Schedule.objects.update(starts_on=date(2027, 10, 25), worked_until=date(2027, 10, 24), at_time="09:00")
    open_due_cases(date(2027, 11, 1))
    hours = {timezone.localtime(moment).hour for moment in Occurrence.objects.values_list("starts_at", flat=True)}
    assert hours == {9}


def test_it_asks_the_hours_of_the_work_not_those_in_which_it_is_worked_out(cast: Cast, schedule: Schedule) -> None:
    now = timezone.localtime()
    around = {"from_time": (now - timedelta(hours=1)).time(), "until_time": (now + timedelta(hours=1)).time()}
    Responsibility.objects.create(team=cast.doors, on_call=True, **around)
    Schedule.objects.update(at_time=(now + timedelta(hours=3)).time())
    open_due_cases(schedule.starts_on)
    scheduled = Case.objects.get()
    assert (scheduled.team, cast.opens_case().team) == (cast.lifts, cast.doors)
    was = Rulebook.now().answer(scheduled)
    assert was is not None and was.who == cast.lifts

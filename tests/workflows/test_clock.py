"""The clock against a slow one that looks at every minute, and on the dates where clocks go wrong."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workflows.clock import (
    DAY,
    MINUTES,
    Calendar,
    Hours,
    NoWorkingTime,
    Window,
    due,
    due_before,
    is_open,
    is_swedish_day_off,
    worked,
)

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = Calendar((((8 * 60, 17 * 60),),) * 5 + ((), ()), STOCKHOLM, is_swedish_day_off)
ALWAYS = Calendar((((0, MINUTES),),) * 7, STOCKHOLM)
NIGHT = Calendar((((0, 6 * 60), (22 * 60, MINUTES)),) * 7, STOCKHOLM)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def local(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=STOCKHOLM, fold=fold)


def is_worked(calendar: Calendar, minute: datetime) -> bool:
    shown = minute.astimezone(calendar.zone)
    hours = calendar.hours_of(shown.date())
    return any(begin <= shown.hour * 60 + shown.minute < end for begin, end in hours)


def slowly_due(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    moment = start.astimezone(UTC)
    while minutes:
        minutes -= is_worked(calendar, moment)
        moment += MINUTE
    return moment


def slowly_worked(calendar: Calendar, start: datetime, minutes: int) -> int:
    return sum(is_worked(calendar, start.astimezone(UTC) + n * MINUTE) for n in range(minutes))


def a_day(edges: list[int]) -> Hours:
    return tuple(zip(edges[::2], edges[1::2], strict=True))


EDGES = st.lists(st.integers(0, MINUTES), min_size=0, max_size=6, unique=True).map(sorted)
DAYS = EDGES.filter(lambda edges: len(edges) % 2 == 0).map(a_day)
WEEKS = st.tuples(*[DAYS] * 7).filter(any)
CALENDARS = st.builds(Calendar, WEEKS, st.just(STOCKHOLM), st.sampled_from([is_swedish_day_off, lambda day: False]))
# Around the changes of the clock, midsummer and the turn of the year, where a mistake would show.
STARTS = st.sampled_from(
    [date(2026, 3, 28), date(2026, 10, 24), date(2026, 6, 18), date(2026, 12, 30), date(2028, 2, 28)]
).flatmap(
    lambda day: st.integers(0, 3 * MINUTES).map(lambda n: datetime.combine(day, datetime.min.time(), UTC) + n * MINUTE)
)


@settings(max_examples=60, deadline=None)
@given(CALENDARS, STARTS, st.integers(1, 600))
@example(ALWAYS, datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 60)
@example(Calendar((((150, 240),),) * 7, STOCKHOLM), datetime(2026, 10, 24, 22, tzinfo=UTC), 100)
def test_it_is_due_when_a_slow_clock_says_so(calendar: Calendar, start: datetime, minutes: int) -> None:
    try:
        found = due(calendar, start, minutes * MINUTE)
    except NoWorkingTime:
        pytest.fail("There was working time.")
    if found - start < timedelta(days=10):
        assert found == slowly_due(calendar, start, minutes)


def slowly_due_before(calendar: Calendar, end: datetime, minutes: int) -> datetime:
    moment = end.astimezone(UTC)
    while minutes:
        moment -= MINUTE
        minutes -= is_worked(calendar, moment)
    return moment


@settings(max_examples=60, deadline=None)
@given(CALENDARS, STARTS, st.integers(1, 600))
@example(ALWAYS, datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 60)
@example(Calendar((((150, 240),),) * 7, STOCKHOLM), datetime(2026, 10, 25, 3, tzinfo=UTC), 100)
def test_it_was_due_before_when_a_slow_clock_says_so(calendar: Calendar, end: datetime, minutes: int) -> None:
    found = due_before(calendar, end, minutes * MINUTE)
    if end - found < timedelta(days=10):
        assert found == slowly_due_before(calendar, end, minutes)


@settings(max_examples=100, deadline=None)
@given(CALENDARS, STARTS, st.integers(1, 3000))
def test_as_much_is_worked_until_then_as_was_asked_for(calendar: Calendar, end: datetime, minutes: int) -> None:
    assert worked(calendar, due_before(calendar, end, minutes * MINUTE), end) == minutes * MINUTE


def test_before_monday_morning_comes_friday_afternoon() -> None:
    assert due_before(OFFICE, local(2026, 11, 30, 8, 30), HOUR) == local(2026, 11, 27, 16, 30)


def test_nothing_before_a_moment_is_that_moment() -> None:
    assert due_before(OFFICE, local(2026, 11, 28, 12), timedelta(0)) == local(2026, 11, 28, 12)


@settings(max_examples=40, deadline=None)
@given(CALENDARS, STARTS, st.integers(0, 3 * MINUTES))
@example(NIGHT, datetime(2026, 10, 24, 20, tzinfo=UTC), MINUTES)
def test_it_counts_what_a_slow_clock_counts(calendar: Calendar, start: datetime, minutes: int) -> None:
    assert worked(calendar, start, start + minutes * MINUTE) == slowly_worked(calendar, start, minutes) * MINUTE


@settings(max_examples=100, deadline=None)
@given(CALENDARS, STARTS, st.integers(1, 3000))
def test_what_is_due_has_been_worked(calendar: Calendar, start: datetime, minutes: int) -> None:
    assert worked(calendar, start, due(calendar, start, minutes * MINUTE)) == minutes * MINUTE


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        (local(2026, 11, 26, 16), 2, local(2026, 11, 27, 9)),  # over the night
        (local(2026, 11, 27, 16), 2, local(2026, 11, 30, 9)),  # over the week-end
        (local(2026, 11, 28, 12), 1, local(2026, 11, 30, 9)),  # begun on a Saturday
        (local(2026, 6, 18, 16), 2, local(2026, 6, 22, 9)),  # Midsummer's Eve is off
        (local(2026, 12, 23, 16), 2, local(2026, 12, 28, 9)),  # Christmas
        (local(2026, 12, 30, 16), 2, local(2027, 1, 4, 9)),  # New Year's Eve to the Monday after
        (local(2026, 3, 27, 16), 2, local(2026, 3, 30, 9)),  # summer time begins in between
        (local(2026, 11, 26, 8), 9, local(2026, 11, 26, 17)),  # the whole day ends with the day
    ],
)  # fmt: skip
def test_it_knows_the_office_s_days(start: datetime, hours: int, expected: datetime) -> None:
    assert due(OFFICE, start, hours * HOUR) == expected


def test_own_hours_go_before_the_week_and_the_days_off() -> None:
    own = {date(2026, 11, 28): ((10 * 60, 12 * 60),), date(2026, 12, 24): ((8 * 60, 9 * 60),)}
    calendar = Calendar(OFFICE.week, STOCKHOLM, is_swedish_day_off, own)
    assert due(calendar, local(2026, 11, 27, 16), 2 * HOUR) == local(2026, 11, 28, 11)
    assert worked(calendar, local(2026, 12, 24), local(2026, 12, 27)) == HOUR


def test_round_the_clock_an_hour_is_an_hour_also_when_the_clock_is_changed() -> None:
    assert due(ALWAYS, local(2026, 3, 29, 1, 30), HOUR) == local(2026, 3, 29, 3, 30)
    assert due(ALWAYS, local(2026, 10, 25, 2, 30), HOUR) == local(2026, 10, 25, 2, 30, fold=1).astimezone(UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 7), (date(2026, 10, 25), 9), (date(2026, 11, 26), 8)])
def test_a_night_shift_is_as_long_as_the_night(day: date, hours: int) -> None:
    start = datetime.combine(day, datetime.min.time(), STOCKHOLM)
    assert worked(NIGHT, start, start + timedelta(days=1)) == hours * HOUR


def test_nothing_is_worked_backwards() -> None:
    assert worked(ALWAYS, local(2026, 11, 26), local(2026, 11, 25)) == timedelta(0)


def test_nothing_to_wait_for_is_due_at_once() -> None:
    assert due(OFFICE, local(2026, 11, 28, 12), timedelta(0)) == local(2026, 11, 28, 12)


def test_it_says_when_nobody_ever_works() -> None:
    with pytest.raises(NoWorkingTime):
        due(Calendar(((),) * 7, STOCKHOLM), local(2026, 11, 26), MINUTE)


def test_it_says_when_nobody_ever_worked() -> None:
    with pytest.raises(NoWorkingTime):
        due_before(Calendar(((),) * 7, STOCKHOLM), local(2026, 11, 26), MINUTE)


def test_it_opens_with_the_hour_and_closes_with_it() -> None:
    open_at = [is_open(OFFICE, local(2026, 11, 26, *at)) for at in ((7, 59), (8, 0), (16, 59), (17, 0))]
    assert open_at == [False, True, True, False]


@pytest.mark.parametrize("hours", [((60, 30),), ((0, 60), (30, 90)), ((-1, 60),), ((0, MINUTES + 1),), ((5, 5),)])
def test_it_refuses_hours_out_of_order(hours: Hours) -> None:
    with pytest.raises(ValueError, match="out of order"):
        Calendar((hours, *((),) * 6), STOCKHOLM)


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31), date(2026, 4, 3)])
def test_the_eves_are_days_off(day: date) -> None:
    assert is_swedish_day_off(day)


def test_a_sunday_is_no_holiday_by_itself() -> None:
    assert not is_swedish_day_off(date(2026, 11, 29))


# ── Hours that come back ──

ON_CALL = Window(frozenset({0, 1, 2, 3, 4}), time(16), time(7))
WEEKEND = Window(frozenset({5, 6}), time(7), time(7), "also")


@pytest.mark.parametrize(
    ("moment", "covered"),
    [
        ("2026-11-26 15:59", False),  # a Thursday
        ("2026-11-26 16:00", True),
        ("2026-11-27 06:59", True),
        ("2026-11-27 07:00", False),
        ("2026-11-28 06:59", True),  # Saturday morning belongs to Friday
        ("2026-11-28 16:30", False),
        ("2026-11-30 03:00", False),  # Monday night belongs to Sunday
    ],
)
def test_a_window_over_midnight_belongs_to_the_day_it_begins_on(moment: str, covered: bool) -> None:
    assert ON_CALL.covers(datetime.fromisoformat(moment)) is covered


@pytest.mark.parametrize(
    ("moment", "covered"), [("2026-11-28 07:00", True), ("2026-11-30 06:59", True), ("2026-12-24 12:00", True)]
)
def test_a_window_may_count_days_off_as_its_own(moment: str, covered: bool) -> None:
    assert WEEKEND.covers(datetime.fromisoformat(moment)) is covered


def test_a_window_may_leave_out_days_off() -> None:
    every = Window(frozenset(range(7)), on_day_off="not")
    assert not every.covers(datetime(2026, 12, 24, 12)) and every.covers(datetime(2026, 12, 23, 12))


@given(
    days=st.frozensets(st.integers(0, 6), min_size=1),
    begin=st.times(),
    end=st.times(),
    on_day_off=st.sampled_from([None, "also", "not"]),
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
)
def test_a_window_is_as_long_as_it_says(
    days: frozenset[int], begin: time, end: time, on_day_off: str | None, moment: datetime
) -> None:
    window = Window(days, begin, end, on_day_off)
    starts = [datetime.combine(moment.date() - DAY * back, begin) for back in (0, 1)]
    length = (datetime.combine(date.min, end) - datetime.combine(date.min, begin)) % DAY or DAY
    begun = [start for start in starts if window.begins_on(start.date()) and start <= moment < start + length]
    assert window.covers(moment) is bool(begun)

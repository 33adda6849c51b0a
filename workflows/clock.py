"""Working time: how much of it passed, and when so much of it will have. Pure functions, nothing is read or written.

A minute is worked when the wall clock shows a time within the hours of a day that is no day off. What counts is real
time: when summer time begins, an hour of the night shift is missing; when it ends, that hour is worked twice.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from holidays import Sweden
from holidays.constants import DE_FACTO, PUBLIC

MINUTES = 24 * 60
FURTHEST = timedelta(days=10 * 366)
DAY, MINUTE, NOTHING = timedelta(days=1), timedelta(minutes=1), timedelta(0)

Hours = tuple[tuple[int, int], ...]  # from and to, in minutes after midnight, in order and apart from each other
Span = tuple[datetime, datetime]  # from and to, aware, in UTC


class NoWorkingTime(Exception):
    """The calendar has none in ten years: such a due time does not exist."""


@dataclass(frozen=True)
class Calendar:
    """When somebody works. `week` is seven days' hours, Monday first; `is_day_off` is asked for local dates.

    `own_hours` of a date go before both: a Saturday that is worked, a holiday too.

    Raises ValueError for hours that are out of order, overlap, or leave the day (0 to 1440 minutes).
    """

    week: tuple[Hours, ...]
    zone: ZoneInfo
    is_day_off: Callable[[date], bool] = lambda day: False
    own_hours: Mapping[date, Hours] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("A week has seven days.")
        for hours in (*self.week, *self.own_hours.values()):
            edges = [edge for pair in hours for edge in pair]
            if edges != sorted(set(edges)) or (edges and not (edges[0] >= 0 and edges[-1] <= MINUTES)):
                raise ValueError(f"Hours out of order: {hours}")

    def hours_of(self, day: date) -> Hours:
        if (own := self.own_hours.get(day)) is not None:
            return own
        return () if self.is_day_off(day) else self.week[day.weekday()]


def due(calendar: Calendar, start: datetime, amount: timedelta) -> datetime:
    """The first moment by which `amount` of working time has passed since `start`; in UTC. Costs a step a day.

    Nothing to wait for is due at once. Raises NoWorkingTime where it would lie more than ten years off.
    """
    left = amount
    if left <= NOTHING:
        return start.astimezone(UTC)
    for begin, end in spans(calendar, start, start + FURTHEST):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise NoWorkingTime


def due_before(calendar: Calendar, end: datetime, amount: timedelta) -> datetime:
    """The last moment from which `amount` of working time passes until `end`: `due` the other way; in UTC.

    Nothing to wait for is the end itself. Raises NoWorkingTime where it would lie more than ten years back.
    """
    left = amount
    if left <= NOTHING:
        return end.astimezone(UTC)
    for begin, to in spans_back(calendar, end - FURTHEST, end):
        if to - begin >= left:
            return to - left
        left -= to - begin
    raise NoWorkingTime


def worked(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The working time between two aware moments; none where the second is not after the first."""
    return sum((to - begin for begin, to in spans(calendar, start, end)), NOTHING)


def is_open(calendar: Calendar, at: datetime) -> bool:
    return any(True for _ in spans(calendar, at, at + timedelta(microseconds=1)))


def spans(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Span]:
    """The working time between two moments, in order, in UTC."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    day, last = start.astimezone(calendar.zone).date(), end.astimezone(calendar.zone).date()
    while day <= last:
        for begin, to in spans_of_day(calendar, day):
            if max(begin, start) < min(to, end):
                yield max(begin, start), min(to, end)
        day += DAY


def spans_back(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Span]:
    """As `spans`, the last first."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    first, day = start.astimezone(calendar.zone).date(), end.astimezone(calendar.zone).date()
    while day >= first:
        for begin, to in reversed(spans_of_day(calendar, day)):
            if max(begin, start) < min(to, end):
                yield max(begin, start), min(to, end)
        day -= DAY


def spans_of_day(calendar: Calendar, day: date) -> list[Span]:
    """The day's hours in UTC. Where the clock is changed that day, on each side of the change by its own offset."""
    hours = calendar.hours_of(day)
    if not hours:
        return []
    return [
        (begin, end)
        for since, until, offset in same_offset(calendar.zone, day)
        for begin, end in ((max(at(day, a, offset), since), min(at(day, b, offset), until)) for a, b in hours)
        if begin < end
    ]


def at(day: date, minute: int, offset: timedelta) -> datetime:
    return datetime.combine(day, time(), UTC) + minute * MINUTE - offset


def same_offset(zone: ZoneInfo, day: date) -> list[tuple[datetime, datetime, timedelta]]:
    """The local day in pieces (from, to, in UTC; offset) within which the clock is not changed."""
    first = datetime.combine(day, time(), zone).astimezone(UTC)
    after = datetime.combine(day + DAY, time(), zone).astimezone(UTC)
    before, later = offset_at(zone, first), offset_at(zone, after - MINUTE)
    if before == later:
        return [(first, after, before)]
    minutes = range((after - first) // MINUTE)
    change = first + MINUTE * bisect_right(minutes, 0, key=lambda n: int(offset_at(zone, first + n * MINUTE) != before))
    return [(first, change, before), (change, after, later)]


def offset_at(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None  # a zone always knows
    return offset


@dataclass(frozen=True)
class Window:
    """Hours that come back: a time of the wall clock lies within, or not. A window belongs to the day it begins on.

    `weekdays`: 0 is Monday. `begin` and `end` are both given or neither (the whole day); an end that is not after the
    beginning lies on the next day. `on_day_off`: on a day off it begins too ("also"), or never ("not"); None: the day
    counts like any other.
    """

    weekdays: frozenset[int]
    begin: time | None = None
    end: time | None = None
    on_day_off: str | None = None
    is_day_off: Callable[[date], bool] = field(default=lambda day: is_swedish_day_off(day), compare=False)

    def covers(self, moment: datetime) -> bool:
        """`moment` as the wall clock shows it, without a zone."""
        day, now = moment.date(), moment.time()
        if self.begin is None or self.end is None:
            return self.begins_on(day)
        if self.begin < self.end:
            return self.begin <= now < self.end and self.begins_on(day)
        since_today = now >= self.begin and self.begins_on(day)
        return since_today or (now < self.end and day > date.min and self.begins_on(day - DAY))

    def begins_on(self, day: date) -> bool:
        if self.on_day_off is not None and self.is_day_off(day):
            return self.on_day_off == "also"
        return day.weekday() in self.weekdays


@cache
def swedish_days_off(year: int) -> frozenset[date]:
    """Public holidays, and the eves of Midsummer, Christmas and New Year, which are days off in fact. Not Sundays."""
    return frozenset(Sweden(years=year, categories=(PUBLIC, DE_FACTO), include_sundays=False))


def is_swedish_day_off(day: date) -> bool:
    return day in swedish_days_off(day.year)

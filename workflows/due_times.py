"""By when a case is acknowledged and finished: set by the verbs that begin, stop or change the counting."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workflows.clock import NoWorkingTime, due, worked
from workflows.models import Case, EventKind, ServiceLevel, Status
from workflows.service import which_level

Wait = tuple[datetime, datetime]
TAKEN = {EventKind.ACKNOWLEDGED, EventKind.STARTED}
MOVES = {EventKind.PAUSED, EventKind.RESUMED, EventKind.ASSIGNED, EventKind.FINISHED, EventKind.STAGE_SET}
STOPPED = "data__clock_stopped"  # as it was then; before there were stages, pausing stopped it
COUNTED = [EventKind.REOPENED, *TAKEN, *MOVES]


@dataclass
class Counting:
    """Since when time is counted, and how long the case has waited meanwhile."""

    acknowledge_since: datetime
    finish_since: datetime
    waits: list[Wait] = field(default_factory=list)


def begin(case: Case, at: datetime) -> None:
    """Counts from `at`, as for a case opened or reopened then. What is promised stays."""
    case.acknowledge_climbs_from = case.finish_climbs_from = at
    set_times(case, which_level(case.customer, case.category).level, Counting(at, at))


def begin_again(case: Case, at: datetime) -> None:
    """Handed over after somebody had acknowledged it: the next one has as long to do so."""
    level = which_level(case.customer, case.category).level
    case.acknowledge_climbs_from = at
    case.acknowledge_by = level.due("acknowledge", case.priority, at) if level else None


def count_anew(case: Case) -> None:
    """After a change of what the service level depends on. The waits so far are kept; one that goes on is not."""
    set_times(case, which_level(case.customer, case.category).level, counting(case))


def set_times(case: Case, level: ServiceLevel | None, counted: Counting) -> None:
    if case.status == Status.ASSIGNED:
        case.acknowledge_by = level.due("acknowledge", case.priority, counted.acknowledge_since) if level else None
    if case.finish_by_promised:
        return
    case.finish_by = level.due("finish", case.priority, counted.finish_since) if level else None
    for wait in counted.waits:
        move_on(case, level, wait)


def end_wait(case: Case, at: datetime) -> None:
    """The clock goes on at `at`: what is not promised is due so much working time later as it stood."""
    since, case.clock_stopped_since = case.clock_stopped_since, None
    if since is not None and case.finish_by is not None and not case.finish_by_promised:
        move_on(case, which_level(case.customer, case.category).level, (since, at))


def move_on(case: Case, level: ServiceLevel | None, wait: Wait) -> None:
    if level is not None and case.finish_by is not None:
        case.finish_by = later(level, case.finish_by, wait)


def later(level: ServiceLevel, moment: datetime, wait: Wait) -> datetime:
    calendar = level.calendar
    try:
        return due(calendar, moment, worked(calendar, *wait))
    except NoWorkingTime:
        return moment


def counting(case: Case) -> Counting:
    """As the history tells. One query."""
    found = Counting(case.opened_at, case.opened_at)
    stopped: datetime | None = None
    is_taken = False
    events: Any = case.events.filter(kind__in=COUNTED).order_by("sequence").values_list("kind", "at", STOPPED)
    for kind, at, says in events:
        stops = kind == EventKind.PAUSED if says is None else says
        if kind == EventKind.REOPENED:
            found, stopped, is_taken = Counting(at, at), None, False
        elif stopped is not None and not (stops and kind == EventKind.STAGE_SET):
            found.waits.append((stopped, at))
            stopped = None
        if stops and stopped is None:
            stopped = at
        if kind == EventKind.ASSIGNED and is_taken:
            found.acknowledge_since = at
        is_taken = kind != EventKind.ASSIGNED and (is_taken or kind in TAKEN)
    return found

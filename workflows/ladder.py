"""What happens next to a case that nobody attends to, and when. Pure: nothing is read or written."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflows.clock import Calendar, NoWorkingTime, due, due_before
from workflows.models import Case, EscalationStep, ServiceLevel, Status, Team, What

Fired = Collection[tuple[str, datetime]]
NONE: Fired = frozenset()
ORDER = [what.value for what in What]
STANDARD = ServiceLevel()  # office hours, for cases without a level of their own


@dataclass(frozen=True)
class Rung:
    """`by`: the time that was to be kept; `since`: when it was promised. `key` and `since` name it for ever."""

    key: str
    what: What
    due: str  # acknowledge, finish or untouched
    at: datetime
    by: datetime
    since: datetime
    step_id: int | None = None


def rungs(case: Case, level: ServiceLevel | None, steps: Iterable[EscalationStep], fired: Fired = NONE) -> list[Rung]:
    """What has not happened to the case yet, in the order in which it will while it stands as it does.

    `steps` are those of its level that are in use. Costs a step a day of each time that is counted.
    """
    found = [*climbing(case, level, steps), *untouched(case, level)]
    waiting = [rung for rung in found if (rung.key, rung.since) not in fired]
    return sorted(waiting, key=lambda rung: (rung.at, ORDER.index(rung.what), rung.key))


def climbing(case: Case, level: ServiceLevel | None, steps: Iterable[EscalationStep]) -> Iterator[Rung]:
    promises = promises_of(case)
    for step in steps:
        if level is None or step.due not in promises:
            continue
        by, since = promises[step.due]
        at = moment(level.calendar, by, timedelta(minutes=step.signed))
        if at is None or at < step.since or (step.signed < 0 and at < since):
            continue  # before there was such a step, or such a promise
        yield Rung(f"step:{step.pk}", What(step.what), step.due, at, by, since, step.pk)


def promises_of(case: Case) -> dict[str, tuple[datetime, datetime]]:
    """Which times are to be kept, and when each was promised. None is climbed for while its clock stands."""
    found: dict[str, tuple[datetime, datetime]] = {}
    if case.status == Status.ASSIGNED and case.acknowledge_by is not None:
        found["acknowledge"] = (case.acknowledge_by, case.acknowledge_climbs_from)
    if case.is_open and case.finish_by is not None and not case.clock_stands:
        found["finish"] = (case.finish_by, case.finish_climbs_from)
    return found


def moment(calendar: Calendar, by: datetime, offset: timedelta) -> datetime | None:
    """So much working time after (less than nothing: before) that time; None where there is never so much."""
    try:
        return due(calendar, by, offset) if offset >= timedelta(0) else due_before(calendar, by, -offset)
    except NoWorkingTime:
        return None


def untouched(case: Case, level: ServiceLevel | None) -> Iterator[Rung]:
    """What the team's rule says of a case that nobody acknowledges: once for each time that it changes hands."""
    team = case.team
    if case.status != Status.ASSIGNED or team is None or team.untouched_minutes is None:
        return
    since = case.status_since
    begins = max(since, team.untouched_from)
    at = moment((level or STANDARD).calendar, begins, timedelta(minutes=team.untouched_minutes))
    if at is not None:
        returns = case.responsible_id is not None and team.untouched_then == Team.Then.RETURN
        what = What.RETURN if returns else What.GO_UP
        yield Rung(f"untouched:{what}", what, "untouched", at, at, since)


def looked_at_next(waiting: Sequence[Rung]) -> datetime | None:
    return waiting[0].at if waiting else None

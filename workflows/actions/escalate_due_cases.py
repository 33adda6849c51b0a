"""The sweep: which cases stand before a step whose time has come, and one step after the other for each of them."""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from workflows import heartbeat
from workflows.actions.escalate_case import escalate_case
from workflows.climbing import Ladders
from workflows.ladder import Fired, looked_at_next
from workflows.models import Case, Escalation

logger = logging.getLogger(__name__)

BATCH = 500
TURN = timedelta(seconds=30)
LEASE = timedelta(minutes=2)  # so long nobody else takes a case that is climbing; what failed is tried again then
WRITE = "UPDATE workflows_case SET escalates_at = %s WHERE id = %s"
READ = [
    *("status", "status_since", "acknowledge_by", "finish_by", "finish_by_promised", "opened_at"),
    *("escalates_at", "clock_stopped_since"),
    *("acknowledge_climbs_from", "finish_climbs_from", "responsible_id", "category_id", "customer__service_level_id"),
    *("team__untouched_minutes", "team__untouched_then", "team__untouched_from"),
]


def escalate_due_cases() -> int:
    """The number of steps climbed. What is left after a turn has the next one.

    Costs one query while nothing is due. A batch costs six at most, and what is climbed some more each.
    """
    ends, climbed, ladders = time.monotonic() + TURN.total_seconds(), 0, None
    while time.monotonic() < ends and Case.objects.to_look_at(timezone.now()).exists():
        ladders = ladders or Ladders.now()
        due = look(ladders, timezone.now())
        if due is None:
            break  # others are at what is left
        climbed += sum(map(climb, due))
        heartbeat.go_on()
    return climbed


@transaction.atomic
def look(ladders: Ladders, now: datetime) -> list[Case] | None:
    """Takes one batch: writes down when each must be looked at next. Those that must climb now, leased to us.
    None where there was no case to take.

    PostgreSQL steps over rows that somebody is changing or another worker looks at; SQLite's transaction begins
    IMMEDIATE, so that one looks after the other.
    """
    rows = Case.objects.to_look_at(now).select_for_update(skip_locked=True, of=("self",))
    cases = list(rows.select_related("customer", "team").only(*READ).order_by("escalates_at", "pk")[:BATCH])
    if not cases:
        return None
    fired = Escalation.objects.fired_of([case.pk for case in cases if case.is_open])
    due = [case for case in cases if comes_next(case, ladders, fired.get(case.pk, frozenset()), now)]
    write_down(cases)
    return due


def comes_next(case: Case, ladders: Ladders, fired: Fired, now: datetime) -> bool:
    """Sets when the case must be looked at next. True when it must climb now."""
    try:
        case.escalates_at = looked_at_next(ladders.waiting(case, fired)) if case.is_open else None
    except Exception:  # hours that cannot be read keep no other case waiting
        logger.exception("The ladder of case %s could not be worked out", case.pk)
        case.escalates_at = now + LEASE
    is_due = case.escalates_at is not None and case.escalates_at <= now
    if is_due:
        case.escalates_at = now + LEASE
    return is_due


def write_down(cases: Iterable[Case]) -> None:
    """One statement, put together once: for hundreds of rows Django's own takes longer than all else here."""
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, [(moment(case.escalates_at), case.pk) for case in cases])


def climb(case: Case) -> int:
    """Every step whose time has come, in their order. A fault costs this case time, and no other."""
    count = 0
    try:
        while escalate_case(case) is not None:
            count += 1
    except Exception:
        logger.exception("Case %s could not climb", case.pk)
    return count

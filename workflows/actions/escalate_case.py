from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.text import Truncator

from workflows.actions.assign_case import hand
from workflows.actions.edit_case import TIMES, words
from workflows.actor import SYSTEM
from workflows.changes import fresh
from workflows.climbing import Around, Outcome, waiting_for
from workflows.due_times import count_anew
from workflows.events import record
from workflows.ladder import Rung, looked_at_next
from workflows.ladder_words import because
from workflows.models import Case, Escalation, EventKind, Priority, What
from workflows.stand_ins import LONGEST_REASON

LATE = timedelta(minutes=15)  # what comes later than that, after an outage, is told in one mail


@transaction.atomic
def escalate_case(case: Case, *, now: datetime | None = None) -> Rung | None:
    """Climbs the one rung that the case should have climbed first: what happened, what followed, and its event.

    None where there is none to climb yet; then it is written down when the case must be looked at next. Whoever comes
    second, also at the same moment, finds that the rung is climbed.
    """
    now = now or timezone.now()
    case = locked(case)
    waiting = waiting_for(case)
    if not waiting or waiting[0].at > now:
        Case.objects.filter(pk=case.pk).update(escalates_at=looked_at_next(waiting))
        return None
    rung = waiting[0]
    if not put_down(case, rung):
        return None
    carry_out(case, rung, Around(case).outcome(rung), now)
    return rung


def locked(case: Case) -> Case:
    """Nobody changes it until we are done: on PostgreSQL by its row, on SQLite nobody writes at all meanwhile."""
    Case.objects.select_for_update().filter(pk=case.pk).values_list("pk", flat=True).first()
    return fresh(case, None)


def put_down(case: Case, rung: Rung) -> bool:
    """False when it happened already."""
    try:
        with transaction.atomic():
            Escalation.objects.create(
                case=case, step_id=rung.step_id, rung=rung.key, since=rung.since, what=rung.what, wanted_at=rung.at
            )
    except IntegrityError:
        return False
    return True


def carry_out(case: Case, rung: Rung, outcome: Outcome, now: datetime) -> None:
    facts = facts_of(case, rung, outcome, now)
    match outcome.what:
        case None:
            return
        case What.HAND_BACK | What.RETURN | What.GO_UP:
            hand_on(case, outcome, facts, now)
        case What.RAISE_PRIORITY:
            raise_priority(case, facts)
        case _:
            record(case, EventKind.ESCALATED, by=SYSTEM, is_public=False, **facts)


def facts_of(case: Case, rung: Rung, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """What timeline and notices need to say it in words, in any language."""
    return {
        "what": outcome.what,
        "people": [person.pk for person in outcome.people],
        "who": ", ".join(map(str, outcome.people)) or str(case.answerer or ""),
        "due": rung.due,
        "by_when": rung.by.isoformat(),
        "kept": str(case.answerer or ""),
        "was_before": rung.at < rung.by,
        "late": rung.at < now - LATE,
    }


def hand_on(case: Case, outcome: Outcome, facts: dict[str, Any], now: datetime) -> None:
    """A hand-over like any other, in the company's language where it is kept with the case."""
    with translation.override(settings.LANGUAGE_CODE):
        reason = Truncator(because(facts)).chars(LONGEST_REASON)
    hand(case, outcome.person, outcome.team, reason, now)
    case.save_changed()
    told = facts | {"who": str(case.answerer), "reason": reason}
    record(case, EventKind.ASSIGNED, by=SYSTEM, is_public=False, **told)


def raise_priority(case: Case, facts: dict[str, Any]) -> None:
    """One step up, with the due times of that."""
    before = {name: getattr(case, name) for name in ("priority", *TIMES)}
    case.priority = Priority(case.priority + 1)
    count_anew(case)
    case.save_changed()
    moved = {name: [words(old), words(getattr(case, name))] for name, old in before.items() if name in TIMES}
    moved = {name: pair for name, pair in moved.items() if pair[0] != pair[1]}
    record(case, EventKind.ESCALATED, by=SYSTEM, is_public=False, to=int(case.priority), changes=moved, **facts)

"""The history of a case, and the one signal that says something happened."""

from typing import Any

from django.db import connection, transaction
from django.dispatch import Signal

from workflows import errands
from workflows.actor import Actor
from workflows.models import Case, CaseEvent, EventKind, Message
from workflows.prepared import Insert

NEXT_SEQUENCE = "UPDATE workflows_case SET last_sequence = last_sequence + 1 WHERE id = %s RETURNING last_sequence"

case_changed = Signal()  # sent after commit with event_id; receivers wake somebody, they do no work


insert_event = Insert(CaseEvent)


def record(
    case: Case,
    kind: EventKind,
    *,
    by: Actor,
    is_public: bool = True,
    message: Message | None = None,
    sequence: int | None = None,
    **data: Any,
) -> CaseEvent:
    """Writes the event and one errand per registered consumer, in the transaction of the change itself.

    `sequence` is given for a case that nobody else can see yet, whose row has it already.
    `data` must be JSON: what the timeline and notices need to say it in words, also years later.
    """
    case.last_sequence = next_sequence(case) if sequence is None else sequence
    event = CaseEvent(
        case=case,
        sequence=case.last_sequence,
        kind=kind,
        user=by.user,
        contact=by.contact,
        by_name=by.name,
        via=by.via,
        is_public=is_public,
        message=message,
        data=data,
    )
    insert_event(event)
    errands.add_for_event(event.pk, kind)
    transaction.on_commit(lambda: case_changed.send_robust(Case, event_id=event.pk))
    return event


def next_sequence(case: Case) -> int:
    """Locks the row: two writers queue up, no gap, no double. (Django itself asks a second time for the number.)"""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_SEQUENCE, [case.pk])
        return int(cursor.fetchone()[0])

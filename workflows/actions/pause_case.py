from django.db import transaction

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def pause_case(case: Case, *, by: Actor, reason: str = "", version: int | None = None) -> Case:
    """The work waits for something; `reason` says for what, in words for the customer."""
    case = fresh(case, version)
    step(case.pause)
    case.save_changed()
    record(case, EventKind.PAUSED, by=by, reason=reason)
    return case

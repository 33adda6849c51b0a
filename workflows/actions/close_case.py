from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def close_case(case: Case, *, by: Actor, reason: str = "", version: int | None = None) -> Case:
    """Ends the case: the office, the customer's approval, or by itself some days after it was done."""
    case = fresh(case, version)
    step(case.close, timezone.now())
    case.save_changed()
    record(case, EventKind.CLOSED, by=by, reason=reason)
    return case

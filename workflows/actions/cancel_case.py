from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def cancel_case(case: Case, *, by: Actor, reason: str = "", version: int | None = None) -> Case:
    """Ends the case without work; `reason` is shown to the customer."""
    case = fresh(case, version)
    step(case.cancel, timezone.now())
    case.save_changed()
    record(case, EventKind.CANCELLED, by=by, reason=reason)
    return case

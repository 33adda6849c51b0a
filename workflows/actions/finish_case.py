from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def finish_case(case: Case, *, by: Actor, version: int | None = None) -> Case:
    """The work is done; the customer may approve or reopen."""
    case = fresh(case, version)
    step(case.finish, timezone.now())
    case.save_changed()
    record(case, EventKind.FINISHED, by=by)
    return case

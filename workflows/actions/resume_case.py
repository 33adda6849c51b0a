from django.db import transaction

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def resume_case(case: Case, *, by: Actor, version: int | None = None) -> Case:
    """The work goes on."""
    case = fresh(case, version)
    step(case.resume)
    case.save_changed()
    record(case, EventKind.RESUMED, by=by)
    return case

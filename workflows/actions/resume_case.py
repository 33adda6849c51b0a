from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.due_times import end_wait
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def resume_case(case: Case, *, by: Actor, version: int | None = None) -> Case:
    """The work goes on, and is due so much working time later as it waited."""
    case = fresh(case, version)
    end_wait(case, timezone.now())
    step(case.resume)
    case.save_changed()
    record(case, EventKind.RESUMED, by=by)
    return case

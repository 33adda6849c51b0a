from django.db import transaction

from workflows.actor import Actor
from workflows.changes import entered, fresh, step
from workflows.events import record
from workflows.models import Case, EventKind, Stage


@transaction.atomic
def resume_case(case: Case, *, by: Actor, stage: Stage | None = None, version: int | None = None) -> Case:
    """The work goes on, and is due so much working time later as it waited."""
    case = fresh(case, version)
    step(case.resume, stage=stage)
    case.save_changed()
    record(case, EventKind.RESUMED, by=by, **entered(case))
    return case

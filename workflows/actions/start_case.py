from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import entered, fresh, step
from workflows.events import record
from workflows.models import Case, EventKind, Stage


@transaction.atomic
def start_case(case: Case, *, by: Actor, stage: Stage | None = None, version: int | None = None) -> Case:
    """Work begins; a case that nobody had acknowledged is acknowledged on the way."""
    case = fresh(case, version)
    step(case.start, by.user, timezone.now(), stage=stage)
    case.save_changed()
    record(case, EventKind.STARTED, by=by, **entered(case))
    return case

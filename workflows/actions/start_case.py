from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import entered, not_taken, save_taken, step
from workflows.events import record
from workflows.models import Case, EventKind, Stage


@transaction.atomic
def start_case(case: Case, *, by: Actor, stage: Stage | None = None, version: int | None = None) -> Case:
    """Work begins; a case that nobody had acknowledged is acknowledged on the way.

    Raises Taken where another one did.
    """
    case = not_taken(case, by, version)
    step(case.start, by.user, timezone.now(), stage=stage)
    save_taken(case, by)
    record(case, EventKind.STARTED, by=by, **entered(case))
    return case

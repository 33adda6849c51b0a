from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import is_taken, not_taken, save_taken, step
from workflows.errors import Taken
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def acknowledge_case(case: Case, *, by: Actor, version: int | None = None) -> Case:
    """“I have seen it and it is mine.” The one who does it becomes responsible. Raises Taken where another one did."""
    case = not_taken(case, by, version)
    if is_taken(case, by):
        raise Taken(case)
    step(case.acknowledge, by.user, timezone.now())
    save_taken(case, by)
    record(case, EventKind.ACKNOWLEDGED, by=by)
    return case

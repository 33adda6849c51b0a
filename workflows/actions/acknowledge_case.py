from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.models import Case, EventKind


@transaction.atomic
def acknowledge_case(case: Case, *, by: Actor, version: int | None = None) -> Case:
    """“I have seen it and it is mine.” The one who does it becomes responsible."""
    case = fresh(case, version)
    step(case.acknowledge, by.user, timezone.now())
    case.save_changed()
    record(case, EventKind.ACKNOWLEDGED, by=by)
    return case

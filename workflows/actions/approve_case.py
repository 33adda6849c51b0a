from django.db import transaction
from django.utils import timezone

from workflows.actions.close_case import close_case
from workflows.actor import Actor
from workflows.changes import fresh
from workflows.events import record
from workflows.gates import missing
from workflows.models import Case, EventKind, Gate, Status


@transaction.atomic
def approve_case(case: Case, *, by: Actor, version: int | None = None) -> Case:
    """The customer is content: the case closes. Where something of ours is missing still, it closes once that is there.

    The customer never hears of our gates: her word counts from now on either way.
    """
    case = fresh(case, version)
    if case.approved_at is not None and case.status == Status.DONE:
        return case
    if case.status != Status.DONE or not missing(case, Gate.Verb.CLOSE):
        return close_case(case, by=by, version=case.version)
    case.approved_at = timezone.now()
    case.save_changed()
    record(case, EventKind.APPROVED, by=by)
    return case

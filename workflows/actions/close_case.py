from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.gates import passed
from workflows.models import Case, EventKind, Gate


@transaction.atomic
def close_case(case: Case, *, by: Actor, reason: str = "", override: str = "", version: int | None = None) -> Case:
    """Ends the case: the office, the customer's approval, or by itself some days after it was done.

    `override`: why it is closed although a gate is.
    """
    case = fresh(case, version)
    step(case.close, timezone.now())
    gone_past = passed(case, Gate.Verb.CLOSE, by=by, override=override)
    case.save_changed()
    record(case, EventKind.CLOSED, by=by, reason=reason, **gone_past)
    return case

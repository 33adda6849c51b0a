from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.events import record
from workflows.gates import passed
from workflows.models import Case, EventKind, Gate


@transaction.atomic
def finish_case(case: Case, *, by: Actor, override: str = "", version: int | None = None) -> Case:
    """The work is done; the customer may approve or reopen. `override`: why it is done although a gate is closed."""
    case = fresh(case, version)
    step(case.finish, timezone.now())
    gone_past = passed(case, Gate.Verb.FINISH, by=by, override=override)
    case.save_changed()
    record(case, EventKind.FINISHED, by=by, **gone_past)
    return case

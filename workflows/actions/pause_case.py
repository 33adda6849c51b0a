from django.db import transaction

from workflows.actor import Actor
from workflows.changes import entered, fresh, step
from workflows.events import record
from workflows.models import Case, EventKind, Stage
from workflows.models.bilingual import in_language


@transaction.atomic
def pause_case(
    case: Case, *, by: Actor, reason: str = "", stage: Stage | None = None, version: int | None = None
) -> Case:
    """The work waits for something; `reason` says for what, in words for the customer: else the stage's."""
    case = fresh(case, version)
    step(case.pause, stage=stage)
    case.save_changed()
    if stage is not None and not reason:
        reason = in_language(stage, "customer_text", case.reporter_language)
    record(case, EventKind.PAUSED, by=by, reason=reason, **entered(case))
    return case

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.actions.pause_case import pause_case
from workflows.actions.resume_case import resume_case
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.changes import enter, entered, fresh
from workflows.errors import NotPossible
from workflows.events import record
from workflows.models import Case, EventKind, Stage
from workflows.stages import BY_ONE_STEP, words

VERBS: dict[str, Callable[..., Case]] = {
    "start_case": start_case,
    "pause_case": pause_case,
    "resume_case": resume_case,
}


@transaction.atomic
def set_stage(case: Case, stage: Stage | None, *, by: Actor, version: int | None = None) -> Case:
    """Puts the case into a stage, or takes it out of one. The same stage once more changes nothing.

    A stage of a status that one step leads to is reached by that verb, in one go.
    """
    case = fresh(case, version)
    if not case.is_open:
        raise NotPossible(_("The case has ended: it can no longer be put in a stage."))
    if stage is not None and stage.status != case.status:
        verb = BY_ONE_STEP.get((case.status, stage.status))
        if verb is None:
            raise NotPossible(_("The stage “%(stage)s” does not fit this case.") % {"stage": stage})
        return VERBS[verb](case, by=by, stage=stage, version=version)
    if (stage.pk if stage else None) == case.stage_id:
        return case
    left = words(case.stage)
    enter(case, stage, timezone.now())
    case.save_changed()
    shown = stage is not None and bool(stage.customer_text_sv)
    record(case, EventKind.STAGE_SET, by=by, is_public=shown, left=left, **entered(case))
    return case

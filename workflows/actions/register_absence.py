from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from accounts.models import User
from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import Absence


@transaction.atomic
def register_absence(draft: Absence, *, by: Actor) -> Absence:
    """Enters the unsaved `draft`: from its first day the deputy gets the new cases. Raises NotPossible."""
    draft.entered_by = by.user
    keep(draft)
    log(draft, "wagtail.create", user=by.user, content_changed=True)
    return draft


def keep(absence: Absence) -> None:
    """Who enters days for the same person at the same time waits at her row, and is refused if they overlap."""
    User.objects.select_for_update().get(pk=absence.person_id)
    try:
        absence.full_clean()
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
    absence.save()

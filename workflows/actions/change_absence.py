from django.db import transaction
from wagtail.log_actions import log

from workflows.actions.register_absence import keep
from workflows.actor import Actor
from workflows.models import Absence


@transaction.atomic
def change_absence(absence: Absence, *, by: Actor) -> Absence:
    """Stores other days, another deputy or note. What was handed over stays where it is. Raises NotPossible."""
    keep(absence)
    log(absence, "wagtail.edit", user=by.user, content_changed=True)
    return absence

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import Absence


@transaction.atomic
def end_absence(absence: Absence, *, by: Actor) -> Absence | None:
    """The person is back today. The days that were stay; an absence without any is taken away, and None given."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    today = timezone.localdate()
    if absence.last_day < today:
        raise NotPossible(_("This absence is over already."))
    if absence.first_day >= today:
        log(absence, "wagtail.delete", user=by.user, deleted=True)
        absence.delete()
        return None
    absence.last_day = today - timedelta(days=1)
    absence.save(update_fields=["last_day"])
    log(absence, "wagtail.edit", user=by.user, content_changed=True)
    return absence

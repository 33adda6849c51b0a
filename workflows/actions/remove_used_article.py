from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.events import record
from workflows.models import Case, EventKind, UsedArticle
from workflows.permissions import possible


@transaction.atomic
def remove_used_article(used: UsedArticle, *, by: Actor) -> UsedArticle:
    """Takes back what was booked by mistake; the row stays. Twice is once. Raises NotPossible on an ended case."""
    case = Case.objects.select_for_update().get(pk=used.case_id)
    if not possible(case, "remove_used_article"):
        raise NotPossible(_("The case has ended: articles can no longer be taken back."))
    if UsedArticle.objects.standing().filter(pk=used.pk).update(removed_at=timezone.now()):
        record(case, EventKind.ARTICLE_REMOVED, by=by, is_public=False, what=str(used))
    used.refresh_from_db()
    return used

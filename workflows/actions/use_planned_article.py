from django.db import transaction
from django.utils.translation import gettext as _

from workflows.actions.use_article import use_article
from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import Case, PlannedArticle, UsedArticle


@transaction.atomic
def use_planned_article(planned: PlannedArticle, *, by: Actor) -> UsedArticle:
    """Books an ordered article as it was ordered. Twice is once; taken back in between, it is booked anew.

    Raises NotPossible on an ended case, and for what was ordered in words only.
    """
    Case.objects.select_for_update().get(pk=planned.case_id)
    planned = PlannedArticle.objects.select_related("case", "article", "used").get(pk=planned.pk)
    if planned.used is not None and planned.is_booked:
        return planned.used
    if planned.article is None:
        raise NotPossible(_("This was ordered in words. Add the article that it is."))
    key = f"planned-{planned.pk}-{planned.used_id or 0}"
    used = use_article(planned.case, planned.article, planned.quantity, by=by, key=key)
    PlannedArticle.objects.filter(pk=planned.pk).update(used=used)
    return used

from django.db import transaction
from django.utils.translation import gettext as _

from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.events import record
from workflows.models import Case, EventKind
from workflows.permissions import possible


@transaction.atomic
def declare_nothing_used(case: Case, *, by: Actor) -> Case:
    """“No material, no time to book.” Twice is once; an article booked later takes it back."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not possible(case, "declare_nothing_used"):
        raise NotPossible(_("The case has ended: what was used can no longer be changed."))
    if case.used_articles.standing().exists():
        raise NotPossible(_("Articles are booked on the case. Take them back first."))
    if Case.objects.filter(pk=case.pk, nothing_used=False).update(nothing_used=True):
        record(case, EventKind.NOTHING_USED, by=by, is_public=False)
        case.nothing_used = True
    return case

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.actions.assign_case import assign_case
from workflows.actor import Actor
from workflows.errors import NotPossible, Refused
from workflows.models import Absence, Case
from workflows.models.case_queryset import CaseQuerySet
from workflows.stand_ins import away_on, stand_in, why


@dataclass(frozen=True)
class HandedOver:
    """`left`: cases that somebody changed at that moment; they stay with whoever has them."""

    to: User
    count: int
    left: int


def hand_over_cases(absence: Absence, *, by: Actor) -> HandedOver:
    """Gives the open cases of somebody who is absent today to who stands in for her, one by one as anybody would.

    Raises NotPossible when nobody stands in today.
    """
    today = timezone.localdate()
    person, absences = stand_in(absence.person, away_on(today))
    if person is None or not absences:
        raise NotPossible(_("Nobody stands in for %(person)s today.") % {"person": absence.person})
    count = left = 0
    for case in open_cases_of(absence):
        try:
            assign_case(case, by=by, person=person, reason=why(absences), version=case.version)
        except Refused:
            left += 1
        else:
            count += 1
    return HandedOver(person, count, left)


def open_cases_of(absence: Absence) -> CaseQuerySet:
    return Case.objects.open().filter(responsible=absence.person_id).order_by("pk")

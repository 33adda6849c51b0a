"""Who does whose work on a day: absences and their chains of deputies."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.models import Absence, Case

LONGEST_REASON = Case._meta.get_field("assignment_reason").max_length or 255
Away = Mapping[int, Absence]


def away_on(day: date) -> Away:
    """Who is absent that day, by person. One query."""
    return {row.person_id: row for row in Absence.objects.on(day).select_related("person", "deputy")}


def stand_in(person: User, away: Away) -> tuple[User | None, tuple[Absence, ...]]:
    """Who does her work: herself while she is there, else the first of the chain of deputies who is active and there.

    And the absences that lead to that person, her own first. Nobody where the chain ends, or comes back to somebody.
    """
    absences: list[Absence] = []
    met: set[int] = set()
    found: User | None = person
    while found is not None and found.is_active and found.pk in away and found.pk not in met:
        met.add(found.pk)
        absences.append(away[found.pk])
        found = away[found.pk].deputy
    is_there = found is not None and found.is_active and found.pk not in away
    return (found if is_there else None), tuple(absences)


def stands_in_for(absences: tuple[Absence, ...]) -> str:
    """In words, for who was found at the end of the chain."""
    first, *between = absences
    words = _("stands in for %(person)s, %(until)s") % {"person": first.person, "until": first.until}
    if not between:
        return words
    names = ", ".join(str(absence.person) for absence in between)
    return _("%(words)s, by way of %(names)s") % {"words": words, "names": names}


def why(absences: tuple[Absence, ...]) -> str:
    """The same as a reason that is stored with a case, in the company's language."""
    with translation.override(settings.LANGUAGE_CODE):
        return Truncator(capfirst(stands_in_for(absences))).chars(LONGEST_REASON)

"""What a verb refuses, each with a sentence for people."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from workflows.models import Case


class Refused(Exception):
    """The verb did nothing; `str()` says why, in the reader's language."""


class StaleVersion(Refused):
    """Somebody changed the case since the person saw it. `case` is the case as it is now. Answer 409."""

    def __init__(self, case: "Case") -> None:
        self.case = case
        super().__init__(_("Somebody else changed the case meanwhile."))


class NotPossible(Refused):
    """The case's status does not allow the verb. Answer 409."""


class Taken(NotPossible):
    """Somebody else acknowledged it first. Answer 409."""

    def __init__(self, case: "Case") -> None:
        assert case.acknowledged_at is not None
        words = {"who": case.responsible, "when": moment_in_words(case.acknowledged_at)}
        Refused.__init__(self, _("%(who)s took the case %(when)s.") % words)


class NobodyAnswers(Refused):
    """No rule and no catch-all names anybody active."""

    def __init__(self) -> None:
        super().__init__(_("Nobody is set to receive the case: the catch-all responsibility is missing."))


def moment_in_words(moment: datetime) -> str:
    """Today's as the clock shows them, others with their day."""
    here = timezone.localtime(moment)
    if here.date() == timezone.localdate():
        return f"{here:%H:%M}"
    return f"{date_format(here, 'j F')} {here:%H:%M}"

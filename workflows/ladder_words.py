"""The ladder in sentences, in the reader's language: what will happen to a case, and why something did."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workflows.climbing import Around, Outcome
from workflows.errors import moment_in_words
from workflows.ladder import Rung
from workflows.models import Case, Priority, What


def because(told: Mapping[str, Any]) -> str:
    """Why it happened, by what its event remembers. The day is always said: it may be read years later."""
    by = timezone.localtime(datetime.fromisoformat(told["by_when"]))
    words = {"by": f"{date_format(by, 'j F')} {by:%H:%M}", "who": told["kept"]}
    match told["due"], told["was_before"]:
        case "acknowledge", True:
            return _("Nobody has acknowledged the case. That is to be done by %(by)s.") % words
        case "acknowledge", False:
            return _("Nobody has acknowledged the case. That was to be done by %(by)s.") % words
        case "finish", True:
            return _("The case is to be finished by %(by)s.") % words
        case "finish", False:
            return _("The case is not finished. It was to be by %(by)s.") % words
    return _("%(who)s had until %(by)s to acknowledge the case.") % words


def condition(rung: Rung) -> str:
    """Under which it will happen."""
    if rung.due == "finish":
        return _("If the case is not finished before then")
    return _("If nobody acknowledges the case before then")


def coming(case: Case, rung: Rung, outcome: Outcome) -> str:
    """What will happen, as the case stands now. Empty where nothing would."""
    people = _(" and ").join(map(str, outcome.people))
    match outcome.what:
        case What.REMIND if outcome.people:
            return _("%(who)s is reminded") % {"who": people}
        case What.REMIND:
            return _("everybody in %(team)s is reminded") % {"team": case.team}
        case What.TELL_LEADER:
            return _("%(who)s, who leads the team, is told") % {"who": people}
        case What.HAND_BACK | What.RETURN:
            return _("the case goes back to %(team)s") % {"team": outcome.team}
        case What.GO_UP:
            return _("the case goes to %(who)s") % {"who": outcome.person or outcome.team}
        case What.RAISE_PRIORITY:
            return _("the priority becomes %(priority)s") % {"priority": Priority(case.priority + 1).label}
        case What.TELL_OFFICE:
            return _("the office is told")
    return ""


def upcoming(case: Case, waiting: list[Rung], most: int = 3) -> list[dict[str, Any]]:
    """The next of them, each as when, under which condition, and what. Two queries where there are any."""
    if not waiting:
        return []
    around = Around(case)
    said = [(rung, coming(case, rung, around.outcome(rung))) for rung in waiting]
    return [
        {"at": rung.at, "when": moment_in_words(rung.at), "condition": condition(rung), "words": words}
        for rung, words in said[:most]
        if words
    ]

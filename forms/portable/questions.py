"""What the questions of a form are checked for together: their names, what they become, and on what they wait."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from forms.conditions import cycle
from forms.editor import TAKEN
from forms.fields import types
from forms.models import Outcome, Question
from forms.models.conditional import Conditional
from forms.portable.columns import shown

NAME = re.compile(r"[a-z0-9_]{1,64}")
MOST_CONDITIONS = 50


def unknown_kind(question: Question) -> str:
    if question.field_type in types() or not isinstance(question.field_type, str):
        return ""
    return _("unknown kind of answer “%(kind)s”.") % {"kind": shown(question.field_type)}


def place_of(number: int) -> str:
    return _("Question %(number)d") % {"number": number}


def name_problems(questions: list[Question]) -> list[str]:
    """Names the questions that have none as the editor would, and finds fault with those that have."""
    found: list[str] = []
    names = {question.clean_name for question in questions}
    seen: set[str] = set(TAKEN)
    for number, question in enumerate(questions, 1):
        if not question.clean_name:
            question.clean_name = free_name(question.get_field_clean_name(), names | seen)
        if not NAME.fullmatch(question.clean_name):
            words = _("%(place)s: its name may have small letters a–z, digits and _, and no more than 64 of them.")
            found.append(words % {"place": place_of(number)})
        elif question.clean_name in seen:
            words = _("%(place)s: the name “%(name)s” is another's.")
            found.append(words % {"place": place_of(number), "name": question.clean_name})
        seen.add(question.clean_name)
    return found


def free_name(base: str, taken: set[str]) -> str:
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name


def target_problems(questions: list[Question]) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    for number, question in enumerate(questions, 1):
        if question.maps_to and question.maps_to in seen:
            words = _("Another question becomes “%(target)s” already.")
            found.append(f"{place_of(number)}: {words % {'target': question.get_maps_to_display()}}")
        seen.add(question.maps_to)
    return found


def condition_problems(questions: list[Question], outcomes: list[Outcome]) -> list[str]:
    names = {question.clean_name for question in questions}
    found = of_rows(questions, _("Question %(number)d"), names) + of_rows(outcomes, _("Outcome %(number)d"), names)
    ring = cycle({question.clean_name: [one.question for one in question.compared] for question in questions})
    if ring:
        labels = {question.clean_name: question.label_sv for question in questions}
        words = _("These questions wait for each other, so that none is ever asked: %(ring)s.")
        found.append(words % {"ring": " → ".join(labels[name] for name in ring)})
    return found


def of_rows(rows: Sequence[Conditional], place: str, names: set[str]) -> list[str]:
    found = []
    for number, row in enumerate(rows, 1):
        here = place % {"number": number}
        if len(row.conditions) > MOST_CONDITIONS:
            found.append(_("%(place)s: at most %(most)d conditions.") % {"place": here, "most": MOST_CONDITIONS})
        for name in sorted({one.question for one in row.compared} - names):
            words = _("%(place)s: it waits for the question “%(name)s”, which is not there.")
            found.append(words % {"place": here, "name": shown(name)})
    return found

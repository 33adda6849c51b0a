"""What the questions of a form are checked for together: their names, what they become, and on what they wait."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forms.condition_checks import values_of
from forms.conditions import WITHOUT_VALUE, Condition, cycle, plain
from forms.editor import TAKEN, free_name
from forms.fields import question_type, types
from forms.models import IntakeFormPage, Outcome, Question
from forms.models.conditional import Conditional
from forms.outcomes import check_pattern
from forms.portable.columns import shown
from forms.steps import STOP

NAME = re.compile(r"[a-z0-9_]{1,64}")
MOST_CONDITIONS = 50
Questions = dict[str, Question]  # by clean name


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
    by_name = {question.clean_name: question for question in questions}
    ring = cycle({question.clean_name: [one.question for one in question.compared] for question in questions})
    if ring:
        words = _("These questions wait for each other, so that none is ever asked: %(ring)s.")
        return [words % {"ring": " → ".join(by_name[name].label_sv for name in ring)}]
    found: list[str] = []
    earlier: dict[str, Question] = {}
    for number, question in enumerate(questions, 1):
        if question.field_type == STOP and not question.compared:
            words = _("A stop needs a condition: otherwise nobody could send the form.")
            found.append(f"{place_of(number)}: {words}")
        found += of_row(place_of(number), question, by_name, earlier)
        earlier[question.clean_name] = question
    for number, outcome in enumerate(outcomes, 1):
        found += of_row(_("Outcome %(number)d") % {"number": number}, outcome, by_name, by_name)
    return found


def of_row(place: str, row: Conditional, by_name: Questions, earlier: Questions) -> list[str]:
    if len(row.compared) > MOST_CONDITIONS:
        return [_("%(place)s: at most %(most)d conditions.") % {"place": place, "most": MOST_CONDITIONS}]
    said = [sentence for one in row.compared if (sentence := of_one(one, by_name.get(one.question), earlier))]
    return [f"{place}: {sentence}" for sentence in said]


def of_one(one: Condition, question: Question | None, earlier: Questions) -> str:
    """What is wrong with waiting for this answer; empty if nothing is."""
    if question is None:
        return _("it waits for the question “%(name)s”, which is not there.") % {"name": shown(one.question)}
    label = {"label": question.label_sv, "value": shown(one.value)}
    if question.clean_name not in earlier:
        return _("it waits for “%(label)s”, which comes later.") % label
    if not question_type(question.field_type).asks:
        return _("it waits for “%(label)s”, which asks nothing.") % label
    if one.operator not in WITHOUT_VALUE and not one.value.strip():
        return _("Say which answer to “%(label)s” is meant.") % label
    offered = values_of(question)
    if one.operator in ("is", "is_not") and offered is not None and plain(one.value) not in map(plain, offered):
        return _("“%(value)s” is not among the answers to “%(label)s”.") % label
    return ""


def pattern_problems(page: IntakeFormPage, questions: list[Question], outcomes: list[Outcome]) -> list[str]:
    names = [question.clean_name for question in questions]
    places = [_("Outcome %(number)d") % {"number": number} for number in range(1, len(outcomes) + 1)]
    titled: list[IntakeFormPage | Outcome] = [page, *outcomes]
    found: list[str] = []
    for place, one in zip([_("The form"), *places], titled, strict=True):
        try:
            check_pattern(one.title_pattern, names)
        except ValidationError as error:
            found += [f"{place}: {sentence}" for sentence in error.messages]
    return found

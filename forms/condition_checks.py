"""What an administrator may let a question or an outcome wait for; each fault is a sentence beside its row."""

from collections.abc import Sequence
from typing import Any

from django.forms import ModelForm
from django.utils.translation import gettext as _

from forms.conditions import WITHOUT_VALUE, Condition, cycle, plain, read
from forms.models.question import Question, lines
from forms.steps import STOP


def check(questions: Sequence[ModelForm], outcomes: Sequence[ModelForm]) -> None:
    """Of rows that stay, the questions in their order and named. Makes clean names of the prefixes of rows."""
    named = {form.prefix: form.instance.clean_name for form in questions}
    for form in [*questions, *outcomes]:
        ones = [one._replace(question=named.get(one.question, one.question)) for one in conditions_of(form)]
        if ones:
            form.instance.conditions = [one._asdict() for one in ones]
    ring = refuse_ring(questions)
    by_name = {form.instance.clean_name: form for form in questions}
    earlier: dict[str, ModelForm] = {}
    for form in questions:
        if form.instance.field_type == STOP and not form.instance.conditions:
            form.add_error("conditions", _("A stop needs a condition: otherwise nobody could send the form."))
        for one in [] if form in ring else conditions_of(form):
            check_one(form, one, by_name, earlier)
        earlier[form.instance.clean_name] = form
    for form in outcomes:
        for one in conditions_of(form):
            check_one(form, one, by_name, by_name)


def conditions_of(form: ModelForm) -> list[Condition]:
    return [] if "conditions" in form.errors else read(form.instance.conditions)


def refuse_ring(questions: Sequence[ModelForm]) -> list[ModelForm]:
    """The rows that wait for each other in a circle."""
    by_name = {form.instance.clean_name: form for form in questions}
    names = cycle({name: [one.question for one in conditions_of(form)] for name, form in by_name.items()})
    ring = [by_name[name] for name in names]
    if ring:
        labels = " → ".join(f"“{form.instance.label_sv}”" for form in ring)
        words = _("These wait for each other in a circle: %(labels)s. One of them has to let go.")
        ring[0].add_error("conditions", words % {"labels": labels})
    return ring


def check_one(form: ModelForm, one: Condition, by_name: dict[str, ModelForm], earlier: dict[str, ModelForm]) -> None:
    waited_for = by_name.get(one.question)
    if waited_for is None:
        form.add_error("conditions", _("The question that this waits for is no longer there. Choose another."))
        return
    question: Question = waited_for.instance
    label = {"label": question.label_sv}
    if one.question not in earlier:
        form.add_error("conditions", _("“%(label)s” comes later. Only questions further up can be waited for.") % label)
    elif not question.asks:
        form.add_error("conditions", _("“%(label)s” asks nothing, so nothing can wait for an answer to it.") % label)
    elif one.operator not in WITHOUT_VALUE:
        check_value(form, one, waited_for)


def check_value(form: ModelForm, one: Condition, waited_for: ModelForm) -> None:
    question: Question = waited_for.instance
    if not one.value.strip():
        form.add_error("conditions", _("Say which answer to “%(label)s” is meant.") % {"label": question.label_sv})
        return
    offered = values_of(question)
    if offered is None or one.operator == "contains" or plain(one.value) in map(plain, offered):
        return
    words: dict[str, Any] = {"value": one.value, "label": question.label_sv, "waiting": str(form.instance)}
    if plain(one.value) in map(plain, lines(waited_for.initial.get("choices_sv") or "")):
        waited_for.add_error(
            "choices_sv", _("“%(waiting)s” waits for the choice “%(value)s”. Change it there too.") % words
        )
    else:
        form.add_error("conditions", _("“%(value)s” is not among the answers to “%(label)s”.") % words)


def values_of(question: Question) -> list[str] | None:
    """What can be answered; None where it is written freely."""
    if question.field_type == "yes_no":
        return ["yes", "no"]
    has_choices = question.asks and question.has_choices
    return lines(question.choices_sv) if has_choices else None

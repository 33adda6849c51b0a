"""A form for programs: what a page would draw for a stranger, with the texts of every language."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation
from wagtail.rich_text import expand_db_html

from forms.blank import questions_of
from forms.fields import Asked, QuestionType, question_type, types
from forms.form import IntakeForm
from forms.models import IntakeFormPage, QrCode, Question
from forms.taking import new_key
from workflows.links import absolute

Texts = dict[str, str]


def asking() -> dict[str, QuestionType]:
    """{name: kind}, of those that ask."""
    return {name: kind for name, kind in types().items() if kind.asks}


def in_each(text: Callable[[], Any]) -> Texts:
    """What it gives in every language. What is empty in one is there in Swedish, as on the pages."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = str(text())
    return found


def described(page: IntakeFormPage, code: QrCode | None) -> dict[str, Any]:
    return {
        "slug": page.slug,
        "page": absolute(page.url) if page.url else None,
        "kind": page.kind,
        "languages": [language for language, _name in settings.LANGUAGES],
        "title": in_each(lambda: page.heading),
        "introduction": in_each(lambda: expand_db_html(page.intro)),
        "closed": in_each(lambda: expand_db_html(page.closed)),
        "opens_on": page.opens_on,
        "closes_on": page.closes_on,
        "place_is_known": code is not None,
        "key": new_key(),
        "questions": list(questions(page, code)),
        "submit": submit_of(page, code),
    }


def submit_of(page: IntakeFormPage, code: QrCode | None) -> dict[str, Any]:
    path = reverse("api:send", args=[page.slug])
    return {
        "method": "POST",
        "url": absolute(f"{path}?code={code.token}" if code else path),
        "content_types": ["application/json", "multipart/form-data"],
    }


def questions(page: IntakeFormPage, code: QrCode | None) -> Iterator[dict[str, Any]]:
    """Those that the form asks, and what is only read between them, in the order of the page."""
    every = questions_of(page)
    asked = IntakeForm(user=AnonymousUser(), page=page, code=code, questions=every)
    for question in every:
        kind = question_type(question.field_type)
        if question.clean_name in asked.fields or not kind.asks:
            yield one_question(question, kind, asked.fields.get(question.clean_name))


def one_question(question: Question, kind: QuestionType, field: forms.Field | None) -> dict[str, Any]:
    is_asked = kind.asks and field is not None
    return {
        "name": question.clean_name,
        "type": question.field_type,
        "asks": kind.asks,
        "required": is_asked and field is not None and field.required,
        "label": in_each(lambda: question.label),
        "help": in_each(lambda: question.help_text),
        "answer": kind.shape if is_asked else {},
        "unit": in_each(lambda: question.unit),
        "as_list": question.as_list,
        "conditions": {"match": question.match, "of": [one._asdict() for one in question.compared]},
        "choices": choices_of(question, kind) if is_asked else [],
        "limits": kind.limits(field) if is_asked and field is not None else {},
    }


def choices_of(question: Question, kind: QuestionType) -> list[Texts]:
    """Never rows of a register: a stranger writes freely where others choose."""
    if kind.reads_register:
        return []
    found: dict[str, Texts] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            field = kind.field(question, Asked(AnonymousUser()))
            for value, words in flat(getattr(field, "choices", [])):
                if value:
                    found.setdefault(value, {"value": value})[language] = words
    return list(found.values())


def flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from flat(words)
        else:
            yield str(value), str(words)

"""The opened form of a stranger. It is the same for all of them but for its key, and dear to draw."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import DEFAULT_DB_ALIAS
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from forms.form import IntakeForm, said_by
from forms.models.qr_code import QrCode
from forms.models.question import Question
from forms.opened import mark
from forms.steps import STOP
from workflows.models import Company
from workflows.prepared import Prepared

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

NAMES = [field.attname for field in Question._meta.concrete_fields]
CONDITIONS, KIND = NAMES.index("conditions"), NAMES.index("field_type")

rows_of = Prepared(lambda page: Question.objects.filter(page=page).order_by("sort_order").values_list(*NAMES), -1)


def questions_of(page: "IntakeFormPage") -> list[Question]:
    return [Question.from_db(DEFAULT_DB_ALIAS, NAMES, row) for row in rows_of(page.pk)]


class BlankForm:
    """Stands in for an IntakeForm in the template of the page. The questions are read anew each time."""

    def __init__(self, page: "IntakeFormPage", code: QrCode | None, key: str) -> None:
        self.page, self.code, self.key = page, code, key
        self.opened = mark(page.pk, key)

    @cached_property
    def drawn(self) -> "Drawn":
        rows = tuple(map(hashable, rows_of(self.page.pk)))
        phone = Company.shown().phone if any(row[KIND] == STOP for row in rows) else ""
        return fields(rows, said_by(self.code), get_language() or "", phone)

    def __str__(self) -> SafeString:
        return self.drawn.words

    @property
    def is_last(self) -> bool:
        return self.drawn.is_last

    @property
    def has_steps(self) -> bool:
        return self.drawn.has_steps

    is_first, is_bound = True, False


class Drawn(NamedTuple):
    words: SafeString
    has_steps: bool
    is_last: bool


def hashable(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:CONDITIONS], json.dumps(row[CONDITIONS]), *row[CONDITIONS + 1 :])


@lru_cache(maxsize=100)
def fields(rows: tuple[tuple[Any, ...], ...], said: frozenset[str], language: str, phone: str) -> Drawn:
    """Drawn once for these very questions in this language, without those that a code answers.

    `phone`: the company's, which a stop names.
    """
    questions = [Question.from_db(None, NAMES, row) for row in rows]
    for question in questions:
        question.conditions = json.loads(question.conditions)
    form = IntakeForm(user=AnonymousUser(), said=said, questions=questions)
    return Drawn(mark_safe(str(form)), form.has_steps, form.is_last)  # noqa: S308 as the form drew it

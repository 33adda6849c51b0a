"""The opened form of a stranger. It is the same for all of them but for its key, and dear to draw."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from forms.form import IntakeForm
from forms.models.qr_code import QrCode
from forms.models.question import Question
from forms.opened import mark
from workflows.prepared import Prepared

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

NAMES = [field.attname for field in Question._meta.concrete_fields]
CONDITIONS = NAMES.index("conditions")

questions_of = Prepared(lambda page: Question.objects.filter(page=page).order_by("sort_order").values_list(*NAMES), -1)


class BlankForm:
    """Stands in for an IntakeForm in the template of the page. The questions are read anew each time."""

    def __init__(self, page: "IntakeFormPage", code: QrCode | None, key: str) -> None:
        self.page, self.code, self.key = page, code, key
        self.opened = mark(key)

    def __str__(self) -> SafeString:
        return fields(tuple(map(hashable, questions_of(self.page.pk))), self.code is not None, get_language() or "")


def hashable(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:CONDITIONS], json.dumps(row[CONDITIONS]), *row[CONDITIONS + 1 :])


@lru_cache(maxsize=100)
def fields(rows: tuple[tuple[Any, ...], ...], at_a_code: bool, language: str) -> SafeString:
    """Drawn once for these very questions in this language."""
    questions = [Question.from_db(None, NAMES, row) for row in rows]
    for question in questions:
        question.conditions = json.loads(question.conditions)
    form = IntakeForm(user=AnonymousUser(), code=at_a_code or None, questions=questions)
    return mark_safe(str(form))  # noqa: S308 as the form drew it

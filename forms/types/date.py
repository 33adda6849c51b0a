from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common

if TYPE_CHECKING:
    from forms.models import Question


class Date(QuestionType):
    name = gettext_lazy("Date")
    order = 13
    group = Group.TEXT
    shape = {"type": "string", "format": "date", "examples": ["2026-05-12"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        widget = forms.DateInput(format="%Y-%m-%d", attrs={**options.pop("attrs"), "type": "date"})
        return forms.DateField(widget=widget, **options)

    def words(self, value: Any, field: forms.Field) -> str:
        return formats.date_format(value, "DATE_FORMAT")

    def samples(self, question: "Question") -> list[str]:
        return [timezone.localdate().isoformat()]

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class LongText(QuestionType):
    name = gettext_lazy("Long text")
    order = 11
    group = Group.TEXT
    feeds = ("description",)
    shape = {"type": "string", "examples": ["Hissen står.\nDen låter."]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(forms.CharField, forms.Textarea, common(question, rows=5), max_length=5000)

    def samples(self, question: "Question") -> list[str]:
        return [f"[{question.label}]"]

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from forms.fields import Asked, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class Choice(QuestionType):
    name = gettext_lazy("Choice, one of several")
    order = 20
    feeds = ("title",)
    has_choices = True

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(forms.ChoiceField, forms.RadioSelect, common(question), choices=question.offered())

    def words(self, value: str, field: forms.Field) -> str:
        return str(dict(field.choices).get(value, value))  # type: ignore[attr-defined]

    def kept(self, value: str, field: forms.Field) -> str:
        return value

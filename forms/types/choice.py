from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy, pgettext

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class Choice(QuestionType):
    name = gettext_lazy("Choice, one of several")
    order = 20
    group = Group.CHOICE
    feeds = ("title",)
    has_choices = True
    can_be_list = True
    shape = {"type": "string", "examples": ["Hiss"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        offered = question.offered()
        if question.as_list:
            offered = [("", pgettext("empty choice", "Choose")), *offered]
        widget = forms.Select if question.as_list else forms.RadioSelect
        return made(forms.ChoiceField, widget, common(question), choices=offered)

    def words(self, value: str, field: forms.Field) -> str:
        return str(dict(field.choices).get(value, value))  # type: ignore[attr-defined]

    def kept(self, value: str, field: forms.Field) -> str:
        return value

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class MultipleChoice(QuestionType):
    name = gettext_lazy("Several choices")
    order = 21
    group = Group.CHOICE
    has_choices = True
    shape = {"type": "array", "items": {"type": "string"}, "examples": [["Hiss", "Dörr"]]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        widget = forms.CheckboxSelectMultiple
        return made(forms.MultipleChoiceField, widget, common(question), choices=question.offered())

    def words(self, value: list[str], field: forms.Field) -> str:
        shown = dict(field.choices)  # type: ignore[attr-defined]
        return ", ".join(str(shown.get(one, one)) for one in value)

    def kept(self, value: list[str], field: forms.Field) -> str:
        return ", ".join(value)

    def posted(self, name: str, value: Any, field: forms.Field) -> dict[str, list[str]]:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return {name: value}
        return super().posted(name, value, field)

    def compared(self, value: list[str]) -> list[str]:
        return value

    def invented(self, texts: Sequence[str], field: forms.Field) -> list[str] | None:
        return list(texts) if {*texts} <= {choice for choice, _shown in field.choices} else None  # type: ignore[attr-defined]

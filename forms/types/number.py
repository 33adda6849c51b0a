from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy

from forms.conditions import plain
from forms.fields import Asked, Group, QuestionType, common

if TYPE_CHECKING:
    from forms.models import Question


class NumberInput(forms.TextInput):
    """With the unit beside the box, which is also told to those who listen."""

    template_name = "intake/number.html"

    def __init__(self, unit: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        held = context["widget"]["attrs"]
        if self.unit:
            unit_id = f"{held.get('id', name)}_unit"
            held["aria-describedby"] = f"{unit_id} {held.get('aria-describedby', '')}".strip()
            context["widget"] |= {"unit": self.unit, "unit_id": unit_id}
        return context


class NumberField(forms.DecimalField):
    question: "Question"


class Number(QuestionType):
    name = gettext_lazy("A number")
    order = 12
    group = Group.TEXT
    feeds = ("order_number",)
    has_unit = True
    shape = {"type": ["number", "string"], "examples": [2.5]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question, inputmode="decimal")
        widget = NumberInput(question.unit, attrs=options.pop("attrs"))
        field = NumberField(widget=widget, max_digits=15, decimal_places=4, localize=True, **options)
        field.question = question
        return field

    def words(self, value: Decimal, field: forms.Field) -> str:
        """With the unit in the language of the moment."""
        question = getattr(field, "question", None)
        return " ".join(filter(None, [formats.number_format(value), question.unit if question else ""]))

    def samples(self, question: "Question") -> list[str]:
        return ["1"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> Decimal | None:
        """However the number is written in a condition, in whatever language it is read."""
        try:
            return Decimal(plain("".join(texts)))
        except InvalidOperation:
            return None

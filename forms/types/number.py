from decimal import Decimal
from typing import TYPE_CHECKING

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy

from forms.fields import Asked, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class Number(QuestionType):
    name = gettext_lazy("A number")
    order = 12
    feeds = ("order_number",)

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question, inputmode="decimal")
        return made(forms.DecimalField, forms.TextInput, options, max_digits=15, decimal_places=4, localize=True)

    def words(self, value: Decimal, field: forms.Field) -> str:
        return formats.number_format(value)

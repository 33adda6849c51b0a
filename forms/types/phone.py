import re
from typing import TYPE_CHECKING

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from forms.fields import Asked, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class Phone(QuestionType):
    name = gettext_lazy("Phone")
    order = 31
    feeds = ("reporter_phone",)
    looks_right = RegexValidator(
        re.compile(r"^(?=(?:\D*\d){5})[+0-9 ()/.\-]+$"), gettext_lazy("Write a phone number, as 070-123 45 67.")
    )

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question, type="tel")
        return made(forms.CharField, forms.TextInput, options, max_length=40, validators=[self.looks_right])

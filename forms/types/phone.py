"""A phone number: kept as it was typed, and beside it as machines dial it (E.164), which only the submission keeps."""

import re
from typing import TYPE_CHECKING, Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question

LOOKS_RIGHT = re.compile(r"(?=(?:\D*[0-9]){5})[+0-9 ()/.\-]+")


class Dialled(str):
    """As it was typed. `e164`: the same number, as it is dialled from anywhere."""

    e164: str

    @classmethod
    def read(cls, typed: str) -> "Dialled | None":
        """None for what is no number; without a country's code it is one of PHONE_REGION."""
        if not LOOKS_RIGHT.fullmatch(typed):
            return None
        try:
            number = phonenumbers.parse(typed, settings.PHONE_REGION)
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_possible_number(number):
            return None
        dialled = cls(typed)
        dialled.e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return dialled


class PhoneField(forms.CharField):
    """Clean value: a `Dialled`, or ""."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        dialled = Dialled.read(typed)
        if dialled is None:
            words = _("Write a phone number, as 070-123 45 67, or +47 and so on from another country.")
            raise ValidationError(words, code="invalid")
        return dialled


class Phone(QuestionType):
    name = gettext_lazy("Phone")
    order = 31
    group = Group.CONTACT
    feeds = ("reporter_phone",)
    shape = {"type": "string", "examples": ["070-123 45 67"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(PhoneField, forms.TextInput, common(question, type="tel"), max_length=40)

    def kept_beside(self, value: Dialled) -> dict[str, str]:
        return {"e164": value.e164}

    def compared(self, value: Dialled) -> list[str]:
        return [str(value), value.e164]

    def samples(self, question: "Question") -> list[str]:
        return ["070-174 06 05"]

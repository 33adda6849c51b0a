from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made

if TYPE_CHECKING:
    from forms.models import Question


class Email(QuestionType):
    name = gettext_lazy("E-mail")
    order = 30
    group = Group.CONTACT
    feeds = ("reporter_email",)
    shape = {"type": "string", "format": "email", "examples": ["eva@example.com"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(forms.EmailField, forms.EmailInput, common(question), max_length=254)

    def samples(self, question: "Question") -> list[str]:
        return ["name@example.com"]

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.fields import Asked, Group, QuestionType, common, made
from workflows import organisation_number

if TYPE_CHECKING:
    from forms.models import Question


class OrganisationNumberField(forms.CharField):
    """Clean value: as 556016-0680, or ""."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        number = organisation_number.read(typed) if typed else ""
        if number is None:
            words = _("Write an organisation number of ten figures, as 556016-0680. Are all of them right?")
            raise ValidationError(words, code="invalid")
        return number


class OrganisationNumber(QuestionType):
    """Finds the customer only where staff who see customers report; to others it tells nothing (`submit`)."""

    name = gettext_lazy("Organisation number")
    order = 32
    group = Group.CONTACT
    feeds = ("customer",)
    shape = {"type": "string", "examples": ["556016-0680"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question, inputmode="numeric")
        return made(OrganisationNumberField, forms.TextInput, options, max_length=20)

    def samples(self, question: "Question") -> list[str]:
        return ["556016-0680"]

"""The kinds of answer an administrator may ask for. A new one is a class and a line in TYPES; no migration."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.validators import RegexValidator
from django.db.models import TextChoices
from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

if TYPE_CHECKING:
    from forms.models import Question

TYPES: dict[str, str] = {
    "short_text": "forms.fields.ShortText",
    "long_text": "forms.fields.LongText",
    "number": "forms.fields.Number",
    "date": "forms.fields.Date",
    "choice": "forms.fields.Choice",
    "multiple_choice": "forms.fields.MultipleChoice",
    "yes_no": "forms.fields.YesNo",
    "email": "forms.fields.Email",
    "phone": "forms.fields.Phone",
    "worksite": "forms.places.WorksiteQuestion",
    "photos": "forms.photos.PhotoQuestion",
}


class Target(TextChoices):
    """What of the case an answer becomes. Worksite and photos follow from the kind of answer."""

    __empty__ = gettext_lazy("Nothing: an answer only")
    TITLE = "title", gettext_lazy("Title")
    DESCRIPTION = "description", gettext_lazy("Description")
    REPORTER_NAME = "reporter_name", gettext_lazy("Reporter's name")
    REPORTER_EMAIL = "reporter_email", gettext_lazy("Reporter's e-mail")
    REPORTER_PHONE = "reporter_phone", gettext_lazy("Reporter's phone")
    PLACE = "place", gettext_lazy("Place, in words")
    ORDER_NUMBER = "order_number", gettext_lazy("Customer's order number")
    WORKSITE = "worksite", gettext_lazy("Worksite")
    PHOTOS = "photos", gettext_lazy("Photos")


LONGEST = {"title": 140, "reporter_name": 120, "place": 200, "order_number": 50}
FILLS = {"reporter_name": "name", "reporter_email": "email", "reporter_phone": "tel", "place": "street-address"}


@dataclass(frozen=True)
class Asked:
    """Who is asked, and by which opened form."""

    user: User | AnonymousUser
    key: str = ""
    worksite_id: str = ""  # a wish from the address, offered only if the person sees it


class QuestionType:
    """`feeds`: what the administrator may let the answer become. `always`: what it becomes without being asked."""

    name: ClassVar[str | Promise]
    feeds: ClassVar[tuple[str, ...]] = ()
    always: ClassVar[str | None] = None
    has_choices: ClassVar[bool] = False

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        raise NotImplementedError

    def words(self, value: Any, field: forms.Field) -> str:
        """The answer for people, in the language of the moment."""
        return str(value)

    def kept(self, value: Any, field: forms.Field) -> str:
        """The answer as the office reads it, in the company's language."""
        with translation.override(settings.LANGUAGE_CODE):
            return self.words(value, field)


@cache
def question_type(name: str) -> QuestionType:
    """A kind that is no longer there is asked as a short text."""
    return import_string(TYPES.get(name, TYPES["short_text"]))()


def type_choices() -> list[tuple[str, str | Promise]]:
    return [(name, question_type(name).name) for name in TYPES]


def common(question: "Question", **attrs: Any) -> dict[str, Any]:
    """What every field gets from its question. Help is escaped here: the house's markup shows it as it is."""
    if question.maps_to in FILLS:
        attrs.setdefault("autocomplete", FILLS[question.maps_to])
    return {
        "label": question.label,
        "help_text": escape(question.help_text),
        "required": question.required,
        "attrs": attrs,
    }


def made(field: type[forms.Field], widget: type[forms.Widget], options: dict[str, Any], **more: Any) -> forms.Field:
    return field(widget=widget(attrs=options.pop("attrs")), **options, **more)


class ShortText(QuestionType):
    name = gettext_lazy("Short text")
    feeds = ("title", "description", "reporter_name", "place", "order_number")

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        longest = LONGEST.get(question.maps_to, 255)
        return made(forms.CharField, forms.TextInput, common(question), max_length=longest)


class LongText(QuestionType):
    name = gettext_lazy("Long text")
    feeds = ("description",)

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(forms.CharField, forms.Textarea, common(question, rows=5), max_length=5000)


class Number(QuestionType):
    name = gettext_lazy("A number")
    feeds = ("order_number",)

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question, inputmode="decimal")
        return made(forms.DecimalField, forms.TextInput, options, max_digits=15, decimal_places=4, localize=True)

    def words(self, value: Decimal, field: forms.Field) -> str:
        return formats.number_format(value)


class Date(QuestionType):
    name = gettext_lazy("Date")

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        widget = forms.DateInput(format="%Y-%m-%d", attrs={**options.pop("attrs"), "type": "date"})
        return forms.DateField(widget=widget, **options)

    def words(self, value: Any, field: forms.Field) -> str:
        return formats.date_format(value, "DATE_FORMAT")


class Choice(QuestionType):
    name = gettext_lazy("Choice, one of several")
    feeds = ("title",)
    has_choices = True

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(forms.ChoiceField, forms.RadioSelect, common(question), choices=question.offered())

    def words(self, value: str, field: forms.Field) -> str:
        return str(dict(field.choices).get(value, value))  # type: ignore[attr-defined]

    def kept(self, value: str, field: forms.Field) -> str:
        return value


class MultipleChoice(QuestionType):
    name = gettext_lazy("Multiple choice")
    has_choices = True

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        widget = forms.CheckboxSelectMultiple
        return made(forms.MultipleChoiceField, widget, common(question), choices=question.offered())

    def words(self, value: list[str], field: forms.Field) -> str:
        shown = dict(field.choices)  # type: ignore[attr-defined]
        return ", ".join(str(shown.get(one, one)) for one in value)

    def kept(self, value: list[str], field: forms.Field) -> str:
        return ", ".join(value)


class YesNo(QuestionType):
    name = gettext_lazy("Yes or no")

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return made(forms.ChoiceField, forms.RadioSelect, common(question), choices=choices)

    def words(self, value: str, field: forms.Field) -> str:
        return _("Yes") if value == "yes" else _("No")


class Email(QuestionType):
    name = gettext_lazy("E-mail")
    feeds = ("reporter_email",)

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        return made(forms.EmailField, forms.EmailInput, common(question), max_length=254)


class Phone(QuestionType):
    name = gettext_lazy("Phone")
    feeds = ("reporter_phone",)
    looks_right = RegexValidator(
        re.compile(r"^(?=(?:\D*\d){5})[+0-9 ()/.\-]+$"), gettext_lazy("Write a phone number, as 070-123 45 67.")
    )

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question, type="tel")
        return made(forms.CharField, forms.TextInput, options, max_length=40, validators=[self.looks_right])

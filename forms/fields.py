"""What a kind of answer is, and which kinds there are: each a file in `forms/types/`, found by its name there."""

import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User

if TYPE_CHECKING:
    from forms.form import IntakeForm
    from forms.models import QrCode, Question


class Group(TextChoices):
    """How the kinds are grouped where one is chosen."""

    TEXT = "text", pgettext_lazy("kinds of answer", "Text, numbers and dates")
    CHOICE = "choice", pgettext_lazy("kinds of answer", "Choices")
    CONTACT = "contact", pgettext_lazy("kinds of answer", "Contact")
    PLACE = "place", pgettext_lazy("kinds of answer", "Place")
    FILES = "files", pgettext_lazy("kinds of answer", "Files and articles")
    LAYOUT = "layout", pgettext_lazy("kinds of answer", "Steps and texts")


class Target(TextChoices):
    """What of the case an answer becomes. Those from the worksite on, but the customer, follow from its kind."""

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
    CUSTOMER = "customer", gettext_lazy("Customer, for staff who report")
    EQUIPMENT = "equipment", gettext_lazy("Equipment")
    FILES = "files", gettext_lazy("Files")
    ARTICLES = "articles", gettext_lazy("Ordered articles")


LONGEST = {"title": 140, "reporter_name": 120, "place": 200, "order_number": 50}
AT_A_PLACE = frozenset({Target.WORKSITE, Target.PLACE})  # said by the code that was scanned
FILLS = {"reporter_name": "name", "reporter_email": "email", "reporter_phone": "tel", "place": "street-address"}
LIMITS = ("min_length", "max_length", "min_value", "max_value", "max_digits", "decimal_places")


@dataclass(frozen=True)
class Asked:
    """Who is asked, and by which opened form."""

    user: User | AnonymousUser
    key: str = ""
    worksite_id: str = ""  # a wish from the address, offered only if the person sees it
    code: "QrCode | None" = None  # nothing of it may be drawn for strangers: they share one form


class QuestionType:
    """The name of its module is what a question keeps.

    `feeds`: what the administrator may let the answer become. `always`: what it becomes without being asked.
    `asks`: False for what is only read, as a heading. `reads_register`: offers rows of a register to choose from, which
    must never reach anybody without the right to see them. `order`: its place among the kinds, `group`: its heading
    there. `has_choices`, `has_unit`, `can_be_list`: what of a question it uses. `shape`: JSON Schema of its answer for
    programs, with an example.
    """

    name: ClassVar[str | Promise]
    order: ClassVar[int]
    feeds: ClassVar[tuple[str, ...]] = ()
    always: ClassVar[str | None] = None
    group: ClassVar[Group | None] = None
    has_choices: ClassVar[bool] = False
    has_unit: ClassVar[bool] = False
    can_be_list: ClassVar[bool] = False
    asks: ClassVar[bool] = True
    reads_register: ClassVar[bool] = False
    shape: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["Hissen står"]}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        raise NotImplementedError

    def words(self, value: Any, field: forms.Field) -> str:
        """The answer for people, in the language of the moment."""
        return str(value)

    def kept(self, value: Any, field: forms.Field) -> str:
        """The answer as the office reads it, in the company's language."""
        with translation.override(settings.LANGUAGE_CODE):
            return self.words(value, field)

    def compared(self, value: Any) -> Iterable[str]:
        """What conditions compare a clean value by: the same in every language, one text a choice."""
        return [str(value)]

    def settled(self, value: Any, field: forms.Field, form: "IntakeForm") -> Any:
        """The clean value once all other answers are clean. Raises ValidationError where they contradict it."""
        return value

    def samples(self, question: "Question") -> Sequence[str]:
        """Texts that somebody may answer with, for the editor's preview: the likeliest first."""
        return [choice for choice, _shown in question.offered()] if self.has_choices else []

    def invented(self, texts: Sequence[str], field: forms.Field) -> Any:
        """A clean value that is compared as these texts; None where nobody can answer so. Nothing is looked up."""
        try:
            return field.clean(" ".join(texts))
        except ValidationError:
            return None

    def kept_beside(self, value: Any) -> dict[str, str]:
        """{ending: text}: further columns of the submission, each named as the question and this ending."""
        return {}

    def limits(self, field: forms.Field) -> dict[str, Any]:
        """What an answer must keep to, for programs that ask the question themselves."""
        found = {name: getattr(field, name, None) for name in LIMITS}
        return {
            name: limit if isinstance(limit, int) else str(limit) for name, limit in found.items() if limit is not None
        }

    def posted(self, name: str, value: Any, field: forms.Field) -> dict[str, list[str]]:
        """An answer of JSON as a browser would post it; its numbers come as texts. ValueError when it cannot be one."""
        if value is None:
            return {}
        if not isinstance(value, str) or field.widget.needs_multipart_form:
            raise ValueError(name)
        return {name: [value]}


def parts_of(name: str, value: Any, known: Iterable[str]) -> dict[str, str]:
    """Of an object in an answer of JSON; what is null is left out. ValueError when it has any but the known parts."""
    if not isinstance(value, dict) or not value or not value.keys() <= {*known}:
        raise ValueError(name)
    parts = {part: text for part, text in value.items() if text is not None}
    if not all(isinstance(text, str) for text in parts.values()):
        raise ValueError(name)
    return parts


@cache
def types() -> dict[str, QuestionType]:
    """{name: kind}, in their order."""
    found = {}
    for module in pkgutil.iter_modules(import_module("forms.types").__path__):
        members = vars(import_module(f"forms.types.{module.name}")).values()
        own = [one for one in members if isinstance(one, type) and one.__module__ == f"forms.types.{module.name}"]
        (kind,) = [one for one in own if issubclass(one, QuestionType)]
        found[module.name] = kind()
    return dict(sorted(found.items(), key=lambda one: one[1].order))


def question_type(name: str) -> QuestionType:
    """A kind that is no longer there is asked as a short text."""
    return types().get(name) or types()["short_text"]


def type_choices() -> list[tuple[Any, Any]]:
    """Under the headings of their groups; those without one come last."""
    grouped: list[tuple[Any, Any]] = [
        (group.label, [(name, kind.name) for name, kind in types().items() if kind.group == group]) for group in Group
    ]
    return grouped + [(name, kind.name) for name, kind in types().items() if kind.group is None]


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

"""A field that finds one thing of a register while one types, and without JavaScript by a second look.

It posts two values: `<name>` (the row's number) and `<name>_text` (what was typed). A text that fits one row is that
row; several are offered as radio buttons, so that posting the page again is the search.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.models import Article, Contact, Customer, Equipment, Worksite
from workflows.viewsets.addresses import as_id
from workflows.viewsets.listing import finding

OFFERED = 12


@dataclass(frozen=True)
class Source:
    """`rows` are what the person may see and use. `fills` are other fields that follow from a choice."""

    rows: Callable[[User], QuerySet]
    fields: list[str]
    label: Callable[[Any], str] = str
    hint: Callable[[Any], str] = lambda thing: ""
    fills: Callable[[Any], dict[str, Any]] = lambda thing: {}
    narrowed_by: tuple[str, ...] = ()


def joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def also(name: str, thing: Model | None) -> dict[str, Any]:
    return {} if thing is None else {name: {"id": thing.pk, "text": SOURCES[f"{name}s"].label(thing)}}


SOURCES: dict[str, Source] = {
    "customers": Source(
        rows=lambda user: Customer.objects.visible_to(user).active(),
        fields=["name", "number", "organisation_number"],
        hint=lambda customer: customer.number,
    ),
    "worksites": Source(
        rows=lambda user: Worksite.objects.visible_to(user).active().select_related("customer", "contact"),
        fields=["name", "street", "city", "customer__name"],
        hint=lambda worksite: joined(str(worksite.customer), worksite.address),
        fills=lambda worksite: also("customer", worksite.customer) | also("contact", worksite.contact),
        narrowed_by=("customer",),
    ),
    "contacts": Source(
        rows=lambda user: Contact.objects.visible_to(user).filter(is_active=True).select_related("customer"),
        fields=["name", "email", "phone", "customer__name"],
        hint=lambda contact: joined(str(contact.customer), contact.phone, contact.email),
        fills=lambda contact: also("customer", contact.customer),
        narrowed_by=("customer",),
    ),
    "equipment": Source(
        rows=lambda user: Equipment.objects.visible_to(user).filter(is_active=True).select_related("worksite"),
        fields=["name", "number", "worksite__name"],
        hint=lambda equipment: joined(equipment.number, str(equipment.worksite)),
        narrowed_by=("worksite",),
    ),
    "articles": Source(
        rows=lambda user: Article.objects.visible_to(user).active(),
        fields=["number", "name_sv", "name_en"],
        label=lambda article: f"{article.number} {article.name}",
        hint=lambda article: article.unit,
    ),
}


def found(source: Source, user: User, text: str, narrow: Iterable[tuple[str, int]] = ()) -> list[Any]:
    """At most OFFERED rows, those first whose name begins with the text."""
    rows = source.rows(user).filter(**dict(narrow))
    hits = list(finding(rows, text, source.fields)[: OFFERED * 3])
    start = text.casefold()
    return sorted(hits, key=lambda one: not source.label(one).casefold().startswith(start))[:OFFERED]


def as_row(source: Source, thing: Any) -> dict[str, Any]:
    return {
        "id": thing.pk,
        "text": source.label(thing),
        "hint": source.hint(thing),
        "fills": source.fills(thing),
    }


class LookupWidget(forms.Widget):
    template_name = "workflows/admin/lookup.html"
    source: Source
    source_name = ""
    chosen: Any = None
    candidates: list[Any] = []

    class Media:
        css = {"all": ["workflows/admin/lookup.css"]}
        js = ["workflows/admin/lookup.js"]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        text = (data.get(f"{name}_text") or "").replace("\x00", "")
        return (data.get(name) or "").strip(), text.strip()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        chosen = self.chosen or (value if isinstance(value, Model) else None)
        typed = value[1] if isinstance(value, tuple) else ""
        context["lookup"] = {
            "url": reverse("cases:find", args=[self.source_name]),
            "narrowed_by": ",".join(self.source.narrowed_by),
            "id": chosen.pk if chosen else "",
            "text": self.source.label(chosen) if chosen else typed[:200],
            "candidates": [as_row(self.source, thing) for thing in self.candidates],
        }
        return context


class LookupField(forms.Field):
    widget = LookupWidget

    def __init__(self, source: str, **kwargs: Any) -> None:
        self.source = SOURCES[source]
        super().__init__(**kwargs)
        self.widget.source, self.widget.source_name = self.source, source
        self.user: User | None = None
        self.keep: Any = None  # what stands there already stays possible, in use or not

    def clean(self, value: tuple[str, str] | None) -> Any:
        pk, text = value or ("", "")
        self.widget.candidates, self.widget.chosen = [], None
        if pk:
            self.widget.chosen = self.one(pk)
        elif text:
            self.widget.chosen = self.guess(text)
        elif self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.widget.chosen

    def one(self, pk: str) -> Any:
        number = as_id(pk)
        if self.keep is not None and number == self.keep.pk:
            return self.keep
        thing = None if number is None else self.source.rows(self.reader()).filter(pk=number).first()
        if thing is None:
            raise ValidationError(_("What was chosen is not there any more. Choose again."), code="gone")
        return thing

    def guess(self, text: str) -> Any:
        hits = found(self.source, self.reader(), text)
        exact = [hit for hit in hits if self.source.label(hit).casefold() == text.casefold()]
        if len(hits) == 1 or len(exact) == 1:
            return (exact or hits)[0]
        if not hits:
            raise ValidationError(_("Nothing found for “%(text)s”.") % {"text": text[:60]}, code="none")
        self.widget.candidates = hits
        raise ValidationError(_("Several fit “%(text)s”. Choose one.") % {"text": text[:60]}, code="several")

    def reader(self) -> User:
        assert self.user is not None, "Call look_as(form, user) first."
        return self.user

    def has_changed(self, initial: Any, data: Any) -> bool:
        pk, text = data or ("", "")
        return pk != str(getattr(initial, "pk", initial or "")) or (not pk and bool(text))


def look_as(form: forms.Form, user: User) -> None:
    """Tells every lookup of the form for whom it looks."""
    for field in form.fields.values():
        if isinstance(field, LookupField):
            field.user = user

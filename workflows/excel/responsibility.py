from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.formats import time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.widgets import Widget
from tablib import Dataset

from accounts.models import User
from workflows.actions.keep_a_catch_all import keep_a_catch_all
from workflows.category_tree import BETWEEN, CategoryTree
from workflows.errors import NotPossible
from workflows.excel.base import RegisterResource
from workflows.excel.category import tidy
from workflows.excel.columns import Column, Row
from workflows.excel.lookups import customer_by_number, remembered
from workflows.excel.widgets import Choice, Finder, Plain, Reference, Text, WholeNumber, YesNo
from workflows.models import Category, Equipment, Responsibility, Team, Worksite
from workflows.models.responsibility import Holidays
from workflows.models.weekdays import read_weekdays, weekdays_text
from workflows.moves import must_keep_a_catch_all
from workflows.rulebook import Rulebook


class Weekdays(Widget):
    """ "mån–fre"; an empty cell is every day."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int:
        try:
            return read_weekdays(Text().clean(value))
        except ValidationError as error:
            raise ValueError(error.messages[0]) from error

    def render(self, value: int | None, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else weekdays_text(value)


class Clock(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> time | None:
        text = Text().clean(value).replace(".", ":")
        if not text:
            return None
        hour, __, minute = text.partition(":")
        try:
            return time(int(hour), int((minute or "0")[:2]))
        except ValueError as error:
            words = gettext("“%(value)s” is no time of day. Write for example 17:00.") % {"value": text[:40]}
            raise ValueError(words) from error

    def render(self, value: time | None, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else time_format(value, "H:i")


class Day(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        text = Text().clean(value)[:10]
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            words = gettext("“%(value)s” is no day. Write for example 2026-05-31.") % {"value": text[:40]}
            raise ValueError(words) from error

    def render(self, value: date | None, obj: Any = None, **kwargs: Any) -> date | None:
        return value


def by_path(what: str, things: Any) -> Finder:
    """Finds by a path like "1001 › Storgatan 1 › Hiss A". `things` are asked for once a file, as (path, thing)."""

    def find(resource: Any, text: str, row: Row) -> Model:
        def make() -> dict[str, list[Model]]:
            found: dict[str, list[Model]] = {}
            for path, thing in things(resource):
                thing.path_sv = path
                found.setdefault(tidy(path), []).append(thing)
            return found

        found = remembered(resource, what, make).get(tidy(text), [])
        if len(found) > 1:
            raise ValueError(gettext("There are several of that name: “%(text)s”.") % {"text": text[:100]})
        if not found:
            raise ValueError(gettext("There is no “%(text)s”.") % {"text": text[:100]})
        return found[0]

    return find


def categories(resource: RegisterResource) -> Iterator[tuple[str, Category]]:
    tree = CategoryTree(Category.objects.visible_to(resource.user))
    return ((tree.path(pk, "sv"), node) for pk, node in tree.nodes.items())


def worksites(resource: RegisterResource) -> Iterator[tuple[str, Worksite]]:
    return ((path_of(one), one) for one in Worksite.objects.visible_to(resource.user).select_related("customer"))


def equipment_of(resource: RegisterResource) -> Iterator[tuple[str, Equipment]]:
    rows = Equipment.objects.visible_to(resource.user).select_related("worksite__customer")
    return ((path_of(one), one) for one in rows)


def path_of(thing: Any) -> str:
    if isinstance(thing, Category):
        return getattr(thing, "path_sv", thing.name_sv)
    if isinstance(thing, Equipment):
        return f"{path_of(thing.worksite)}{BETWEEN}{thing.name}"
    return f"{thing.customer.number}{BETWEEN}{thing.name}"


def person_by_email(resource: RegisterResource, text: str, row: Row) -> User:
    def make() -> dict[str, User]:
        return {user.email: user for user in User.objects.filter(is_staff=True)}

    person = remembered(resource, "staff", make).get(text.strip().lower())
    if person is None:
        raise ValueError(gettext("No colleague has the address “%(text)s”.") % {"text": text[:60]})
    return person


def team_by_name(resource: RegisterResource, text: str, row: Row) -> Team:
    def make() -> dict[str, Team]:
        return {Text().clean(team.name): team for team in Team.objects.visible_to(resource.user)}

    team = remembered(resource, "teams", make).get(text)
    if team is None:
        raise ValueError(gettext("There is no team called “%(text)s”.") % {"text": text[:60]})
    return team


class ResponsibilityResource(RegisterResource):
    """A row is found by the number of its rule; without one it is a new rule."""

    related = ("customer", "worksite__customer", "equipment__worksite__customer", "category", "person", "team")
    number = Column("pk", _("rule"), Plain(), readonly=True)
    customer = Column("customer", _("customer number"), Reference(customer_by_number, lambda one: one.number))
    worksite = Column("worksite", _("worksite"), Reference(by_path("worksites", worksites), path_of))
    equipment = Column("equipment", _("equipment"), Reference(by_path("equipment", equipment_of), path_of))
    category = Column("category", _("category"), Reference(by_path("categories", categories), path_of))
    weekdays = Column("weekdays", _("weekdays"), Weekdays())
    from_time = Column("from_time", _("from"), Clock())
    until_time = Column("until_time", _("until"), Clock())
    holidays = Column("holidays", _("on holidays"), Choice(Holidays))
    on_call = Column("on_call", _("on call"), YesNo())
    person = Column("person", _("person's e-mail"), Reference(person_by_email, lambda one: one.email))
    team = Column("team", _("team"), Reference(team_by_name, lambda one: one.name))
    valid_from = Column("valid_from", _("valid from"), Day())
    valid_until = Column("valid_until", _("valid until"), Day())
    order = Column("order", _("order"), WholeNumber())
    is_active = Column("is_active", _("in use"), YesNo())

    class Meta:
        model = Responsibility
        import_id_fields = ["number"]
        fields = [
            "number", "customer", "worksite", "equipment", "category", "weekdays", "from_time", "until_time",
            "holidays", "on_call", "person", "team", "valid_from", "valid_until", "order", "is_active",
        ]  # fmt: skip

    def rows(self, things: QuerySet) -> Iterator[list[Any]]:
        tree = CategoryTree()
        for thing in things.select_related(*self.related):
            name_category(thing, tree)
            yield [self.export_field(column, thing) for column in self.columns()]

    def hold(self, dataset: Dataset | None) -> None:
        super().hold(dataset)
        tree = CategoryTree()
        for (thing,) in self.held.values():
            name_category(thing, tree)

    def pick(self, row: Row) -> Model | None:
        number = Text().clean(row["number"])
        if not number:
            return None
        thing = super().pick(row)
        if thing is None:
            words = gettext("There is no rule with the number “%(number)s”. Leave it empty for a new one.")
            raise ValidationError({"pk": words % {"number": number[:20]}})
        return thing

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if (instance.person is None) == (instance.team is None):
            raise ValidationError({"person": gettext("Choose either a person or a team.")})
        if instance.valid_from and instance.valid_until and instance.valid_until < instance.valid_from:
            raise ValidationError({"valid_until": gettext("The first day must not be after the last.")})

    def after_import_row(self, row: Row, row_result: Any, **kwargs: Any) -> None:
        super().after_import_row(row, row_result, **kwargs)
        row_result.name = row_result.name or gettext("New rule")

    def guard(self) -> AbstractContextManager[None]:
        return keep_a_catch_all()

    def refusal(self) -> str:
        before = after = Rulebook.now()
        for rule in [*(thing for thing, _names in self.changed), *self.new]:
            after = after.with_rule(rule)
        try:
            must_keep_a_catch_all(before, after)
        except NotPossible as refused:
            return str(refused)
        return ""


def name_category(rule: Responsibility, tree: CategoryTree) -> None:
    if rule.category is not None:
        rule.category.path_sv = tree.path(rule.category.pk, "sv")  # type: ignore[attr-defined]

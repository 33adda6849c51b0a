"""Which cases the list shows: a quick tab, the filters, the words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows import paging
from workflows.category_tree import CategoryTree
from workflows.models import Category, Customer, Stage, Status, Team
from workflows.models.case_queryset import CaseQuerySet
from workflows.permissions import workers
from workflows.stages import known
from workflows.viewsets.addresses import allowed
from workflows.viewsets.assignee import Choices, PlainSelect
from workflows.viewsets.days import DayField
from workflows.viewsets.lookup import LookupField, look_as

COUNTED = paging.BOUND


@dataclass(frozen=True)
class Tab:
    """`rows` narrows what the person sees."""

    name: str
    label: str | Promise
    rows: Callable[[CaseQuerySet, User], CaseQuerySet]
    is_counted: bool = True


TABS = [
    Tab("open", _("Open"), lambda rows, user: rows.open()),
    Tab("new", _("Not acknowledged"), lambda rows, user: rows.not_acknowledged()),
    Tab("mine", _("Mine"), lambda rows, user: rows.open().mine(user)),
    Tab("late", _("Overdue"), lambda rows, user: rows.overdue()),
    Tab("waiting", _("Waiting"), lambda rows, user: rows.filter(status=Status.WAITING)),
    Tab("done", _("Done, to close"), lambda rows, user: rows.filter(status=Status.DONE)),
    Tab("all", _("All"), lambda rows, user: rows, is_counted=False),
]
BY_NAME = {tab.name: tab for tab in TABS}


def chosen_tab(data: QueryDict) -> Tab:
    """The bare list is the open cases; an address that filters or searches without naming a tab means all."""
    if (tab := BY_NAME.get(data.get("tab", ""))) is not None:
        return tab
    asked = any(value for name in CaseFilter.base_fields for value in data.getlist(name)) or data.get("q")
    return BY_NAME["all" if asked else "open"]


def counts(rows: CaseQuerySet, user: User) -> dict[str, int]:
    """At most COUNTED + 1 of each, in one query: the cost does not grow with the table."""
    counted = [tab for tab in TABS if tab.is_counted]
    found = paging.counts(*(tab.rows(rows, user) for tab in counted))
    return {tab.name: count for tab, count in zip(counted, found, strict=True)}


class PersonField(forms.ModelChoiceField):
    """Any colleague can be asked for by address; the list offers those who work now."""

    widget = PlainSelect

    def offer(self, people: Choices, chosen: str) -> None:
        if chosen.isdecimal() and chosen not in dict(people):
            people = [
                *people,
                *((str(one.pk), str(one)) for one in User.objects.filter(pk=int(chosen[:18]), is_staff=True)),
            ]
        self.widget.choices = [("", gettext("Anybody")), *people]  # type: ignore[attr-defined]


class CaseFilter(forms.Form):
    status = forms.MultipleChoiceField(
        label=_("Status"),
        choices=Status.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    stage = forms.ModelChoiceField(Stage.objects.all(), label=_("Stage"), required=False, widget=PlainSelect)
    customer = LookupField("customers", label=_("Customer"), required=False)
    worksite = LookupField("worksites", label=_("Worksite"), required=False)
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False, widget=PlainSelect)
    responsible = PersonField(User.objects.filter(is_staff=True), label=_("Responsible"), required=False)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), required=False, widget=PlainSelect)
    opened_from = DayField(label=_("Opened from"))
    opened_to = DayField(label=_("Opened until"))

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.user = user
        self.tree = CategoryTree(Category.objects.visible_to(user))
        self.people: Choices = [(str(person.pk), str(person)) for person in workers()]
        self.teams = list(Team.objects.visible_to(user).order_by("name"))
        self.fields["status"].choices = [(value, capfirst(label)) for value, label in Status.choices]  # type: ignore[attr-defined]
        stages = known().stages.values()
        if stages:
            self.fields["stage"].choices = [("", gettext("Any")), *((stage.pk, stage.name) for stage in stages)]  # type: ignore[attr-defined]
        else:
            del self.fields["stage"]
        self.fields["category"].queryset = Category.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", gettext("Any")), *self.tree.choices()]  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.visible_to(user)  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", gettext("Any")), *((team.pk, str(team)) for team in self.teams)]  # type: ignore[attr-defined]
        self.fields["responsible"].offer(self.people, data.get("responsible", ""))  # type: ignore[attr-defined]
        if not allowed(user, "view", Customer):
            del self.fields["customer"]
        look_as(self, user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("opened_from"), cleaned.get("opened_to")
        if first and last and first > last:
            self.add_error("opened_to", _("The last day is before the first."))
        return cleaned

    def assignees(self) -> Choices:
        """As `assignee.choices`, of what this form has read already."""
        teams = [(f"team:{team.pk}", str(team)) for team in self.teams if team.is_active]
        people = [(f"person:{pk}", name) for pk, name in self.people]
        return [("", gettext("Choose…")), (gettext("Teams"), teams), (gettext("People"), people)]

    def rows(self, cases: CaseQuerySet) -> CaseQuerySet:
        """What the fields that could be understood ask for."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("status"):
            cases = cases.filter(status__in=chosen["status"])
        for name in ("stage", "customer", "worksite", "responsible", "team"):
            if chosen.get(name):
                cases = cases.filter(**{name: chosen[name]})
        if chosen.get("category"):
            cases = cases.filter(category__in=Category.objects.with_children(chosen["category"].pk))
        if chosen.get("opened_from"):
            cases = cases.filter(opened_at__gte=make_aware(datetime.combine(chosen["opened_from"], time.min)))
        if chosen.get("opened_to"):
            cases = cases.filter(opened_at__lte=make_aware(datetime.combine(chosen["opened_to"], time.max)))
        return cases

"""Filters of the registers' lists. What is chosen is chosen among what the person may see."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from workflows.models import Customer, Team, Worksite
from workflows.viewsets.choosers import customer_chooser, worksite_chooser


def visible(model: Any) -> Any:
    """For a filter's `queryset`: asked again for every request."""

    def rows(request: HttpRequest | None) -> QuerySet:
        return model.objects.visible_to(request.user) if request else model.objects.none()

    return rows


class ActiveFilter(django_filters.ChoiceFilter):
    """In use or not; both unless one is chosen."""

    def __init__(self, field_name: str = "is_active", on: bool = True, **kwargs: Any) -> None:
        self.on = on
        super().__init__(
            field_name=field_name,
            label=kwargs.pop("label", _("In use")),
            choices=[("yes", kwargs.pop("yes", _("In use"))), ("no", kwargs.pop("no", _("Not in use")))],
            empty_label=_("All"),
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(**{self.field_name: (value == "yes") is self.on}) if value else rows


def customer_filter(field_name: str = "customer") -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        field_name=field_name, label=_("Customer"), queryset=visible(Customer), widget=customer_chooser.widget_class
    )


def worksite_filter(field_name: str = "worksite") -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        field_name=field_name, label=_("Worksite"), queryset=visible(Worksite), widget=worksite_chooser.widget_class
    )


def team_filter(field_name: str = "team") -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(field_name=field_name, label=_("Team"), queryset=visible(Team))


class RegisterFilterSet(WagtailFilterSet):
    """The base; its subclasses say `class Meta: model = …, fields = []` and declare their filters."""

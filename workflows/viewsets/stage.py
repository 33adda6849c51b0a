from typing import Any

import django_filters
from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from accounts.models import User
from workflows.excel.stage import StageResource
from workflows.models import Category, Stage
from workflows.templatetags.serva_ui import chip
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.category import offer_categories
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, visible
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.related import cases_of


class StageFilters(RegisterFilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=Stage._meta.get_field("status").choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    category = django_filters.ModelChoiceFilter(label=_("Category"), queryset=visible(Category))
    is_active = ActiveFilter()

    class Meta:
        model = Stage
        fields: list[str] = []


class StageForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_categories(self.fields["category"], self.instance.category_id)


class YesColumn(Column):
    """A word where it is so, nothing where it is not."""

    def get_value(self, instance: Any) -> str:
        return str(_("Yes")) if super().get_value(instance) else ""


def look(stage: Stage) -> SafeString:
    return chip(stage.status, stage.name, False, "", f"stage-{stage.colour}")


class StageViewSet(RegisterViewSet):
    model = Stage
    icon = "tag"
    list_display = [
        "name_sv",
        Column("look", label=_("Looks like"), accessor=look),
        Column("status", label=_("Rests on"), accessor="get_status_display"),
        Column("category", label=_("Category"), accessor="category"),
        Column("customer", label=_("The customer reads"), accessor="customer_text"),
        YesColumn("stops_clock", label=_("Stops the clock")),
        StateColumn(),
    ]
    list_related = ("category",)
    ordering = ["order", "name_sv", "pk"]
    search_fields = ["name_sv", "name_en", "customer_text_sv", "customer_text_en"]
    filterset_class = StageFilters
    resource_class = StageResource
    form_class = StageForm
    inspect_view_fields = [
        "name_sv", "name_en", "status", "category", "colour", "order", "customer_text_sv", "customer_text_en",
        "stops_clock", "is_active",
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_sv"), FieldPanel("name_en")]),
                FieldRowPanel([FieldPanel("status"), FieldPanel("category", widget=forms.Select)]),
                FieldRowPanel([FieldPanel("colour"), FieldPanel("order")]),
                FieldPanel("stops_clock"),
                FieldPanel("is_active"),
            ],
            heading=_("Stage"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("customer_text_sv"), FieldPanel("customer_text_en")])],
            heading=_("What the customer reads"),
        ),
    ]

    def related_to(self, thing: Any, user: User) -> list[Any]:
        return [cases_of(thing, link="stage", user=user)]


stages = StageViewSet("stages")

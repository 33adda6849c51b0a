from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from accounts.models import User
from workflows.excel.service_level import ServiceLevelResource
from workflows.models import Category, Customer, Priority, ServiceLevel
from workflows.models.service_level import TIMES, WEEK
from workflows.viewsets.base import RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, visible
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterEditView
from workflows.viewsets.related import in_use, table


class ServiceLevelFilters(RegisterFilterSet):
    is_active = ActiveFilter()

    class Meta:
        model = ServiceLevel
        fields: list[str] = []


class ServiceLevelEditView(RegisterEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = ServiceLevel.objects.get(pk=self.object.pk)  # without what the form could not take
        return super().get_context_data(**kwargs) | {"kept": kept, "opened_now": opened_now(kept)}


def offer_levels(form: Any) -> None:
    """Those in use, and the one that is chosen already."""
    field = form.fields["service_level"]
    field.queryset = field.queryset.filter(Q(is_active=True) | Q(pk=form.instance.service_level_id))


def level_filter() -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        field_name="service_level", label=_("Service level"), queryset=visible(ServiceLevel)
    )


def opened_now(level: ServiceLevel) -> list[dict[str, Any]]:
    """By when a case that is opened now would be acknowledged and finished, the most pressing first."""
    now = timezone.now()
    return [
        {
            "priority": capfirst(str(priority.label)),
            "acknowledge_by": level.due("acknowledge", priority, now),
            "finish_by": level.due("finish", priority, now),
        }
        for priority in reversed(Priority)
    ]


def given(name: str) -> Callable[[ServiceLevel], str]:
    return lambda level: getattr(level, f"get_{name}_display")()


class ServiceLevelViewSet(RegisterViewSet):
    model = ServiceLevel
    icon = "time"
    edit_view_class = ServiceLevelEditView
    list_display = [
        "name_sv",
        Column("hours", label=_("Hours"), accessor="hours_in_words"),
        Column("acknowledge", label=_("Acknowledge within"), accessor=given("acknowledge_normal")),
        Column("finish", label=_("Finish within"), accessor=given("finish_normal")),
        StateColumn(),
    ]
    ordering = ["name_sv", "pk"]
    search_fields = ["name_sv", "name_en"]
    filterset_class = ServiceLevelFilters
    resource_class = ServiceLevelResource
    inspect_view_fields = [
        "name_sv", "name_en", *WEEK, "holidays_off", "days_off", "own_hours", *TIMES, "is_active",
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("name_sv"), FieldPanel("name_en")]), FieldPanel("is_active")],
            heading=_("Service level"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("acknowledge_normal"), FieldPanel("finish_normal")]),
                *(
                    FieldRowPanel([FieldPanel(f"acknowledge_{name}"), FieldPanel(f"finish_{name}")])
                    for name in ("urgent", "high", "low")
                ),
            ],
            heading=_("Time allowed"),
            help_text=_(
                "In working time, for example 30 min, 4 h or 1 h 30 min. What is left empty for a priority is as "
                "the first row says; empty there too, nothing is promised."
            ),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel(day) for day in WEEK[:3]]),
                FieldRowPanel([FieldPanel(day) for day in WEEK[3:5]]),
                FieldRowPanel([FieldPanel(day) for day in WEEK[5:]]),
            ],
            heading=_("Working hours"),
            help_text=_(
                "For example 08:00–12:00, 13:00–17:00. Round the clock is 00:00–24:00; empty is a day off. "
                "Divide a night: 22:00–24:00, and 00:00–06:00 the day after."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel("holidays_off"),
                FieldPanel("days_off", widget=forms.Textarea(attrs={"rows": 3})),
                FieldPanel("own_hours", widget=forms.Textarea(attrs={"rows": 3})),
            ],
            heading=_("Days that differ"),
        ),
    ]

    def related_to(self, thing: Any, user: User) -> list[Any]:
        columns: dict[Any, Any] = {_("Name"): str, _("State"): in_use}
        customers = Customer.objects.visible_to(user).filter(service_level=thing).order_by("-is_active", "name", "pk")
        categories = Category.objects.visible_to(user).filter(service_level=thing).order_by("-is_active", "name_sv")
        return [
            table(
                _("Customers with this agreement"), customers, columns,
                user=user, parent=thing, link="service_level", empty=_("No customer has it."),
            ),
            table(
                _("Categories with this level"), categories, columns,
                user=user, parent=thing, link="service_level", empty=_("No category has it."),
            ),
        ]  # fmt: skip


service_levels = ServiceLevelViewSet("service_levels", url_prefix="service-levels")

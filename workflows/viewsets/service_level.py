from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from accounts.models import User
from workflows.actions.look_again import look_again
from workflows.excel.service_level import ServiceLevelResource
from workflows.ladder import rungs
from workflows.models import Case, Category, Customer, EscalationStep, Priority, ServiceLevel
from workflows.models.service_level import STEPS, TIMES, WEEK
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, visible
from workflows.viewsets.inline_rows import with_known_rows
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterCreateView, RegisterEditView
from workflows.viewsets.related import in_use, table


class ServiceLevelFilters(RegisterFilterSet):
    is_active = ActiveFilter()

    class Meta:
        model = ServiceLevel
        fields: list[str] = []


class LadderForm(RegisterForm):
    """Of two steps that say the same the second is refused, in words for people instead of the columns' names."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None:
            level = kwargs.get("instance")
            data = with_known_rows(data, "ladder", EscalationStep.objects.filter(level=level and level.pk))
        super().__init__(data, *args, **kwargs)

    def is_valid(self) -> bool:
        is_fine = bool(super().is_valid())
        ladder = self.formsets["ladder"]
        if any(error.code is None for error in ladder.non_form_errors().as_data()):
            ladder._non_form_errors = ladder.error_class([gettext("This step stands in the ladder already.")])
        return is_fine


class LadderMixin:
    """Open cases are looked at again after each change, in its transaction."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
                look_again(self.object)  # type: ignore[attr-defined]
        except IntegrityError:  # two steps that change places are the same for a moment
            form.add_error(None, gettext("Two steps cannot change places. Delete one of them, and add it again."))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            answer = self.form_invalid(form)  # type: ignore[attr-defined]
        return answer


class ServiceLevelCreateView(LadderMixin, RegisterCreateView):
    pass


class ServiceLevelEditView(LadderMixin, RegisterEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = ServiceLevel.objects.get(pk=self.object.pk)  # without what the form could not take
        now = {"kept": kept, "opened_now": opened_now(kept), "ladder": ladder_now(kept)}
        return super().get_context_data(**kwargs) | now


def ladder_now(level: ServiceLevel) -> list[dict[str, Any]]:
    """The steps in use, each with when it would come to a case of normal priority that is opened now and left alone."""
    now = timezone.now()
    due = {f"{step}_by": level.due(step, Priority.NORMAL, now) for step in STEPS}
    case = Case(acknowledge_climbs_from=now, finish_climbs_from=now, **due)
    steps = [step for step in level.steps if step.is_active]
    at = {rung.step_id: rung.at for rung in rungs(case, level, steps)}
    return [{"when": step.when, "what": step.get_what_display(), "at": at.get(step.pk)} for step in steps]


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
    add_view_class = ServiceLevelCreateView
    edit_view_class = ServiceLevelEditView
    form_class = LadderForm
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
        "name_sv", "name_en", *WEEK, "holidays_off", "days_off", "own_hours", *TIMES, "ladder_in_words",
        "is_active",
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
        InlinePanel(
            "ladder",
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("side"), FieldPanel("due")]),
                FieldRowPanel([FieldPanel("what"), FieldPanel("is_active")]),
            ],
            heading=_("Ladder"),
            label=_("Step"),
            max_num=30,
            help_text=_(
                "What happens by itself to a case that nobody attends to, in the order of the times. Each step happens "
                "once, counted in the working hours below. A new step, or another time, counts from now on."
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

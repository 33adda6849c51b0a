from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from workflows.excel.schedule import ScheduleResource
from workflows.models import Customer, Schedule
from workflows.recurrence import in_words, next_dates
from workflows.viewsets.addresses import as_id
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.category import offer_categories
from workflows.viewsets.choosers import customer_chooser
from workflows.viewsets.days import within_years
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, customer_filter
from workflows.viewsets.listing import Column, RelatedColumn, StateColumn
from workflows.viewsets.register_views import RegisterCreateView, RegisterEditView

LONGEST_LEAD = 365
LONGEST_INTERVAL = 100


class ScheduleFilters(RegisterFilterSet):
    customer = customer_filter()
    is_paused = ActiveFilter("is_paused", on=False, label=_("State"), yes=_("Running"), no=_("Paused"))

    class Meta:
        model = Schedule
        fields: list[str] = []


class FixedCustomer(forms.HiddenInput):
    """Known before the form is shown, and named in it."""

    is_hidden = False

    def __init__(self, customer: Customer | None) -> None:
        super().__init__()
        self.customer = customer

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        hidden = super().render(name, value, attrs, renderer)
        return format_html('<strong class="s-fixed">{}</strong>{}', self.customer or "", hidden)


class ScheduleForm(RegisterForm):
    """The customer is known before: her worksites and their equipment are what can be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        customer = self.known_customer()
        self.fields["customer"].widget = FixedCustomer(customer)
        for name, lookup in (("worksites", "customer"), ("equipment", "worksite__customer")):
            rows = self.fields[name].queryset
            self.fields[name].queryset = rows.filter(**{lookup: customer}) if customer else rows.none()
        self.fields["equipment"].queryset = self.fields["equipment"].queryset.select_related("worksite")
        self.fields["equipment"].label_from_instance = lambda one: f"{one.name} ({one.worksite})"
        offer_categories(self.fields["category"], self.instance.category_id)
        for name in ("starts_on", "ends_on"):
            self.fields[name].validators.append(within_years(2000, 2100))
        for name, most in (("interval", LONGEST_INTERVAL), ("lead_days", LONGEST_LEAD)):
            self.fields[name].max_value = most
            self.fields[name].validators.append(MaxValueValidator(most))
            self.fields[name].widget.attrs["max"] = most

    def known_customer(self) -> Customer | None:
        if self.instance.pk:
            return self.instance.customer
        given = self.data.get("customer", "") if self.is_bound else str(self.initial.get("customer", ""))
        return self.fields["customer"].queryset.filter(pk=as_id(given)).first()

    def clean_customer(self) -> Customer:
        return self.instance.customer if self.instance.pk else self.cleaned_data["customer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        equipment, worksites = cleaned.get("equipment"), cleaned.get("worksites")
        if equipment and worksites is not None and equipment.worksite not in worksites:
            self.add_error("equipment", gettext("This equipment is at a worksite that is not chosen."))
        return cleaned


class ScheduleCreateView(RegisterCreateView):
    """Asks for the customer first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_form().known_customer() is not None:
            return super().get(request, *args, **kwargs)
        widget = customer_chooser.widget_class()
        context = {
            "page_title": gettext("New schedule"),
            "breadcrumbs_items": self.get_breadcrumbs_items(),
            "header_icon": "calendar-alt",
            "header_title": gettext("New schedule"),
            "chooser": widget.render("customer", None, {"id": "id_customer"}),
            "media": widget.media,
        }
        return self.response_class(
            request=request, template=["workflows/registers/workflows/schedule/choose_customer.html"], context=context
        )


class ScheduleEditView(RegisterEditView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"coming": coming(self.object), "rule": rule_of(self.object)}


def rule_of(schedule: Schedule) -> str:
    return capfirst(in_words(schedule))


def coming(schedule: Schedule) -> list[dict[str, Any]]:
    """The next six dates, and from which day on each has its cases."""
    today = timezone.localdate()
    return [
        {
            "day": day,
            "opens": day - timedelta(days=schedule.lead_days),
            "is_open": schedule.worked_until is not None and day <= schedule.worked_until,
            "is_soon": day - timedelta(days=schedule.lead_days) <= today,
        }
        for day in next_dates(schedule, today)
    ]


class ScheduleViewSet(RegisterViewSet):
    model = Schedule
    icon = "calendar-alt"
    add_view_class = ScheduleCreateView
    edit_view_class = ScheduleEditView
    list_display = [
        "title",
        RelatedColumn("customer", label=_("Customer"), sort_key="customer__name"),
        Column("rule", label=_("Repeats"), accessor=rule_of),
        Column("category", label=_("Category"), accessor="category"),
        StateColumn("is_paused", word=_("Paused"), when=True),
    ]
    list_related = ("customer", "category")
    ordering = ["title", "pk"]
    search_fields = ["title", "customer__name", "worksites__name"]
    filterset_class = ScheduleFilters
    resource_class = ScheduleResource
    form_class = ScheduleForm
    resting_value = ("is_paused", True)
    inspect_view_fields = [
        "title", "customer", "worksites", "equipment", "category", "priority", "description", "starts_on", "at_time",
        "ends_on", "lead_days", "is_paused",
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("customer"),
                FieldPanel("title"),
                FieldPanel("description"),
                FieldPanel("worksites", widget=forms.CheckboxSelectMultiple, classname="s-checks"),
                FieldPanel("equipment", widget=forms.Select),
                FieldRowPanel([FieldPanel("category"), FieldPanel("priority")]),
            ],
            heading=_("What is to be done, and where"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("interval"), FieldPanel("repeats")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("at_time")]),
                FieldPanel("lead_days"),
                FieldPanel("is_paused"),
            ],
            heading=_("When"),
            help_text=_("The first date decides the weekday or the day of the month."),
        ),
    ]


schedules = ScheduleViewSet("schedules")

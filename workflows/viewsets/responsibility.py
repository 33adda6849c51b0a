from typing import Any

import django_filters
from django import forms
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, QuerySet, Value, When, Window
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn

from accounts.models import User
from workflows.assignment import has_catch_all
from workflows.category_tree import CategoryTree
from workflows.excel.responsibility import ResponsibilityResource
from workflows.models import Responsibility
from workflows.models.responsibility import LIMITED, PLACE
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.category import offer_categories
from workflows.viewsets.choosers import equipment_chooser, staff_chooser, staff_for, worksite_chooser
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, customer_filter, team_filter, worksite_filter
from workflows.viewsets.listing import Column, chip
from workflows.viewsets.register_views import RegisterIndexView
from workflows.viewsets.rule_changes import RuleCreateView, RuleDeleteView, RuleEditView
from workflows.viewsets.rule_order import RuleOrderView
from workflows.viewsets.rule_words import in_words


def colleagues(request: Any) -> QuerySet[User]:
    return staff_for(request.user) if request else User.objects.none()


class ResponsibilityFilters(RegisterFilterSet):
    customer = customer_filter()
    worksite = worksite_filter()
    person = django_filters.ModelChoiceFilter(label=_("Person"), queryset=colleagues, widget=staff_chooser.widget_class)
    team = team_filter()
    on_call = ActiveFilter("on_call", label=_("On call"), yes=_("On call"), no=_("Not on call"))
    is_active = ActiveFilter()

    class Meta:
        model = Responsibility
        fields: list[str] = []


class ResponsibilityForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_categories(self.fields["category"], self.instance.category_id)
        self.fields["person"].queryset = staff_for(self.for_user)


class ResponsibilityIndexView(RegisterIndexView):
    """In the order in which rows win over each other."""

    results_template_name = "workflows/registers/workflows/responsibility/index_results.html"

    @cached_property
    def tree(self) -> CategoryTree:
        return CategoryTree()

    @cached_property
    def today(self) -> Any:
        return timezone.localdate()

    def get_base_queryset(self) -> QuerySet:
        alive = User.objects.filter(teams=OuterRef("team"), is_active=True)
        limited = Case(When(LIMITED, then=1), default=0, output_field=IntegerField())
        rows = super().get_base_queryset().annotate(team_answers=Exists(alive), limited=limited)
        tied = Window(Count("pk"), partition_by=[F("on_call"), *map(F, PLACE), F("limited")])
        return rows.annotate(tied=tied)

    def get_valid_orderings(self) -> list[str]:
        return []

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        depths = [When(category=pk, then=Value(-depth)) for pk, depth in self.tree.depths.items()]
        without = [Case(When(**{name: None}, then=1), default=0) for name in PLACE]
        nearest = Case(*depths, default=1) if depths else F("pk")
        names = ("customer__name", "worksite__name", "equipment__name")
        return queryset.order_by("-on_call", *without, *names, nearest, "category", "-limited", "order", "pk")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        first = self._get_title_column("id")
        first.accessor, first.label, first.sort_key = self.about, _("Answers for"), None
        return [
            first,
            Column("who", label=_("Who"), accessor=self.who),
            Column("hours", label=_("When"), accessor=self.hours),
            Column("valid", label=_("Dates"), accessor=self.valid),
            Column("order", label=_("Order"), accessor=self.order),
            Column("number", label=_("Rule"), accessor="pk", classname="s-amount"),
        ]

    def about(self, rule: Responsibility) -> SafeString | str:
        words = in_words(rule, self.tree)
        return format_html("{} {}", chip(_("Catch-all"), "acknowledged"), words) if rule.is_catch_all else words

    def who(self, rule: Any) -> SafeString | str:
        answers = rule.person.is_active if rule.person else rule.team.is_active and rule.team_answers
        who = str(rule.person or rule.team)
        if answers:
            return who
        return format_html("{} {}", who, chip(_("Nobody active: passed over"), "late"))

    def hours(self, rule: Responsibility) -> SafeString | str:
        words = capfirst(rule.when) or gettext("Always")
        return format_html('<span class="chip chip--in_progress">{}</span>', words) if rule.on_call else words

    def order(self, rule: Any) -> SafeString | str:
        """Only where the office's order decides: among rules that are equally specific."""
        if rule.tied < 2 or not self.user_has_permission("change"):
            return ""
        words = ngettext("Order of %(count)d equal", "Order of %(count)d equal", rule.tied) % {"count": rule.tied}
        return format_html('<a href="{}">{}</a>', reverse("responsibilities:reorder", args=[rule.pk]), words)

    def valid(self, rule: Responsibility) -> SafeString | str:
        if not rule.is_active:
            return chip(_("Not in use"), "cancelled")
        first, last = rule.valid_from, rule.valid_until
        if last and last < self.today:
            return chip(gettext("Ended %(day)s") % {"day": date_format(last)}, "cancelled")
        if first and first > self.today:
            return chip(gettext("From %(day)s") % {"day": date_format(first)}, "waiting")
        return gettext("Until %(day)s") % {"day": date_format(last)} if last else ""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"has_catch_all": has_catch_all()}


class ClockInput(forms.TimeInput):
    """The browser's own, with 24 hours written as 17:00."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


worksites_of_customer = worksite_chooser.widget_class(linked_fields={"customer": "#id_customer"})
equipment_of_worksite = equipment_chooser.widget_class(linked_fields={"worksite": "#id_worksite"})


class ResponsibilityViewSet(RegisterViewSet):
    model = Responsibility
    icon = "tick-inverse"
    index_view_class = ResponsibilityIndexView
    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    delete_view_class = RuleDeleteView
    list_related = ("customer", "worksite__customer", "equipment__worksite", "category", "person", "team")
    search_fields = [
        "customer__name", "worksite__name", "equipment__name", "equipment__number", "category__name_sv",
        "category__name_en", "person__first_name", "person__last_name", "team__name",
    ]  # fmt: skip
    filterset_class = ResponsibilityFilters
    resource_class = ResponsibilityResource
    form_class = ResponsibilityForm
    can_import = True
    inspect_view_fields = [
        "customer", "worksite", "equipment", "category", "person", "team", "when", "valid_from", "valid_until", "order",
        "is_active",
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("customer"), FieldPanel("worksite", widget=worksites_of_customer)]),
                FieldRowPanel([FieldPanel("equipment", widget=equipment_of_worksite), FieldPanel("category")]),
            ],
            heading=_("Cases at"),
            help_text=_("Leave all of them and the hours empty for the catch-all: it gets what no other row covers."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("weekdays", classname="s-week"),
                FieldRowPanel([FieldPanel(name, widget=ClockInput) for name in ("from_time", "until_time")]),
                FieldPanel("holidays"),
                FieldPanel("on_call"),
            ],
            heading=_("When"),
            help_text=_("Leave it empty for a rule that always counts. Hours are those in which a case comes in."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("person", widget=staff_chooser.widget_class), FieldPanel("team")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("is_active"),
            ],
            heading=_("Answered for by"),
            help_text=_("Either a person or a team."),
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("reorder/<int:pk>/", RuleOrderView.as_view(), name="reorder")]


responsibilities = ResponsibilityViewSet("responsibilities")

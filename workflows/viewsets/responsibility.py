from typing import Any

import django_filters
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn

from accounts.models import User
from workflows.assignment import has_catch_all
from workflows.category_tree import CategoryTree
from workflows.excel.responsibility import ResponsibilityResource
from workflows.models import Responsibility
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.category import offer_categories
from workflows.viewsets.choosers import staff_chooser, staff_for, worksite_chooser
from workflows.viewsets.filters import RegisterFilterSet, customer_filter, team_filter, worksite_filter
from workflows.viewsets.listing import Column, chip
from workflows.viewsets.register_views import RegisterIndexView


def colleagues(request: Any) -> QuerySet[User]:
    return staff_for(request.user) if request else User.objects.none()


class ResponsibilityFilters(RegisterFilterSet):
    customer = customer_filter()
    worksite = worksite_filter()
    person = django_filters.ModelChoiceFilter(label=_("Person"), queryset=colleagues, widget=staff_chooser.widget_class)
    team = team_filter()

    class Meta:
        model = Responsibility
        fields: list[str] = []


class ResponsibilityForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_categories(self.fields["category"], self.instance.category_id)
        self.fields["person"].queryset = staff_for(self.for_user)


def in_words(rule: Responsibility, tree: CategoryTree) -> str:
    """What the row is about: "Storgatan 1 (Brf Björken) + VVS › Kran"."""
    parts = []
    if rule.worksite:
        parts.append(f"{rule.worksite} ({rule.worksite.customer})")
    elif rule.customer:
        parts.append(str(rule.customer))
    if rule.category_id:
        parts.append(tree.path(rule.category_id) or str(rule.category))
    return " + ".join(parts) or gettext("Everything that no other row covers")


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
        return super().get_base_queryset().annotate(team_answers=Exists(alive))

    def get_valid_orderings(self) -> list[str]:
        return []

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        depths = [When(category=pk, then=Value(-depth)) for pk, depth in self.tree.depths.items()]
        without = [Case(When(**{name: None}, then=1), default=0) for name in ("worksite", "customer", "category")]
        nearest = Case(*depths, default=1) if depths else F("pk")
        return queryset.order_by(*without, "customer__name", "worksite__name", nearest, "order", "pk")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        first = self._get_title_column("id")
        first.accessor, first.label, first.sort_key = self.about, _("Answers for"), None
        return [
            first,
            Column("who", label=_("Who"), accessor=self.who),
            Column("valid", label=_("Valid"), accessor=self.valid),
            Column("order", label=_("Order"), classname="s-amount"),
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

    def valid(self, rule: Responsibility) -> SafeString | str:
        first, last = rule.valid_from, rule.valid_until
        if last and last < self.today:
            return chip(gettext("Ended %(day)s") % {"day": date_format(last)}, "cancelled")
        if first and first > self.today:
            return chip(gettext("From %(day)s") % {"day": date_format(first)}, "waiting")
        return gettext("Until %(day)s") % {"day": date_format(last)} if last else gettext("Always")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {"has_catch_all": has_catch_all()}


class ResponsibilityViewSet(RegisterViewSet):
    model = Responsibility
    icon = "tick-inverse"
    index_view_class = ResponsibilityIndexView
    list_related = ("customer", "worksite__customer", "category", "person", "team")
    search_fields = [
        "customer__name", "worksite__name", "category__name_sv", "category__name_en", "person__first_name",
        "person__last_name", "team__name",
    ]  # fmt: skip
    filterset_class = ResponsibilityFilters
    resource_class = ResponsibilityResource
    form_class = ResponsibilityForm
    resting_value = None
    inspect_view_fields = ["customer", "worksite", "category", "person", "team", "valid_from", "valid_until", "order"]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("customer"),
                        FieldPanel(
                            "worksite", widget=worksite_chooser.widget_class(linked_fields={"customer": "#id_customer"})
                        ),
                    ]
                ),
                FieldPanel("category"),
            ],
            heading=_("Cases at"),
            help_text=_("Leave all three empty for the catch-all: it gets what no other row covers."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("person", widget=staff_chooser.widget_class), FieldPanel("team")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until"), FieldPanel("order")]),
            ],
            heading=_("Answered for by"),
            help_text=_("Either a person or a team."),
        ),
    ]

    def deletion_warning(self, thing: Any) -> str:
        others = Responsibility.objects.catch_all().exclude(pk=thing.pk)
        if not thing.is_catch_all or others.filter(Q(person__is_active=True) | Q(team__is_active=True)).exists():
            return ""
        return gettext("This is the catch-all. Without it, a case that no other row covers cannot be opened.")


responsibilities = ResponsibilityViewSet("responsibilities")

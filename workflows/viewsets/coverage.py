"""What is not covered: customers and categories whose cases only the catch-all would get."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from workflows.category_tree import CategoryTree
from workflows.models import Category, Customer, Responsibility
from workflows.models.category import lineage
from workflows.rulebook import Rulebook
from workflows.viewsets.addresses import allowed, user_of
from workflows.viewsets.listing import finding

ROWS = 50


class Narrow(forms.Form):
    q = forms.CharField(label=_("Customer"), max_length=100, required=False)


@dataclass
class Gap:
    """A category, or where `category` is None everything, of a customer. `part`: some worksite or some hours have a
    rule. `below`: how many categories below it are meant too."""

    category: int | None
    name: str
    part: bool = False
    below: int = 0
    url: str = ""


@dataclass
class Covered:
    """Categories that rules name for one customer: wholly, or for some worksites, things or hours. None: all."""

    whole: set[int | None] = field(default_factory=set)
    part: set[int | None] = field(default_factory=set)

    def note(self, rule: Responsibility) -> None:
        is_part = bool(rule.is_limited or rule.worksite_id or rule.equipment_id)
        (self.part if is_part else self.whole).add(rule.category_id)


class Coverage:
    """In eight queries, whatever the number of customers, categories and rules."""

    def __init__(self, tree: CategoryTree) -> None:
        self.tree = tree
        self.parents = {pk: node.parent_id for pk, node in tree.nodes.items()}
        self.everybody, self.by_customer = Covered(), {}  # type: ignore[var-annotated]
        for rule in (rule for rules in Rulebook.now().by_place.values() for rule in rules):
            if rule.is_catch_all:
                continue
            self.of(customer_of(rule)).note(rule)

    def of(self, customer: int | None) -> Covered:
        return self.everybody if customer is None else self.by_customer.setdefault(customer, Covered())

    def gaps(self, customer: int | None) -> list[Gap]:
        """Each branch of which nothing is covered by its uppermost; one for everything where it is all of them."""
        own = self.by_customer.get(customer or 0, Covered())
        whole = self.everybody.whole | own.whole
        part = (self.everybody.part - {None}) | own.part  # that everybody has somebody on call is no news
        if None in whole:
            return []
        is_free = {pk: not whole & set(lineage(pk, self.parents)) for pk in self.used}
        closed = {pk: is_free[pk] and all(is_free[below] for below in self.below(pk)) for pk in self.used}
        if all(closed.values()):
            return [Gap(None, gettext("Everything"), part=bool(part), below=len(closed))]
        return [
            Gap(pk, self.tree.path(pk), bool(part & {None, *self.line(pk)}), len(list(self.below(pk))))
            for pk in self.used
            if is_free[pk] and not closed.get(self.parents[pk] or 0)
        ]

    def line(self, pk: int) -> list[int]:
        return lineage(pk, self.parents)

    @cached_property
    def used(self) -> list[int]:
        return [pk for pk in self.tree.order if self.tree.nodes[pk].is_active]

    def below(self, pk: int) -> Iterator[int]:
        for node in self.tree.below[pk]:
            if node.is_active:
                yield node.pk
                yield from self.below(node.pk)


def customer_of(rule: Responsibility) -> int | None:
    if rule.equipment is not None:
        return rule.equipment.worksite.customer_id
    return rule.worksite.customer_id if rule.worksite else rule.customer_id


class CoverageView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "workflows/registers/coverage.html"
    page_title = _("What is not covered?")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("workflows.view_responsibility"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        rows = {"url": reverse("responsibilities:index"), "label": gettext("Responsibilities")}
        return [*self.breadcrumbs_items, rows, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = user_of(self.request)
        form = Narrow(self.request.GET)
        text = form.cleaned_data["q"] if form.is_valid() else ""
        customers = finding(Customer.objects.visible_to(user).active().order_by("name", "pk"), text, ["name", "number"])
        coverage = Coverage(CategoryTree(Category.objects.visible_to(user)))
        found = [
            {"pk": pk, "name": name, "gaps": gaps}
            for pk, name in customers.values_list("pk", "name")
            if (gaps := coverage.gaps(pk))
        ]
        page = Paginator(found, ROWS).get_page(self.request.GET.get("p"))
        may_add = allowed(user, "add", Responsibility)
        everybody = [gap for gap in coverage.gaps(None) if gap.category and not text and page.number == 1]
        for row in [{"pk": None, "gaps": everybody}, *page.object_list]:
            for gap in row["gaps"] if may_add else []:
                gap.url = add_url(row["pk"], gap.category)
        around = urlencode({"q": text}) if text else ""
        return (
            super().get_context_data(**kwargs)
            | {"form": form, "page": page, "around": around, "text": text}
            | {"everybody": everybody}
        )


def add_url(customer: int | None, category: int | None) -> str:
    """To a new rule, with both filled in; it comes back here."""
    given = {"customer": customer, "category": category, "next": reverse("coverage")}
    return f"{reverse('responsibilities:add')}?{urlencode({name: value for name, value in given.items() if value})}"

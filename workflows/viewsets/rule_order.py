"""The order of rules that are equally specific."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from workflows.category_tree import CategoryTree
from workflows.models import Responsibility
from workflows.moves import moved, touched_by
from workflows.rulebook import Rulebook
from workflows.viewsets.addresses import as_id
from workflows.viewsets.moves import carry_on, finish, has_looked, preview
from workflows.viewsets.register_views import VisibleMixin
from workflows.viewsets.rule_words import in_words


class RuleOrderView(VisibleMixin, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc]
    """Rows are dragged, or moved with their arrows.

    What is posted is the whole order that the person saw: rows that came or went meanwhile make her look once more.
    """

    model = Responsibility
    template_name = "workflows/registers/rule_order.html"
    header_icon = "order"
    page_title = gettext_lazy("Order of equal rules")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        rows = {"url": reverse("responsibilities:index"), "label": _("Responsibilities")}
        return [*self.breadcrumbs_items, rows, {"url": "", "label": str(self.page_title)}]

    @cached_property
    def rule(self) -> Responsibility:
        return get_object_or_404(self.reachable("change"), pk=self.kwargs["pk"])

    @cached_property
    def tied(self) -> dict[int, Responsibility]:
        related = self.visible().tied_with(self.rule)  # type: ignore[attr-defined]
        rows = related.select_related("customer", "worksite", "equipment", "category", "person", "team")
        return {row.pk: row for row in rows.order_by("order", "pk")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order: list[int] = kwargs.pop("order", list(self.tied))
        rows = [self.tied[pk] for pk in order]
        return super().get_context_data(**kwargs) | {"rows": rows, "about": in_words(self.rule, CategoryTree())}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        order = [number for text in request.POST.getlist("order") if (number := as_id(text)) is not None]
        if sorted(order) != sorted(self.tied):
            context = self.get_context_data(meanwhile=True)
            return self.render_to_response(context, status=409)
        for step, way in (("up", -1), ("down", 1)):
            if step in request.POST:
                return self.render_to_response(self.get_context_data(order=shifted(order, request.POST[step], way)))
        if "back" in request.POST:
            return self.render_to_response(self.get_context_data(order=order))
        return self.save(request, order)

    def save(self, request: HttpRequest, order: list[int]) -> HttpResponse:
        before = Rulebook.now()
        moves = moved(before, before.in_order(order), touched_by(self.rule))
        if not has_looked(request, moves):
            return preview(request, moves, self)
        with transaction.atomic():
            rows = list(Responsibility.objects.select_for_update().filter(pk__in=order).order_by("pk"))
            for row in rows:
                row.order = order.index(row.pk)
            Responsibility.objects.bulk_update(rows, ["order"])
            log(self.rule, "wagtail.edit", user=request.user)
            job = carry_on(request, moves)
        messages.success(request, _("The order is saved."))
        finish(request, job)
        return HttpResponseRedirect(reverse("responsibilities:index"))


def shifted(order: list[int], text: str, way: int) -> list[int]:
    """One row a place further up or down; at an end it stays."""
    number = as_id(text)
    if number not in order:
        return order
    place = order.index(number)
    to = min(max(place + way, 0), len(order) - 1)
    order.insert(to, order.pop(place))
    return order

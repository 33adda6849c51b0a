"""Notices that went out, wait, or were refused. Subjects only: the text holds the customer's own link."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet

from workflows.models import Case, Channel, Delivery
from workflows.paging import ROWS
from workflows.viewsets.filters import RegisterFilterSet
from workflows.viewsets.listing import Column, MomentColumn, RegisterPaginator, RelatedColumn, chip, finding

CHIPS = {Delivery.State.QUEUED: "waiting", Delivery.State.SENT: "done", Delivery.State.REFUSED: "late"}


class DeliveryFilters(RegisterFilterSet):
    channel = django_filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices, empty_label=_("All"))
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=Delivery.State.choices, empty_label=_("All"), widget=forms.RadioSelect
    )

    class Meta:
        model = Delivery
        fields: list[str] = []


def may_see_deliveries(request: HttpRequest) -> bool:
    return request.user.has_perm("workflows.manage_cases")


class DeliveryIndexView(generic.IndexView):
    any_permission_required = None
    paginator_class = RegisterPaginator
    results_template_name = "workflows/registers/index_results.html"
    page_title = _("Notices sent")
    show_export_buttons = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_deliveries(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet:
        rows = Delivery.objects.select_related("event__case").defer("text", "html", "event__case__search_text")
        if self.request.user.has_perm("workflows.see_all_cases"):
            return rows
        return rows.filter(event__case__in=Case.objects.visible_to(self.request.user))

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return finding(queryset, self.search_query, self.search_fields) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            MomentColumn("created_at", label=_("Made")),
            RelatedColumn("case", label=_("Case"), accessor="event.case", text=lambda case: case.number),
            Column("channel", label=_("Channel"), accessor="get_channel_display"),
            Column("address", label=_("To")),
            Column("subject", label=_("Subject"), classname="s-wrap"),
            Column("state", label=_("State"), accessor=self.state),
            MomentColumn("sent_at", label=_("Sent")),
        ]

    def state(self, delivery: Delivery) -> SafeString:
        shown = chip(delivery.get_state_display(), CHIPS[Delivery.State(delivery.state)])
        return format_html("{}<br>{}", shown, delivery.error[:200]) if delivery.error else shown


class DeliveryViewSet(ViewSet):
    icon = "mail"

    def get_urlpatterns(self) -> list[URLPattern]:
        options = {
            "model": Delivery,
            "index_url_name": self.get_url_name("index"),
            "index_results_url_name": self.get_url_name("index_results"),
            "search_fields": ["address", "subject"],
            "filterset_class": DeliveryFilters,
            "default_ordering": "-pk",
            "paginate_by": ROWS,
            "header_icon": self.icon,
        }
        return [
            path("", DeliveryIndexView.as_view(**options), name="index"),
            path("results/", DeliveryIndexView.as_view(**options, results_only=True), name="index_results"),
        ]


deliveries = DeliveryViewSet("deliveries")

from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn

from workflows.excel.notices import NotificationRuleResource
from workflows.models import Channel, NotificationRule, Occasion, Receiver
from workflows.viewsets.base import RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterIndexView


class NotificationRuleFilters(RegisterFilterSet):
    event = django_filters.ChoiceFilter(label=_("Event"), choices=Occasion.choices, empty_label=_("All"))
    receiver = django_filters.ChoiceFilter(label=_("Whom"), choices=Receiver.choices, empty_label=_("All"))
    channel = django_filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices, empty_label=_("All"))
    is_active = ActiveFilter()

    class Meta:
        model = NotificationRule
        fields: list[str] = []


class NotificationRuleIndexView(RegisterIndexView):
    """As a case goes through its events, the nearest to it first."""

    results_template_name = "workflows/registers/workflows/notificationrule/index_results.html"

    def _get_title_column(self, field_name: str, column_class: Any = None, **kwargs: Any) -> BaseColumn:
        column = super()._get_title_column(field_name)
        column.sort_key = None
        return column

    def get_valid_orderings(self) -> list[str]:
        return []

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        places = [in_order("event", Occasion), in_order("receiver", Receiver), in_order("channel", Channel)]
        return queryset.order_by(*places, "pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "nobody_is_told": not NotificationRule.objects.reaching_who_answers().exists(),
            "channels_missing": missing(),
        }


def missing() -> list[str]:
    """Channels that the settings leave out."""
    there = {Channel.SMS: settings.SMS_USER, Channel.PUSH: settings.PUSH_KEY}
    return [str(channel.label) for channel, is_there in there.items() if not is_there]


def in_order(name: str, choices: Any) -> Case:
    return Case(*[When(**{name: value}, then=Value(place)) for place, value in enumerate(choices.values)])


class NotificationRuleViewSet(RegisterViewSet):
    model = NotificationRule
    icon = "pick"
    index_view_class = NotificationRuleIndexView
    list_display = [
        "event",
        Column("receiver", label=_("Whom"), accessor="get_receiver_display"),
        Column("channel", label=_("Channel"), accessor="get_channel_display"),
        StateColumn(),
    ]
    filterset_class = NotificationRuleFilters
    resource_class = NotificationRuleResource
    inspect_view_fields = ["event", "receiver", "channel", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("event"), FieldPanel("channel")]),
                FieldPanel("receiver"),
                FieldPanel("is_active"),
            ],
            heading=_("Who is told of what"),
            help_text=_(
                "Whoever did it herself is not told, and somebody whom several rules mean is told once. "
                "Each person may turn channels off for herself."
            ),
        )
    ]


notification_rules = NotificationRuleViewSet("notification_rules", url_prefix="notification-rules")

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from workflows.errands import Permanent
from workflows.excel.notices import WebhookEndpointResource
from workflows.models import WebhookEndpoint
from workflows.notifications.outgoing import split
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet
from workflows.viewsets.listing import Column, StateColumn

SHORTEST_SECRET = 20


class WebhookEndpointFilters(RegisterFilterSet):
    is_active = ActiveFilter()

    class Meta:
        model = WebhookEndpoint
        fields: list[str] = []


class WebhookEndpointForm(RegisterForm):
    """What the address itself says is refused here; what its name means, each time that it is called."""

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        try:
            split(url)
        except Permanent as error:
            self.add_error("url", str(error))
        return url

    def clean_secret(self) -> str:
        secret = str(self.cleaned_data["secret"])
        if len(secret) < SHORTEST_SECRET:
            self.add_error("secret", _("At least %(length)d characters.") % {"length": SHORTEST_SECRET})
        return secret


class WebhookEndpointViewSet(RegisterViewSet):
    model = WebhookEndpoint
    icon = "link-external"
    list_display = ["name", Column("url", label=_("Address")), StateColumn()]
    ordering = ["name"]
    search_fields = ["name", "url"]
    filterset_class = WebhookEndpointFilters
    resource_class = WebhookEndpointResource
    form_class = WebhookEndpointForm
    inspect_view_fields = ["name", "url", "is_active"]
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("url"), FieldPanel("secret"), FieldPanel("is_active")],
            heading=_("Webhook"),
            help_text=_(
                "It is told of what the notification rules send to other systems: event, number, status and address of "
                "the case, no names and no texts. X-Serva-Signature is v1= and the HMAC-SHA256 of "
                "X-Serva-Timestamp, a full stop and the body."
            ),
        )
    ]


webhook_endpoints = WebhookEndpointViewSet("webhook_endpoints", url_prefix="webhooks")

"""How people are told, as tables. They go out only: each is decided one at a time."""

from django.utils.translation import gettext_lazy as _

from workflows.excel.base import RegisterResource
from workflows.excel.columns import Column
from workflows.excel.widgets import Choice, YesNo
from workflows.models import (
    Audience,
    Channel,
    NotificationRule,
    NotificationTemplate,
    Occasion,
    Receiver,
    WebhookEndpoint,
)


class NotificationRuleResource(RegisterResource):
    event = Column("event", _("event"), Choice(Occasion))
    receiver = Column("receiver", _("whom"), Choice(Receiver))
    channel = Column("channel", _("channel"), Choice(Channel))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = NotificationRule
        import_id_fields = ["event", "receiver", "channel"]
        fields = ["event", "receiver", "channel", "is_active"]


class NotificationTemplateResource(RegisterResource):
    event = Column("event", _("event"), Choice(Occasion))
    audience = Column("audience", _("to"), Choice(Audience))
    subject_sv = Column("subject_sv", _("subject in Swedish"))
    body_sv = Column("body_sv", _("text in Swedish"))
    short_sv = Column("short_sv", _("short text in Swedish"))
    subject_en = Column("subject_en", _("subject in English"))
    body_en = Column("body_en", _("text in English"))
    short_en = Column("short_en", _("short text in English"))

    class Meta:
        model = NotificationTemplate
        import_id_fields = ["event", "audience"]
        fields = ["event", "audience", "subject_sv", "body_sv", "short_sv", "subject_en", "body_en", "short_en"]


class WebhookEndpointResource(RegisterResource):
    """Without the secrets: a file goes further than the screen."""

    name = Column("name", _("name"))
    url = Column("url", _("address"))
    is_active = Column("is_active", _("active"), YesNo())

    class Meta:
        model = WebhookEndpoint
        import_id_fields = ["name"]
        fields = ["name", "url", "is_active"]

"""What the demo's people find under their bells."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from workflows.models import CaseEvent, Channel, Delivery, NotificationRule
from workflows.models.notification_rule import TOLD_KINDS
from workflows.notifications.deliver import plan

DAYS = 4


@transaction.atomic
def ring_bells(now: datetime) -> None:
    """The last days' events ring; what is older than a day has been read. Nobody is mailed about the demo's past."""
    silent = list(NotificationRule.objects.active().exclude(channel=Channel.BELL))
    NotificationRule.objects.filter(pk__in=[rule.pk for rule in silent]).update(is_active=False)
    lately = CaseEvent.objects.filter(kind__in=TOLD_KINDS, at__gte=now - timedelta(days=DAYS), at__lte=now)
    for event in lately.order_by("at", "pk"):
        plan(event.pk)
    NotificationRule.objects.filter(pk__in=[rule.pk for rule in silent]).update(is_active=True)
    rung = Delivery.objects.filter(channel=Channel.BELL).select_related("event")
    for delivery in rung:
        delivery.created_at = delivery.sent_at = delivery.event.at
    Delivery.objects.bulk_update(rung, ["created_at", "sent_at"])
    Delivery.objects.filter(created_at__lt=now - timedelta(days=1)).update(read_at=F("created_at"))

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.models.case_event import CaseEvent


class Delivery(models.Model):
    """One notice to one person over one channel, a row before it is sent; its outcome is written back."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused")

    event = models.ForeignKey(CaseEvent, models.PROTECT, related_name="deliveries")
    recipient_key = models.CharField(max_length=120)
    channel = models.CharField(max_length=20)
    address = models.CharField(_("address"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient_key", "channel"], name="delivery_once_per_event_person_channel"
            ),
            models.CheckConstraint(condition=~models.Q(recipient_key=""), name="delivery_has_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"

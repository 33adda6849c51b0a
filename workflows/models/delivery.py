from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.case_event import CaseEvent
from workflows.models.notification_rule import Channel

MOST_COUNTED = 100
COUNT_UNREAD = """
    SELECT COUNT(*) FROM (
        SELECT id FROM workflows_delivery WHERE channel = 'bell' AND user_id = %s AND read_at IS NULL LIMIT %s
    ) AS unread
"""


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def bell_of(self, user: User) -> Self:
        return self.filter(user=user, channel=Channel.BELL)

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def count_unread(self, user: User) -> int:
        """At most MOST_COUNTED: one query, in an index that finds what is unread at once.

        Every page of who is logged in asks, hence in SQL, as `bell_of(user).unread()` says it.
        """
        with connection.cursor() as cursor:
            cursor.execute(COUNT_UNREAD, [user.pk, MOST_COUNTED])
            return int(cursor.fetchone()[0])


class NoticeDigest(models.Model):
    """Notices of one person that go out as one mail. Open until it is due: nothing is added to a closed one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("gathered notices")
        verbose_name_plural = _("gathered notices")
        constraints = [models.UniqueConstraint(fields=["user", "due_at"], name="digest_once_per_person_and_time")]

    def __str__(self) -> str:
        return f"{self.user} {self.due_at}"

    @property
    def message_id(self) -> str:
        return f"digest-{self.pk}"


class Delivery(models.Model):
    """One notice to one person over one channel, a row before it is sent; its outcome is written back.

    `user` is the person's log-in, if she has one: whose bell it rings, and whose quiet hours hold it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting to be sent")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused")

    event = models.ForeignKey(CaseEvent, models.PROTECT, related_name="deliveries")
    recipient_key = models.CharField(max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel)
    address = models.CharField(_("address"), max_length=254)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    short = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    is_urgent = models.BooleanField(default=False)
    digest = models.ForeignKey(NoticeDigest, models.PROTECT, null=True, blank=True, related_name="deliveries")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient_key", "channel"], name="delivery_once_per_event_person_channel"
            ),
            models.CheckConstraint(condition=~Q(recipient_key=""), name="delivery_has_recipient"),
        ]
        indexes = [
            models.Index(fields=["user", "read_at"], condition=Q(channel="bell"), name="delivery_unread"),
            models.Index(fields=["user", "-id"], condition=Q(channel="bell"), name="delivery_bell"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.subject}"

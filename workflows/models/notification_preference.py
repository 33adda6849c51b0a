from datetime import datetime, time, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User


class NotificationPreferenceQuerySet(models.QuerySet["NotificationPreference"]):
    def of(self, user: User) -> "NotificationPreference":
        """What she chose; as everybody has it while she has chosen nothing (then not saved)."""
        return self.filter(user=user).first() or NotificationPreference(user=user)

    def visible_to(self, user: User) -> Self:
        return self.filter(user=user)


def first_digest_at() -> time:
    """Not a fixed default: Django takes one for a mistake during the seconds around that very time."""
    return time(7, 0)


class NotificationPreference(models.Model):
    """How one person wants to be told. The rules say of what, and over which channels at all."""

    class Digest(models.TextChoices):
        AT_ONCE = "", gettext_lazy("Each one at once")
        HOURLY = "hourly", gettext_lazy("Gathered, once an hour")
        DAILY = "daily", gettext_lazy("Gathered, once a day")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_preference", editable=False
    )
    email = models.BooleanField(gettext_lazy("By e-mail"), default=True)
    sms = models.BooleanField(pgettext_lazy("channel", "By SMS"), default=True)
    push = models.BooleanField(gettext_lazy("On phones and browsers where I turned it on"), default=True)
    quiet_from = models.TimeField(gettext_lazy("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(gettext_lazy("Quiet until"), null=True, blank=True)
    digest = models.CharField(gettext_lazy("Mails"), max_length=8, choices=Digest, default=Digest.AT_ONCE, blank=True)
    digest_at = models.TimeField(gettext_lazy("Once a day at"), default=first_digest_at)

    objects = NotificationPreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("choice of notices")
        verbose_name_plural = gettext_lazy("choices of notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="preference_quiet_hours_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    def clean(self) -> None:
        if (self.quiet_from is None) != (self.quiet_until is None):
            missing = "quiet_from" if self.quiet_from is None else "quiet_until"
            raise ValidationError({missing: _("Give both times, or neither.")})
        if self.quiet_from is not None and self.quiet_from == self.quiet_until:
            raise ValidationError({"quiet_until": _("The quiet hours must end at another time than they begin.")})

    def wants(self, channel: str) -> bool:
        """The bell and webhooks are nobody's choice."""
        return bool(getattr(self, channel)) if channel in ("email", "sms", "push") else True

    def heard_at(self, now: datetime) -> datetime:
        """`now`, or when the quiet hours that it lies in end, by the company's clock, also when that is put on."""
        if self.quiet_from is None or self.quiet_until is None:
            return now
        here = timezone.localtime(now)
        begin, end, clock = self.quiet_from, self.quiet_until, here.time()
        if begin < end:
            is_quiet, days = begin <= clock < end, 0
        else:
            is_quiet, days = clock >= begin or clock < end, int(clock >= begin)
        return moment(here, days, end) if is_quiet else now

    def digest_due(self, now: datetime) -> datetime:
        """When what is gathered from `now` on goes out."""
        here = timezone.localtime(now)
        if self.digest == self.Digest.HOURLY:
            due = here.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        else:
            due = moment(here, int(here.time() >= self.digest_at), self.digest_at)
        return self.heard_at(due)


def moment(here: datetime, days: int, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(here.date() + timedelta(days=days), clock))


class PushSubscription(models.Model):
    """A browser in which somebody turned notices on. Its endpoint is the push service's address for it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    device = models.CharField(max_length=80, blank=True)
    session = models.CharField(max_length=64, blank=True, db_index=True, help_text="SHA-256 of the log-in's key.")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("phone or browser with notices")
        verbose_name_plural = gettext_lazy("phones and browsers with notices")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.device or str(self.pk)

    def as_subscription(self) -> dict[str, Any]:
        return {"endpoint": self.endpoint, "keys": {"p256dh": self.p256dh, "auth": self.auth}}

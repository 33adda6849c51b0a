from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ErrandQuerySet(models.QuerySet["Errand"]):
    def waiting(self) -> Self:
        return self.filter(done_at=None, gave_up_at=None)

    def due(self, now: datetime | None = None) -> Self:
        """To be done now: due, and not leased to a worker that may still be alive."""
        now = now or timezone.now()
        return self.waiting().filter(Q(leased_until=None) | Q(leased_until__lt=now), due_at__lte=now)

    def late(self, now: datetime, patience: timedelta) -> Self:
        """Should have been done that long ago, tried in vain or not; nobody is at it just now."""
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        return self.waiting().filter(free, wanted_at__lt=now - patience)

    def given_up(self) -> Self:
        return self.filter(gave_up_at__isnull=False, done_at=None)


class Errand(models.Model):
    """Something to be done later, at least once. The row is the truth; Huey only wakes somebody.

    `wanted_at` is when it should have been done, `due_at` when it is tried next. `tries` counts those since it was
    asked for (or sent again by hand) and decides the wait; `attempts` only grows, and tells one lease from the next.
    """

    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(max_length=120, unique=True)
    subject_id = models.BigIntegerField()
    wanted_at = models.DateTimeField(_("wanted"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    gave_up_at = models.DateTimeField(_("gave up"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("errand")
        verbose_name_plural = _("errands")
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None, gave_up_at=None), name="errand_waiting"),
            models.Index(fields=["wanted_at"], condition=Q(done_at=None, gave_up_at=None), name="errand_wanted"),
            models.Index(fields=["-gave_up_at", "-id"], condition=Q(gave_up_at__isnull=False), name="errand_given_up"),
        ]

    def __str__(self) -> str:
        return self.key

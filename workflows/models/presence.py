from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.case import Case
from workflows.models.worksite import Worksite


class PresenceQuerySet(models.QuerySet["Presence"]):
    def visible_to(self, user: User) -> Self:
        """Her own, those on cases that she sees, and to the office all. Never a customer's: it is about staff."""
        if not user.is_authenticated or not user.is_active or not user.is_staff:
            return self.none()
        if user.has_perm("workflows.see_all_cases"):
            return self
        return self.filter(Q(person=user) | Q(case__in=Case.objects.visible_to(user)))


class Presence(models.Model):
    """Somebody of the staff was at a worksite: proof for the customer's invoice, and no more than that needs.

    The position is there only when she ticked it herself, and is forgotten by `forget_positions`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    worksite = models.ForeignKey(Worksite, models.PROTECT, related_name="presences", verbose_name=_("worksite"))
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="presences", verbose_name=_("case"))
    at = models.DateTimeField(_("time"), default=timezone.now)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=5, null=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True)
    accuracy = models.PositiveIntegerField(_("accuracy in metres"), null=True)
    scanned = models.CharField(_("scanned label"), max_length=8, blank=True)
    key = models.CharField(max_length=64, unique=True, editable=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None, accuracy=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="presence_position_whole",
            )
        ]
        indexes = [models.Index(fields=["worksite", "-at"], name="presence_worksite_at")]

    def __str__(self) -> str:
        return f"{self.person}, {self.worksite}"

    @property
    def has_position(self) -> bool:
        return self.latitude is not None

import secrets
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.models.case import Case


def new_token() -> str:
    """128 random bits, 22 characters that are safe in a URL."""
    return secrets.token_urlsafe(16)


class CaseLinkQuerySet(models.QuerySet["CaseLink"]):
    def valid(self) -> Self:
        return self.filter(revoked_at=None)


class CaseLink(models.Model):
    """The key to one case for somebody without log-in. Revocable; opens nothing else."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    name = models.CharField(_("holder"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-case link")
        verbose_name_plural = _("one-case links")

    def __str__(self) -> str:
        return f"{self.case_id} {self.name}"

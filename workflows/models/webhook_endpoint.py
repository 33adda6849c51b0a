import secrets
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_webhookendpoint") else self.none()


class WebhookEndpoint(models.Model):
    """Another system that is told of events; what it gets is signed with its secret."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    url = models.CharField(_("address"), max_length=500, help_text=_("https://, reachable from here."))
    secret = models.CharField(
        _("secret"),
        max_length=64,
        default=new_secret,
        help_text=_("Known to both sides; the other system checks the signature with it."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.models.case import Case


class MessageQuerySet(models.QuerySet["Message"]):
    def public(self) -> Self:
        return self.filter(visibility=Message.Visibility.PUBLIC)


class Message(models.Model):
    """What customer or staff add to the case. An internal one is never shown to, nor mailed to, the customer."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("to the customer")
        INTERNAL = "internal", _("internal note")

    case = models.ForeignKey(Case, models.PROTECT, related_name="messages")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey("workflows.Contact", models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    body = models.TextField(_("message"), blank=True)
    key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 (null: not unique among those without)
    written_at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.body[:60]}"

    @property
    def is_internal(self) -> bool:
        return self.visibility == self.Visibility.INTERNAL

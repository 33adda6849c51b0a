import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models import UsedArticle
from workflows.models.attachment import private_storage


class ExportBatchQuerySet(models.QuerySet["ExportBatch"]):
    def visible_to(self, user: User) -> Self:
        """A batch holds articles of all cases: only for those who see them all."""
        seen = user.has_perms(["reports.view_exportbatch", "workflows.see_money", "workflows.see_all_cases"])
        return self if seen else self.none()


def random_name(instance: "ExportBatch", filename: str) -> str:
    return f"export/{secrets.token_hex(16)}.xlsx"


class ExportBatch(models.Model):
    """Used articles that left together in one file, so that the next file does not hold them again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    by_name = models.CharField(_("by"), max_length=120)
    made_at = models.DateTimeField(_("exported on"), default=timezone.now)
    filters = models.JSONField(_("chosen by"), default=dict)
    count = models.PositiveIntegerField(_("lines"), default=0)
    file = models.FileField(storage=private_storage, upload_to=random_name, blank=True)
    undone_at = models.DateTimeField(_("taken back on"), null=True, blank=True)
    undone_by = models.CharField(_("taken back by"), max_length=120, blank=True)

    objects = ExportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("export_used_articles", _("Can mark used articles as exported"))]

    def __str__(self) -> str:
        return _("Export %(number)d") % {"number": self.pk}


class ExportLine(models.Model):
    """`live` until the batch is taken back: a used article is in one live line at most."""

    batch = models.ForeignKey(ExportBatch, models.PROTECT, related_name="lines")
    used_article = models.ForeignKey(UsedArticle, models.PROTECT, related_name="export_lines")
    live = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("export line")
        verbose_name_plural = _("export lines")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["used_article"], condition=Q(live=True), name="export_line_live_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.used_article_id}"

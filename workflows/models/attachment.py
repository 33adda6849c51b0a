import secrets
from pathlib import Path
from typing import Self

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.models.case import Case
from workflows.models.message import Message


class PrivateStorage(FileSystemStorage):
    """Files that no web server serves by itself: only `workflows.serving` reads them."""

    @property
    def base_location(self) -> str:  # type: ignore[override]
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:  # type: ignore[override]
        return str(Path(settings.PRIVATE_ROOT).absolute())

    @property
    def base_url(self) -> None:  # type: ignore[override]
        return None


def private_storage() -> PrivateStorage:
    return PrivateStorage(file_permissions_mode=0o600)


def random_name(instance: "Attachment", filename: str) -> str:
    """`case/ab/<128 random bits><ending>`; `filename` gives only the ending, which our own code chose."""
    token = secrets.token_hex(16)
    ending = filename.rpartition(".")[2]
    return f"case/{token[:2]}/{token}.{ending}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def public(self) -> Self:
        return self.filter(is_public=True)


class Attachment(models.Model):
    """A picture (re-encoded by us), or a PDF or other document of a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="attachments")
    file = models.FileField(storage=private_storage, upload_to=random_name)
    thumbnail = models.FileField(storage=private_storage, upload_to=random_name, blank=True)
    name = models.CharField(_("file name"), max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    is_public = models.BooleanField(default=True)
    by_staff = models.BooleanField(default=False)
    by_name = models.CharField(max_length=120)
    added_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return bool(self.thumbnail)

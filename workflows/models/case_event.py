from typing import Any, NoReturn, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows.models.case import Case


class EventKind(models.TextChoices):
    OPENED = "opened", _("Case opened")
    ASSIGNED = "assigned", _("Assigned")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    STARTED = "started", _("Work started")
    PAUSED = "paused", _("Waiting")
    RESUMED = "resumed", _("Work resumed")
    FINISHED = "finished", _("Work done")
    CLOSED = "closed", _("Case closed")
    REOPENED = "reopened", _("Reopened")
    CANCELLED = "cancelled", _("Cancelled")
    STAGE_SET = "stage_set", _("Stage changed")
    EDITED = "edited", _("Details changed")
    MESSAGE = "message", _("Message")
    NOTE = "note", _("Internal note")
    ATTACHED = "attached", _("Files added")
    ARTICLE_USED = "article_used", _("Article used")
    ARTICLE_REMOVED = "article_removed", _("Article removed")
    NOTHING_USED = "nothing_used", _("Nothing used")
    CHECKLIST = "checklist", _("Checklist answered")
    PRESENT = "present", _("At the worksite")
    APPROVED = "approved", _("Approved by the customer")
    ESCALATED = "escalated", _("Escalated")
    ORDERED = "ordered", _("Order to the ERP")


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("The history of a case is append-only.")

    def delete(self) -> NoReturn:
        raise TypeError("The history of a case is append-only.")


class CaseEvent(models.Model):
    """One row of a case's history, written with the change it tells of. Append-only, gap-free by `sequence` from 1."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EventKind)
    at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey("workflows.Contact", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    via = models.CharField(max_length=12)
    is_public = models.BooleanField(default=True)
    message = models.OneToOneField("workflows.Message", models.PROTECT, null=True, related_name="event")
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history")
        ordering = ["case", "sequence"]
        constraints = [models.UniqueConstraint(fields=["case", "sequence"], name="event_sequence_once")]
        indexes = [models.Index(fields=["kind", "at"], name="event_kind_at")]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("The history of a case is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("The history of a case is append-only.")

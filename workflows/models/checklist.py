"""Checklists: what an administrator writes, what it was when somebody answered it, and the answers of a case."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from accounts.models import User
from workflows.models.bilingual import Bilingual
from workflows.models.category import Category


class ChecklistTemplateQuerySet(models.QuerySet["ChecklistTemplate"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_checklisttemplate") else self.none()


class ChecklistTemplate(ClusterableModel):
    """A checklist as it is kept now. Cases are answered by its versions (`ChecklistVersion`)."""

    name_sv = models.CharField(gettext_lazy("name in Swedish"), max_length=80, unique=True)
    name_en = models.CharField(gettext_lazy("name in English"), max_length=80, blank=True)
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("category"),
        help_text=gettext_lazy("Offered on cases of it and of those below it. Leave it empty for all cases."),
    )
    is_active = models.BooleanField(gettext_lazy("active"), default=True)

    name = Bilingual("name")
    objects = ChecklistTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("checklist")
        verbose_name_plural = gettext_lazy("checklists")
        ordering = ["name_sv", "pk"]

    def __str__(self) -> str:
        return self.name


class ChecklistItem(Orderable):
    """One point of a checklist."""

    class Kind(models.TextChoices):
        CHECK = "check", gettext_lazy("OK, not OK or not applicable")
        NUMBER = "number", gettext_lazy("a measured value")
        TEXT = "text", gettext_lazy("words")

    template = ParentalKey(ChecklistTemplate, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(gettext_lazy("kind of answer"), max_length=8, choices=Kind, default=Kind.CHECK)
    label_sv = models.CharField(gettext_lazy("point"), max_length=200)
    label_en = models.CharField(gettext_lazy("point in English"), max_length=200, blank=True)
    is_required = models.BooleanField(gettext_lazy("must be answered"), default=True)
    unit = models.CharField(gettext_lazy("unit"), max_length=12, blank=True)
    lowest = models.DecimalField(gettext_lazy("at least"), max_digits=10, decimal_places=3, null=True, blank=True)
    highest = models.DecimalField(gettext_lazy("at most"), max_digits=10, decimal_places=3, null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("label_sv"), FieldPanel("label_en")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_required")]),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("lowest"), FieldPanel("highest")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = gettext_lazy("point")
        verbose_name_plural = gettext_lazy("points")
        constraints = [
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(lowest__lte=F("highest")), name="checklist_item_bounds"
            ),
            models.CheckConstraint(
                condition=Q(kind="number") | Q(unit="", lowest=None, highest=None), name="checklist_item_measures"
            ),
        ]

    def __str__(self) -> str:
        return self.label_sv

    def clean(self) -> None:
        if self.kind != self.Kind.NUMBER and (self.unit or self.lowest is not None or self.highest is not None):
            raise ValidationError({"kind": _("A unit and bounds belong to a measured value.")})
        if self.lowest is not None and self.highest is not None and self.lowest > self.highest:
            raise ValidationError({"highest": _("The highest value is below the lowest.")})

    def as_kept(self) -> dict[str, Any]:
        """For a version; `key` ties a point to itself over versions."""
        return {
            "key": str(self.pk),
            "kind": self.kind,
            "label": {"sv": self.label_sv, "en": self.label_en or self.label_sv},
            "is_required": self.is_required,
            "unit": self.unit,
            "lowest": plain(self.lowest),
            "highest": plain(self.highest),
        }


def plain(value: Any) -> str | None:
    """A number as text without empty decimals: JSON's own numbers are no decimals."""
    if value is None:
        return None
    text = f"{value:.3f}"
    return text.rstrip("0").rstrip(".")


class ChecklistVersion(models.Model):
    """A checklist as it was from some day on. Never changed: answers refer to it."""

    template = models.ForeignKey(ChecklistTemplate, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    items = models.JSONField(encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("version of a checklist")
        verbose_name_plural = gettext_lazy("versions of checklists")
        ordering = ["template", "-number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="checklist_version_once")]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A version of a checklist is never changed.")
        super().save(*args, **kwargs)


class FilledChecklist(models.Model):
    """The answers of one case to one checklist, with the words they were given to.

    `revision` is what a person saw when she saves: two people never overwrite each other.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="checklists")
    template = models.ForeignKey(ChecklistTemplate, models.PROTECT, related_name="filled")
    version = models.ForeignKey(ChecklistVersion, models.PROTECT, related_name="filled")
    name_sv = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    answers = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    is_complete = models.BooleanField(default=False)
    deviations = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    saved_at = models.DateTimeField(default=timezone.now)

    name = Bilingual("name")

    class Meta:
        verbose_name = gettext_lazy("answered checklist")
        verbose_name_plural = gettext_lazy("answered checklists")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "template"], name="checklist_once_a_case")]

    def __str__(self) -> str:
        return self.name

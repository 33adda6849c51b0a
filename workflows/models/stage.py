from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.bilingual import Bilingual
from workflows.models.category import Category
from workflows.models.standing import OPEN, Status


class StageQuerySet(models.QuerySet["Stage"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_stage") else self.none()


class Stage(models.Model):
    """What an open case waits for or has come to, in the company's own words; it rests on one status."""

    class Colour(models.TextChoices):
        """Each is a pair of wash and ink in case.css, for light and for dark."""

        AMBER = "amber", _("amber")
        BLUE = "blue", _("blue")
        TEAL = "teal", _("teal")
        VIOLET = "violet", _("violet")
        GREEN = "green", _("green")
        RED = "red", _("red")
        GREY = "grey", _("grey")

    name_sv = models.CharField(_("name in Swedish"), max_length=40)
    name_en = models.CharField(_("name in English"), max_length=40, blank=True)
    status = models.CharField(
        _("rests on the status"),
        max_length=12,
        choices=[(status.value, status.label) for status in Status if status in OPEN],
        default=Status.WAITING.value,
        help_text=_("A case in this stage has this status. Whoever changes the status takes it out of the stage."),
    )
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stages",
        verbose_name=_("category"),
        help_text=_("Those below it count. Leave it empty for all cases."),
    )
    colour = models.CharField(_("colour"), max_length=8, choices=Colour, default=Colour.VIOLET)
    customer_text_sv = models.CharField(
        _("the customer reads, in Swedish"),
        max_length=60,
        blank=True,
        help_text=_("In place of the status. Leave it empty, and the customer sees nothing of the stage."),
    )
    customer_text_en = models.CharField(_("the customer reads, in English"), max_length=60, blank=True)
    stops_clock = models.BooleanField(
        _("stops the clock"),
        default=False,
        help_text=_("The time to finish by moves by the working time that the case stands here."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)

    name = Bilingual("name")
    customer_text = Bilingual("customer_text")
    objects = StageQuerySet.as_manager()

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["order", "name_sv", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["category", "name_sv"], name="stage_name_once"),
            models.UniqueConstraint(
                fields=["name_sv"], condition=Q(category=None), name="stage_name_once_for_all_categories"
            ),
            models.CheckConstraint(condition=Q(status__in=OPEN), name="stage_rests_on_open_status"),
            models.CheckConstraint(
                condition=~Q(status=Status.ASSIGNED) | Q(stops_clock=False), name="stage_unacknowledged_runs"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A case that stands here keeps its status, whatever the stage would rest on from now on."""
        if self.status == Status.ASSIGNED and self.stops_clock:
            raise ValidationError(
                {"stops_clock": _("The clock of a case that nobody has acknowledged cannot be stopped.")}
            )
        before = Stage.objects.filter(pk=self.pk).values_list("status", flat=True).first() if self.pk else None
        if before not in (None, self.status) and self.cases.exists():
            raise ValidationError(
                {"status": _("Cases stand in this stage. Make a new one, and put this one out of use.")}
            )

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows.models.category import Category
from workflows.models.checklist import ChecklistTemplate


class GateQuerySet(models.QuerySet["Gate"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_gate") else self.none()


class Gate(models.Model):
    """What must be there before cases of a category are finished, or closed."""

    class Verb(models.TextChoices):
        FINISH = "finish", gettext_lazy("before the work is marked as done")
        CLOSE = "close", gettext_lazy("before the case is closed")

    class Requires(models.TextChoices):
        """How each is looked for: `ASKED` in workflows/gates.py."""

        ARTICLE = "article", gettext_lazy("an article, or “nothing used”")
        PHOTO = "photo", gettext_lazy("a photo from us")
        MESSAGE = "message", gettext_lazy("a message to the customer")
        CHECKLIST = "checklist", gettext_lazy("a checklist, answered")

    verb = models.CharField(gettext_lazy("when"), max_length=8, choices=Verb, default=Verb.FINISH)
    requires = models.CharField(gettext_lazy("what must be there"), max_length=12, choices=Requires)
    checklist = models.ForeignKey(
        ChecklistTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gates",
        verbose_name=gettext_lazy("which checklist"),
    )
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="gates",
        verbose_name=gettext_lazy("category"),
        help_text=gettext_lazy("Those below it count. Leave it empty for all cases."),
    )
    is_active = models.BooleanField(gettext_lazy("active"), default=True)

    objects = GateQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("gate")
        verbose_name_plural = gettext_lazy("gates")
        ordering = ["category__name_sv", "verb", "requires", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(requires="checklist", checklist__isnull=False)
                | (~Q(requires="checklist") & Q(checklist=None)),
                name="gate_names_its_checklist",
            ),
            models.UniqueConstraint(
                fields=["category", "verb", "requires"], condition=Q(checklist=None), name="gate_once"
            ),
            models.UniqueConstraint(
                fields=["verb", "requires"], condition=Q(checklist=None, category=None), name="gate_once_for_all"
            ),
            models.UniqueConstraint(fields=["category", "verb", "checklist"], name="gate_checklist_once"),
            models.UniqueConstraint(
                fields=["verb", "checklist"], condition=Q(category=None), name="gate_checklist_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        what = str(self.checklist) if self.checklist else self.get_requires_display()
        return f"{self.category or _('All cases')}: {what}"

    def clean(self) -> None:
        if self.requires == self.Requires.CHECKLIST and self.checklist is None:
            raise ValidationError({"checklist": _("Say which checklist.")})
        if self.requires != self.Requires.CHECKLIST and self.checklist is not None:
            raise ValidationError({"checklist": _("Leave it empty, or choose that a checklist must be there.")})

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from forms.models.conditional import Conditional
from forms.models.intake_kind import IntakeKind
from forms.widgets.conditions import CONDITION_PANELS
from workflows.models import Category, Priority

SAYS_SOMETHING = ~Q(kind="") | Q(category__isnull=False) | Q(priority__isnull=False) | ~Q(title_pattern="")


class Outcome(Conditional, Orderable):
    """What answers make of the case: other than what the form says, or a further case beside it.

    Of those that change the case and count, the first that names a thing (its category, say) decides that thing.
    """

    class What(models.TextChoices):
        CHANGES = "changes", pgettext_lazy("outcome", "The case is changed")
        FURTHER = "further", pgettext_lazy("outcome", "A further case is opened")

    page = ParentalKey("intake.IntakeFormPage", on_delete=models.CASCADE, related_name="outcomes")
    what = models.CharField(_("what happens"), max_length=8, choices=What, default=What.CHANGES)
    kind = models.CharField(_("kind of case"), max_length=12, choices=IntakeKind, blank=True)
    category = models.ForeignKey(
        Category,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("category"),
        limit_choices_to={"is_active": True},
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, null=True, blank=True)
    title_pattern = models.CharField(_("title"), max_length=200, blank=True)

    panels = [
        FieldPanel("what"),
        *CONDITION_PANELS,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("category")]),
        FieldRowPanel([FieldPanel("priority"), FieldPanel("title_pattern")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [models.CheckConstraint(condition=SAYS_SOMETHING, name="outcome_says_something")]

    def __str__(self) -> str:
        return self.get_what_display()

    def clean(self) -> None:
        super().clean()
        if not self.says_something:
            raise ValidationError(_("This outcome changes nothing. Choose kind, category, priority or title."))

    @property
    def says_something(self) -> bool:
        return bool(self.kind or self.category_id or self.priority is not None or self.title_pattern)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **options: bool) -> "Outcome | None":
        """From a page's revision. None, so that the row is left out, where its category alone was named and is gone."""
        outcome: Outcome | None = model_from_serializable_data(cls, data, **options)
        return outcome if outcome is not None and outcome.says_something else None


@receiver(pre_delete, sender=Category)
def delete_what_names_it_alone(instance: Category, **kwargs: Any) -> None:
    """Without the category these would change nothing, which the database refuses."""
    alone = Outcome.objects.filter(category=instance, kind="", priority=None, title_pattern="")
    alone.delete()

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from forms.models.conditional import Conditional
from forms.models.intake_kind import IntakeKind
from forms.widgets.conditions import CONDITION_PANELS
from workflows.models import Category, Priority


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
        FieldRowPanel([FieldPanel("kind"), FieldPanel("category"), FieldPanel("priority")]),
        FieldPanel("title_pattern"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return self.get_what_display()

    def clean(self) -> None:
        super().clean()
        if not (self.kind or self.category_id or self.priority is not None or self.title_pattern):
            raise ValidationError(_("This outcome changes nothing. Choose kind, category, priority or title."))

"""What counts only when other answers match: a question, a section, a stop, an outcome."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forms.conditions import Answers, Condition, hold, read


class Match(models.TextChoices):
    ALL = "all", pgettext_lazy("conditions", "All of these")
    ANY = "any", pgettext_lazy("conditions", "One of these")


class Conditional(models.Model):
    match = models.CharField(gettext_lazy("counts when"), max_length=3, choices=Match, default=Match.ALL)
    conditions = models.JSONField(
        gettext_lazy("conditions"),
        default=list,
        blank=True,
        help_text=gettext_lazy("Without any, it always counts."),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        try:
            self.conditions = [one._asdict() for one in read(self.conditions)]
        except ValueError:
            raise ValidationError({"conditions": _("These conditions cannot be read.")}) from None

    @cached_property
    def compared(self) -> list[Condition]:
        return read(self.conditions)

    def counts(self, answers: Answers) -> bool:
        return hold(self.compared, self.match, answers)

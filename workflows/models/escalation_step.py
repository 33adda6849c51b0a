from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.fields import ParentalKey

from workflows.models.service_level import ServiceLevel
from workflows.models.time_fields import AllowedField, allowed_text


class What(models.TextChoices):
    """What happens, in this order where two come at the same moment. The last two are what a team's rule says."""

    REMIND = "remind", gettext_lazy("remind who answers for the case")
    TELL_LEADER = "tell_leader", gettext_lazy("tell the team's leader")
    HAND_BACK = "hand_back", gettext_lazy("hand the case back to the team")
    RAISE_PRIORITY = "raise_priority", gettext_lazy("raise the priority")
    TELL_OFFICE = "tell_office", gettext_lazy("tell the office")
    RETURN = "return", gettext_lazy("back to the team")
    GO_UP = "go_up", gettext_lazy("on to the team's leader")


OF_STEPS = [What.REMIND, What.TELL_LEADER, What.HAND_BACK, What.RAISE_PRIORITY, What.TELL_OFFICE]


class OffsetField(AllowedField):
    """Working time from a moment, in minutes; 0 is the moment itself."""

    default_validators = [AllowedField.at_most]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": False, "blank": False} | kwargs)


class EscalationStep(models.Model):
    """One step of a service level's ladder: so much working time before or after a due time, this happens.

    `since`: it says nothing about moments before that, or a new step would happen at once to all that is late.
    """

    class Due(models.TextChoices):
        ACKNOWLEDGE = "acknowledge", gettext_lazy("acknowledge by")
        FINISH = "finish", gettext_lazy("finish by")

    class Side(models.TextChoices):
        BEFORE = "before", gettext_lazy("before")
        AFTER = "after", gettext_lazy("after")

    level = ParentalKey(
        ServiceLevel, on_delete=models.CASCADE, related_name="ladder", verbose_name=gettext_lazy("service level")
    )
    minutes = OffsetField(gettext_lazy("working time"), default=0)
    side = models.CharField(gettext_lazy("before or after"), max_length=6, choices=Side, default=Side.AFTER)
    due = models.CharField(gettext_lazy("which time"), max_length=12, choices=Due, default=Due.ACKNOWLEDGE)
    what = models.CharField(
        gettext_lazy("what happens"), max_length=16, choices=[(what.value, what.label) for what in OF_STEPS]
    )
    is_active = models.BooleanField(gettext_lazy("active"), default=True)
    since = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = gettext_lazy("step of a ladder")
        verbose_name_plural = gettext_lazy("steps of ladders")
        ordering = ["due", "-side", "minutes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "due", "side", "minutes", "what"],
                name="step_once_in_a_ladder",
                violation_error_message=gettext_lazy("This step stands in the ladder already."),
            ),
            models.CheckConstraint(
                condition=Q(due__in=["acknowledge", "finish"], side__in=["before", "after"]), name="step_times_known"
            ),
            models.CheckConstraint(condition=Q(what__in=[what.value for what in OF_STEPS]), name="step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.when}: {self.get_what_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Another time, or in use again, makes it a step from now on."""
        kept = EscalationStep.objects.filter(pk=self.pk).first() if self.pk else None
        if kept is not None and self.climbed != kept.climbed:
            self.since = timezone.now()
        super().save(*args, **kwargs)

    @property
    def signed(self) -> int:
        """Minutes after the due time; fewer than none before it."""
        return -self.minutes if self.side == self.Side.BEFORE else self.minutes

    @property
    def when(self) -> str:
        """ "30 min before acknowledge by" """
        due = self.get_due_display()
        if not self.minutes:
            return _("When “%(due)s” has come") % {"due": due}
        words = {"time": allowed_text(self.minutes), "due": due}
        if self.side == self.Side.BEFORE:
            return _("%(time)s before “%(due)s”") % words
        return _("%(time)s after “%(due)s”") % words

    @property
    def place(self) -> tuple[str, int, int, int]:
        """By which a ladder is put in order, as one climbs it: those for acknowledging first, each by its time."""
        return (self.due, self.signed, What.values.index(self.what), self.pk or 0)

    @property
    def climbed(self) -> tuple[Any, ...]:
        return (self.due, self.signed, self.what, self.is_active)

from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models.category import Category
from workflows.models.customer import Customer
from workflows.models.equipment import Equipment
from workflows.models.priority import Priority
from workflows.models.worksite import Worksite


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    def running(self) -> Self:
        return self.filter(is_paused=False)

    def visible_to(self, user: User) -> Self:
        if user.has_perm("workflows.view_schedule"):
            return self
        return self.filter(worksites__in=Worksite.objects.visible_to(user)).distinct()


class Schedule(models.Model):
    """The rule by which cases come back. Dates are worked out in naive local time, then given the company's zone."""

    class Repeats(models.TextChoices):
        DAILY = "DAILY", _("days")
        WEEKLY = "WEEKLY", _("weeks")
        MONTHLY = "MONTHLY", _("months")
        YEARLY = "YEARLY", _("years")

    title = models.CharField(_("title"), max_length=140)
    description = models.TextField(_("what is to be done"), blank=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="schedules", verbose_name=_("customer"))
    worksites = models.ManyToManyField(Worksite, related_name="schedules", verbose_name=_("worksites"))
    equipment = models.ForeignKey(
        Equipment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schedules",
        verbose_name=_("equipment"),
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="schedules", verbose_name=_("category")
    )
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    starts_on = models.DateField(_("first date"), default=timezone.localdate)
    at_time = models.TimeField(_("time"), default="08:00")
    repeats = models.CharField(_("unit"), max_length=8, choices=Repeats, default=Repeats.MONTHLY)
    interval = models.PositiveSmallIntegerField(_("every"), default=1)
    ends_on = models.DateField(_("last date"), null=True, blank=True)
    lead_days = models.PositiveSmallIntegerField(
        _("days ahead"), default=7, help_text=_("So many days before its date the case is created.")
    )
    is_paused = models.BooleanField(_("paused"), default=False)
    worked_until = models.DateField(null=True, editable=False)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(interval__gte=1),
                name="schedule_interval_positive",
                violation_error_message=_("At least 1."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.worked_until is None:  # a rule that starts in the past opens nothing for what was before it existed
            self.worked_until = timezone.localdate() - timedelta(days=1)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last date must not be before the first.")})


class Occurrence(models.Model):
    """A date of a schedule. Exists once, whoever works it out."""

    class Outcome(models.TextChoices):
        OPENED = "opened", _("case opened")
        SKIPPED = "skipped", _("skipped")

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="occurrences", verbose_name=_("schedule"))
    nominal_date = models.DateField(_("date by the rule"))
    starts_at = models.DateTimeField(_("planned for"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.OPENED)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("scheduled date")
        verbose_name_plural = _("scheduled dates")
        ordering = ["-nominal_date"]
        constraints = [models.UniqueConstraint(fields=["schedule", "nominal_date"], name="occurrence_once_per_date")]

    def __str__(self) -> str:
        return f"{self.schedule} {self.nominal_date:%Y-%m-%d}"

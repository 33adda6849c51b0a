from datetime import date
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        return self.filter(first_day__lte=day, last_day__gte=day)

    def not_over(self, day: date) -> Self:
        return self.filter(last_day__gte=day)

    def overlapping(self, other: "Absence") -> Self:
        """Other absences of the same person that share a day with it."""
        same = self.filter(person=other.person_id, first_day__lte=other.last_day, last_day__gte=other.first_day)
        return same.exclude(pk=other.pk)

    def visible_to(self, user: User) -> Self:
        """Everybody's for the office, else one's own."""
        if user.has_perm("workflows.manage_cases"):
            return self
        return self.filter(person=user) if user.has_perm("workflows.view_absence") else self.none()


class Absence(models.Model):
    """Days on which somebody takes no new cases: both included, as the calendar on the company's wall counts them."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name=_("person")
    )
    first_day = models.DateField(_("first day"), default=timezone.localdate)
    last_day = models.DateField(_("last day"))
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in",
        verbose_name=_("deputy"),
        help_text=_("Gets the new cases meanwhile. Without a deputy the next rule answers."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first_day", "-pk"]
        indexes = [models.Index(fields=["last_day", "first_day"], name="absence_days")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_days_in_order",
                violation_error_message=_("The first day must not be after the last."),
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")),
                name="absence_deputy_is_another",
                violation_error_message=_("Nobody stands in for herself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.days}"

    @property
    def days(self) -> str:
        """In words: "12 maj" or "3 maj – 12 maj", the year where it is not this one."""
        first, last = day_in_words(self.first_day), day_in_words(self.last_day)
        return first if first == last else f"{first} – {last}"

    @property
    def until(self) -> str:
        return absent_until(self.last_day)

    @property
    def in_words(self) -> str:
        if self.deputy_id is None:
            return self.until
        return gettext("%(until)s, %(deputy)s stands in") % {"until": self.until, "deputy": self.deputy}

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def clean(self) -> None:
        errors: dict[str, str] = {}
        if self.first_day and self.last_day:
            for name, day in (("first_day", self.first_day), ("last_day", self.last_day)):
                if not EARLIEST <= day <= LATEST:
                    errors[name] = gettext("Choose a day between the years 2000 and 2100.")
            if self.last_day < self.first_day:
                errors["last_day"] = gettext("The last day must not be before the first.")
            elif self.person_id and (other := Absence.objects.overlapping(self).first()):
                errors["first_day"] = gettext("Absent then already: %(days)s. Change that one instead.") % {
                    "days": other.days
                }
        if self.deputy_id and self.deputy_id == self.person_id:
            errors["deputy"] = gettext("Nobody stands in for herself.")
        elif self.deputy and not (self.deputy.is_active and self.deputy.is_staff):
            errors["deputy"] = gettext("Choose a colleague who still works here.")
        if errors:
            raise ValidationError(errors)


def day_in_words(day: date) -> str:
    this_year = day.year == timezone.localdate().year
    return date_format(day, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT")


def absent_until(day: date) -> str:
    return gettext("absent until %(day)s") % {"day": day_in_words(day)}

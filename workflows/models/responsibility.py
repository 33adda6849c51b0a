from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.clock import Window
from workflows.models.absence import EARLIEST, LATEST
from workflows.models.category import Category
from workflows.models.customer import Customer
from workflows.models.equipment import Equipment
from workflows.models.team import Team
from workflows.models.weekdays import EVERY_DAY, WeekdaysField, days_of, weekdays_text
from workflows.models.worksite import Worksite

PLACE = ("equipment", "worksite", "customer", "category")


class Holidays(models.TextChoices):
    """What a Swedish holiday is to hours that begin on it. Midsummer's, Christmas and New Year's Eve are among them."""

    SAME = "same", _("as its weekday says")
    ALSO = "also", _("always counted in, as a day off")
    NOT = "not", _("never counted in")


LIMITED = ~Q(weekdays=EVERY_DAY) | Q(from_time__isnull=False) | Q(holidays=Holidays.NOT)


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_until=None) | Q(valid_until__gte=day))

    def catch_all(self) -> Self:
        """Rows without any condition, always: neither hours nor a place."""
        return self.filter(~LIMITED, **dict.fromkeys(PLACE))

    def tied_with(self, rule: "Responsibility") -> Self:
        """Rows that are as specific as this one wherever both fit, itself among them: the office's order decides."""
        hours = self.filter(LIMITED) if rule.is_limited else self.filter(~LIMITED)
        return hours.filter(on_call=rule.on_call, **{f"{name}_id": getattr(rule, f"{name}_id") for name in PLACE})

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_responsibility") else self.none()


class Responsibility(models.Model):
    """Who answers for equipment × worksite × customer × category, and when; an empty condition means any.

    All of them empty, and no hours: the catch-all.
    """

    customer = models.ForeignKey(
        Customer,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("customer"),
    )
    worksite = models.ForeignKey(
        Worksite,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("worksite"),
    )
    equipment = models.ForeignKey(
        Equipment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("equipment"),
    )
    category = models.ForeignKey(
        Category,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("category"),
        help_text=_("Counts for the categories below it too."),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("person"),
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="responsibilities", verbose_name=_("team")
    )
    weekdays = WeekdaysField(
        _("weekdays"), help_text=_("None ticked is every day. Hours belong to the day on which they begin.")
    )
    from_time = models.TimeField(_("from"), null=True, blank=True, help_text=_("For example 17:00."))
    until_time = models.TimeField(
        _("until"), null=True, blank=True, help_text=_("For example 07:00: earlier than “from” is the next morning.")
    )
    holidays = models.CharField(_("on holidays"), max_length=4, choices=Holidays, default=Holidays.SAME)
    on_call = models.BooleanField(
        _("on call"),
        default=False,
        help_text=_("Within these hours it goes before all rules that are not on call, also more specific ones."),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("This day included."))
    order = models.PositiveIntegerField(_("order"), default=0, help_text=_("Of equally specific rows the lowest wins."))
    is_active = models.BooleanField(_("in use"), default=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=[*PLACE], name="responsibility_place")]
        constraints = [
            models.CheckConstraint(condition=Q(weekdays__range=(1, EVERY_DAY)), name="responsibility_weekdays_known"),
            models.CheckConstraint(condition=Q(holidays__in=Holidays.values), name="responsibility_holidays_known"),
            models.CheckConstraint(
                condition=Q(from_time=None, until_time=None) | Q(from_time__isnull=False, until_time__isnull=False),
                name="responsibility_both_times",
                violation_error_message=_("Give both times, from and until, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(on_call=False) | LIMITED,
                name="responsibility_on_call_within_hours",
                violation_error_message=_("Say when: on call needs weekdays or hours."),
            ),
            models.CheckConstraint(
                condition=Q(person=None, team__isnull=False) | Q(person__isnull=False, team=None),
                name="responsibility_person_or_team",
                violation_error_message=_("Choose either a person or a team."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=models.F("valid_until")),
                name="responsibility_dates_in_order",
                violation_error_message=_("The first day must not be after the last."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} → {self.person or self.team}"

    @property
    def about(self) -> str:
        """Its conditions in words; the catch-all's are "Catch-all"."""
        conditions = [str(part) for part in (self.customer, self.worksite, self.equipment, self.category) if part]
        return " + ".join([*conditions, *filter(None, [self.when])]) or str(_("Catch-all"))

    @property
    def is_limited(self) -> bool:
        """It counts in certain hours only."""
        return self.weekdays != EVERY_DAY or self.from_time is not None or self.holidays == Holidays.NOT

    @property
    def is_catch_all(self) -> bool:
        return not self.is_limited and all(getattr(self, f"{name}_id") is None for name in PLACE)

    @property
    def window(self) -> Window:
        on_day_off = None if self.holidays == Holidays.SAME else str(self.holidays)
        return Window(days_of(self.weekdays), self.from_time, self.until_time, on_day_off)

    def counts_at(self, moment: datetime) -> bool:
        """Whether its hours cover the moment, given as the company's clocks show it."""
        return not self.is_limited or self.window.covers(moment)

    @property
    def when(self) -> str:
        """Its hours in words: "jour mån–fre 16:00–07:00"; "" where it always counts."""
        if not self.is_limited:
            return ""
        parts = [gettext("on call")] if self.on_call else []
        parts += [weekdays_text(self.weekdays) or gettext("every day")]
        if self.from_time is not None and self.until_time is not None:
            parts.append(f"{time_format(self.from_time, 'H:i')}–{time_format(self.until_time, 'H:i')}")
        extra = {Holidays.ALSO: gettext("and holidays"), Holidays.NOT: gettext("not on holidays")}
        return " ".join([*parts, *filter(None, [extra.get(Holidays(self.holidays))])])

    @property
    def validity(self) -> str:
        """Its dates in words; "" where it has none."""
        first, last = self.valid_from, self.valid_until
        if first and last:
            return f"{date_format(first)} – {date_format(last)}"
        if first:
            return gettext("From %(day)s") % {"day": date_format(first)}
        return gettext("Until %(day)s") % {"day": date_format(last)} if last else ""

    def clean(self) -> None:
        errors: dict[str, Any] = {}
        if self.customer_id and self.worksite and self.worksite.customer_id != self.customer_id:
            errors["worksite"] = gettext("This worksite belongs to another customer.")
        if self.equipment and self.worksite_id and self.equipment.worksite_id != self.worksite_id:
            errors["equipment"] = gettext("This thing is at another worksite.")
        elif self.equipment and self.customer_id and self.equipment.worksite.customer_id != self.customer_id:
            errors["equipment"] = gettext("This thing belongs to another customer.")
        if self.person and not self.person.is_active:
            errors["person"] = gettext("This person is no longer active.")
        if self.from_time is not None and self.until_time is None:
            errors["until_time"] = gettext("Give both times, from and until, or neither.")
        if self.until_time is not None and self.from_time is None:
            errors["from_time"] = gettext("Give both times, from and until, or neither.")
        for name in ("valid_from", "valid_until"):
            day: date | None = getattr(self, name)
            if day and not EARLIEST <= day <= LATEST:
                errors[name] = gettext("Choose a day between the years 2000 and 2100.")
        if self.on_call and not self.is_limited:
            errors["on_call"] = gettext("Say when: on call needs weekdays or hours.")
        if errors:
            raise ValidationError(errors)

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import ClusterableModel

from accounts.models import User
from workflows.clock import DAY, MINUTES, Calendar, NoWorkingTime, due, is_swedish_day_off
from workflows.models.bilingual import Bilingual
from workflows.models.priority import Priority
from workflows.models.time_fields import (
    AllowedField,
    DaysField,
    HoursField,
    OwnHoursField,
    hours_text,
    read_days,
    read_hours,
    read_own_hours,
)

if TYPE_CHECKING:
    from workflows.models.escalation_step import EscalationStep

WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
STEPS = ["acknowledge", "finish"]
TIMES = [f"{step}_{priority.name.lower()}" for step in STEPS for priority in Priority]


class ServiceLevelQuerySet(models.QuerySet["ServiceLevel"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("workflows.view_servicelevel") else self.none()


class ServiceLevel(ClusterableModel):
    """Within how much working time a case is acknowledged and finished, and which hours count as working time."""

    name_sv = models.CharField(gettext_lazy("name in Swedish"), max_length=80, unique=True)
    name_en = models.CharField(gettext_lazy("name in English"), max_length=80, blank=True)

    monday = HoursField(gettext_lazy("Monday"), default="08:00–17:00")
    tuesday = HoursField(gettext_lazy("Tuesday"), default="08:00–17:00")
    wednesday = HoursField(gettext_lazy("Wednesday"), default="08:00–17:00")
    thursday = HoursField(gettext_lazy("Thursday"), default="08:00–17:00")
    friday = HoursField(gettext_lazy("Friday"), default="08:00–17:00")
    saturday = HoursField(gettext_lazy("Saturday"), default="")
    sunday = HoursField(gettext_lazy("Sunday"), default="")
    holidays_off = models.BooleanField(
        gettext_lazy("closed on Swedish holidays"),
        default=True,
        help_text=gettext_lazy("Midsummer's Eve, Christmas Eve and New Year's Eve among them."),
    )
    days_off = DaysField(
        gettext_lazy("own days off"),
        blank=True,
        help_text=gettext_lazy("One day or stretch a line: 2026-06-05 or 2026-07-06–2026-07-31."),
    )
    own_hours = OwnHoursField(
        gettext_lazy("days with other hours"),
        blank=True,
        help_text=gettext_lazy("One day a line, also a Saturday or a holiday: 2026-12-19 09:00–15:00."),
    )

    acknowledge_low = AllowedField(gettext_lazy("acknowledge within, low priority"))
    acknowledge_normal = AllowedField(gettext_lazy("acknowledge within"))
    acknowledge_high = AllowedField(gettext_lazy("acknowledge within, high priority"))
    acknowledge_urgent = AllowedField(gettext_lazy("acknowledge within, urgent"))
    finish_low = AllowedField(gettext_lazy("finish within, low priority"))
    finish_normal = AllowedField(gettext_lazy("finish within"))
    finish_high = AllowedField(gettext_lazy("finish within, high priority"))
    finish_urgent = AllowedField(gettext_lazy("finish within, urgent"))
    is_active = models.BooleanField(gettext_lazy("active"), default=True)

    name = Bilingual("name")
    objects = ServiceLevelQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("service level")
        verbose_name_plural = gettext_lazy("service levels")
        ordering = ["name_sv", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def calendar(self) -> Calendar:
        """Its hours, in the company's time zone. Raises ValidationError where they were never validated."""
        week = tuple(getattr(self, day) for day in WEEK)
        return calendar_of(week, self.holidays_off, self.days_off, self.own_hours, timezone.get_default_timezone_name())

    def allows(self, step: str, priority: int) -> timedelta | None:
        """Working time to "acknowledge" or "finish"; where a priority has none of its own, the normal one's."""
        own = getattr(self, f"{step}_{Priority(priority).name.lower()}")
        minutes = getattr(self, f"{step}_normal") if own is None else own
        return None if minutes is None else timedelta(minutes=minutes)

    def due(self, step: str, priority: int, since: datetime) -> datetime | None:
        """When that much working time has passed; nothing where nothing is promised, or in ten years never passes."""
        allowed = self.allows(step, priority)
        try:
            return None if allowed is None else due(self.calendar, since, allowed)
        except NoWorkingTime:
            return None

    @property
    def steps(self) -> "list[EscalationStep]":
        """Of its ladder, in the order in which they are climbed."""
        return sorted(self.ladder.all(), key=lambda step: step.place)

    def ladder_in_words(self) -> str:
        return "\n".join(str(step) for step in self.steps if step.is_active)

    def hours_in_words(self) -> str:
        """ "Mån–fre 08:00–17:00": days in a row with the same hours said at once."""
        days = enumerate(read_hours(getattr(self, day)) for day in WEEK)
        said = []
        for hours, group in groupby(days, key=lambda pair: pair[1]):
            numbers = [number for number, _hours in group]
            if hours == ((0, MINUTES),) and len(numbers) == len(WEEK):
                return _("Round the clock")
            if hours:
                names = [str(WEEKDAYS_ABBR[number]).lower() for number in dict.fromkeys([numbers[0], numbers[-1]])]
                said.append(f"{'–'.join(names)} {hours_text(hours)}")
        return capfirst("; ".join(said))

    def clean(self) -> None:
        """What each field says was checked by itself; here, whether it works together."""
        if not any(getattr(self, day) for day in WEEK):
            raise ValidationError({"monday": _("Give the hours of at least one day.")})
        try:
            off, worked = set(each_day(read_days(self.days_off))), read_own_hours(self.own_hours)
        except ValidationError:
            return  # said at the field already
        if both := off & set(worked):
            words = {"day": min(both)}
            raise ValidationError({"own_hours": _("%(day)s is among the days off as well.") % words})


def each_day(stretches: dict[date, date]) -> Iterator[date]:
    for first, last in stretches.items():
        yield from (first + number * DAY for number in range((last - first).days + 1))


@lru_cache(maxsize=100)
def calendar_of(week: tuple[str, ...], holidays_off: bool, days_off: str, own_hours: str, zone: str) -> Calendar:
    off = frozenset(each_day(read_days(days_off)))
    return Calendar(
        tuple(read_hours(text) for text in week),
        ZoneInfo(zone),
        lambda day: day in off or (holidays_off and is_swedish_day_off(day)),
        read_own_hours(own_hours),
    )

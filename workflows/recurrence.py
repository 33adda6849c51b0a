"""The dates of a schedule: naive local dates by python-dateutil's rules, so that nothing drifts over DST."""

from datetime import date, datetime, time

from dateutil import rrule
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from workflows.models import Schedule

UNITS = {
    Schedule.Repeats.DAILY: rrule.DAILY,
    Schedule.Repeats.WEEKLY: rrule.WEEKLY,
    Schedule.Repeats.MONTHLY: rrule.MONTHLY,
    Schedule.Repeats.YEARLY: rrule.YEARLY,
}


def rule_of(schedule: Schedule) -> rrule.rrule:
    """A start on the 29th to 31st means "that day, or the month's last where it has none"."""
    start = schedule.starts_on
    days: dict[str, object] = {}
    if schedule.repeats in {Schedule.Repeats.MONTHLY, Schedule.Repeats.YEARLY} and start.day > 28:
        days = {"bymonthday": list(range(28, start.day + 1)), "bysetpos": -1}
        if schedule.repeats == Schedule.Repeats.YEARLY:
            days["bymonth"] = start.month
    return rrule.rrule(
        UNITS[Schedule.Repeats(schedule.repeats)],  # type: ignore[arg-type]
        interval=schedule.interval,
        dtstart=datetime.combine(start, time()),
        until=datetime.combine(schedule.ends_on, time()) if schedule.ends_on else None,
        **days,  # type: ignore[arg-type]
    )


def dates_between(schedule: Schedule, first: date, last: date) -> list[date]:
    """The schedule's dates from `first` to `last`, both included."""
    found = rule_of(schedule).between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    return [moment.date() for moment in found]


def next_dates(schedule: Schedule, first: date, count: int = 6) -> list[date]:
    return [moment.date() for moment in rule_of(schedule).xafter(datetime.combine(first, time()), count, inc=True)]


def in_words(schedule: Schedule) -> str:
    """The rule as one would say it: "every other week on Tuesday at 08:00"."""
    start = schedule.starts_on
    days: dict[str, object] = {
        Schedule.Repeats.WEEKLY: WEEKDAYS[start.weekday()],
        Schedule.Repeats.MONTHLY: start.day,
        Schedule.Repeats.YEARLY: date_format(start, "MONTH_DAY_FORMAT"),
    }
    time = time_format(schedule.at_time, "H:i")
    return how_often(schedule) % {"number": schedule.interval, "day": days.get(schedule.repeats, ""), "time": time}


def how_often(schedule: Schedule) -> str:
    each, other, nth = {
        Schedule.Repeats.DAILY: (
            _("every day at %(time)s"),
            _("every other day at %(time)s"),
            _("every %(number)d days at %(time)s"),
        ),
        Schedule.Repeats.WEEKLY: (
            _("every week on %(day)s at %(time)s"),
            _("every other week on %(day)s at %(time)s"),
            _("every %(number)d weeks on %(day)s at %(time)s"),
        ),
        Schedule.Repeats.MONTHLY: (
            _("every month on day %(day)s at %(time)s"),
            _("every other month on day %(day)s at %(time)s"),
            _("every %(number)d months on day %(day)s at %(time)s"),
        ),
        Schedule.Repeats.YEARLY: (
            _("every year on %(day)s at %(time)s"),
            _("every other year on %(day)s at %(time)s"),
            _("every %(number)d years on %(day)s at %(time)s"),
        ),
    }[Schedule.Repeats(schedule.repeats)]
    return {1: each, 2: other}.get(schedule.interval, nth)

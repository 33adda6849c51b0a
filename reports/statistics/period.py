"""Which days a statistic is about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from workflows.viewsets.days import DayField

LONGEST = 20  # years


@dataclass(frozen=True)
class Period:
    """Both days are in it, in the company's time."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def months(self) -> list["Period"]:
        """Month by month; the first and the last may be parts of one."""
        found, first = [], self.first
        while first <= self.last:
            next_month = first.replace(day=1) + relativedelta(months=1)
            found.append(Period(first, min(next_month - timedelta(days=1), self.last)))
            first = next_month
        return found

    def __str__(self) -> str:
        return f"{date_format(self.first, 'SHORT_DATE_FORMAT')} – {date_format(self.last, 'SHORT_DATE_FORMAT')}"


def this_month(today: date) -> Period:
    return Period(today.replace(day=1), today)


def last_month(today: date) -> Period:
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def twelve_months(today: date) -> Period:
    """This month and the eleven before it."""
    return Period(today.replace(day=1) - relativedelta(months=11), today)


READY = {"this_month": this_month, "last_month": last_month, "12_months": twelve_months}
USUAL = "12_months"


class PeriodForm(forms.Form):
    period = forms.ChoiceField(
        label=_("Period"),
        choices=[
            ("this_month", _("This month")),
            ("last_month", _("Last month")),
            ("12_months", _("12 months")),
            ("own", _("Own dates")),
        ],
    )
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("period") != "own" or self.errors:
            return given
        for name in ("first", "last"):
            if given.get(name) is None:
                self.add_error(name, _("Choose a date."))
        if self.errors:
            return given
        if given["last"] < given["first"]:
            self.add_error("last", _("The last date must not be before the first."))
        elif given["first"] < given["last"] - relativedelta(years=LONGEST):
            self.add_error("first", _("At most %(years)d years.") % {"years": LONGEST})
        return given

    def chosen(self) -> Period:
        """What was asked for, or the usual where that makes no sense; the form says what was wrong."""
        today = timezone.localdate()
        if not self.is_valid():
            return READY[USUAL](today)
        given = self.cleaned_data
        if given["period"] == "own":
            return Period(given["first"], given["last"])
        return READY[given["period"]](today)

"""Days and moments that somebody writes. Of years that no case is of they are refused, with a sentence beside them.

The first day of the calendar lies outside of it in UTC, so a moment of it cannot be stored.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def within_years(first: int, last: int) -> Callable[[date], None]:
    """A validator of days."""

    def check(day: date) -> None:
        if not first <= day.year <= last:
            words = gettext("Choose a day between the years %(first)d and %(last)d.")
            raise ValidationError(words % {"first": first, "last": last}, code="year")

    return check


OF_A_CASE = within_years(1990, 2100)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(required=False, widget=widget, validators=[OF_A_CASE], **kwargs)


class MomentField(forms.SplitDateTimeField):
    """A day and a time beside each other."""

    default_error_messages = {
        "invalid_date": _("Write the date as 2026-05-31."),
        "invalid_time": _("Write the time as 14:30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d", time_format="%H:%M", date_attrs={"type": "date"}, time_attrs={"type": "time"}
        )
        super().__init__(required=False, widget=widget, **kwargs)
        self.fields[0].validators.append(OF_A_CASE)

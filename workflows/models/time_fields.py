"""Columns that hold working time as people write it. What cannot be understood is refused, whoever saves.

Hours of a day: "08:00–12:00, 13:00–17:00". Days: "2026-07-06–2026-07-31", one a line. Time allowed: minutes.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.clock import MINUTES, Hours

DASH = r"\s*(?:-|–|—|\.\.|\btill\b|\bto\b)\s*"
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
DAY = r"(\d{4}-\d{2}-\d{2})"
SPAN = re.compile(f"{CLOCK}{DASH}{CLOCK}")
DAYS = re.compile(f"{DAY}(?:{DASH}{DAY})?")
OWN_HOURS = re.compile(rf"{DAY}\s*:?\s+(.+)")
ALLOWED = re.compile(r"(?:(\d{1,4}) ?(?:h|tim\w*|hours?))? ?(?:(\d{1,5}) ?min\w*)?|(\d{1,4}):([0-5]\d)")
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
LONGEST_LEAVE = timedelta(days=366)
MOST_LINES = 200
MOST_MINUTES = 2000 * 60


def read_hours(text: str) -> Hours:
    """In order, those that touch joined. Raises ValidationError."""
    found = sorted(span_of(part) for part in re.split(r"[,;\n]", text) if part.strip())
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin < joined[-1][1]:
            raise ValidationError(_("These hours overlap: %(text)s.") % {"text": text[:60]})
        if joined and begin == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return tuple(joined)


def span_of(part: str) -> tuple[int, int]:
    match = SPAN.fullmatch(part.strip().lower())
    if match is None:
        raise ValidationError(
            _("“%(text)s” is not understood. Write for example 08:00–12:00, 13:00–17:00.") % {"text": part[:60]}
        )
    begin, end = (int(hour) * 60 + int(minute or 0) for hour, minute in (match.groups()[:2], match.groups()[2:]))
    if any(int(minute or 0) > 59 for minute in match.groups()[1::2]) or max(begin, end) > MINUTES:
        raise ValidationError(_("There is no such time of day: %(text)s.") % {"text": part.strip()[:60]})
    if begin >= end:
        raise ValidationError(
            _("The hours must end after they begin. Divide a night: 22:00–24:00, and 00:00–06:00 the day after.")
        )
    return begin, end


def hours_text(hours: Hours) -> str:
    return ", ".join(f"{a // 60:02}:{a % 60:02}–{b // 60:02}:{b % 60:02}" for a, b in hours)


def lines_of(text: str, pattern: re.Pattern[str], example: str) -> Iterator[tuple[str, ...]]:
    lines = [line.strip() for line in re.split(r"[;\n]", text) if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(_("At most %(most)d lines.") % {"most": MOST_LINES})
    for line in lines:
        if (match := pattern.fullmatch(line)) is None:
            raise ValidationError(
                _("“%(text)s” is not understood. Write for example %(example)s.")
                % {"text": line[:60], "example": example}
            )
        yield match.groups()


def day_of(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not FIRST <= day <= LAST:
        raise ValidationError(_("There is no such day: %(text)s.") % {"text": text})
    return day


def read_days(text: str) -> dict[date, date]:
    """{first day: last day} of each stretch. Raises ValidationError."""
    found: dict[date, date] = {}
    for first, last in lines_of(text.replace(",", "\n"), DAYS, "2026-07-06–2026-07-31"):
        begin, end = day_of(first), day_of(last or first)
        if not timedelta() <= end - begin <= LONGEST_LEAVE:
            raise ValidationError(_("The last day must lie within a year after the first: %(day)s.") % {"day": first})
        found[begin] = max(end, found.get(begin, end))
    return dict(sorted(found.items()))


def days_text(days: dict[date, date]) -> str:
    return "\n".join(f"{first}–{last}" if last > first else f"{first}" for first, last in days.items())


def read_own_hours(text: str) -> dict[date, Hours]:
    """{day: the hours worked on it}. Raises ValidationError."""
    found: dict[date, Hours] = {}
    for day, hours in lines_of(text, OWN_HOURS, "2026-12-19 09:00–15:00"):
        found[day_of(day)] = read_hours(hours)
    return dict(sorted(found.items()))


def own_hours_text(days: dict[date, Hours]) -> str:
    return "\n".join(f"{day} {hours_text(hours)}" for day, hours in days.items())


def read_allowed(text: str) -> int | None:
    """Minutes of "30 min", "4 h", "1 h 30 min", "1:30"; nothing for an empty text. Raises ValidationError."""
    words = " ".join(text.lower().split())
    if not words:
        return None
    match = ALLOWED.fullmatch(words)
    if match is None:
        raise ValidationError(
            _("“%(text)s” is not understood. Write for example 30 min or 4 h.") % {"text": words[:40]}
        )
    hours, minutes = (match[1] or match[3] or 0), (match[2] or match[4] or 0)
    return int(hours) * 60 + int(minutes)


def allowed_text(minutes: int | None) -> str:
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]))


def tidy_hours(text: str) -> str:
    return hours_text(read_hours(text))


def tidy_days(text: str) -> str:
    return days_text(read_days(text))


def tidy_own_hours(text: str) -> str:
    return own_hours_text(read_own_hours(text))


class Tidied:
    """A column of text that is kept in one form only."""

    tidy: Callable[[str], str]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return type(self).tidy(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))  # type: ignore[misc]


class HoursField(Tidied, models.CharField):
    tidy = staticmethod(tidy_hours)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"max_length": 80, "blank": True} | kwargs
        super().__init__(*args, **options)


class DaysField(Tidied, models.TextField):
    tidy = staticmethod(tidy_days)


class OwnHoursField(Tidied, models.TextField):
    tidy = staticmethod(tidy_own_hours)


class AllowedInput(forms.Field):
    """Minutes, written and shown with their units."""

    def prepare_value(self, value: Any) -> Any:
        return allowed_text(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, int) else read_allowed(str(value or ""))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class AllowedField(models.PositiveIntegerField):
    """Working time allowed, in minutes."""

    at_most = MaxValueValidator(MOST_MINUTES, gettext_lazy("At most 2000 hours."))
    default_validators = [MinValueValidator(1, gettext_lazy("At least a minute.")), at_most]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"null": True, "blank": True} | kwargs
        super().__init__(*args, **options)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, f"get_{name}_display", lambda thing: allowed_text(getattr(thing, name)))

    def formfield(self, **kwargs: Any) -> Any:
        kwargs = {name: value for name, value in kwargs.items() if name not in {"min_value", "max_value"}}
        return models.Field.formfield(self, form_class=AllowedInput, **kwargs)

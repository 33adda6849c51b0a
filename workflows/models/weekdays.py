"""A column of weekdays, kept as bits: Monday is 1, Sunday is 64."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import translation
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

EVERY_DAY = 127


def days_of(bits: int) -> frozenset[int]:
    return frozenset(day for day in range(7) if bits >> day & 1)


def bits_of(days: Iterable[int]) -> int:
    return sum(1 << day for day in set(days))


def weekdays_text(bits: int) -> str:
    """ "mån–fre, sön": three days in a row and more are said as a stretch. Every day is said by nothing."""
    if bits == EVERY_DAY:
        return ""
    days, said = sorted(days_of(bits)), []
    while days:
        stretch = [day for place, day in enumerate(days) if day == days[0] + place]
        days = days[len(stretch) :]
        names = [str(WEEKDAYS_ABBR[day]) for day in stretch]
        said += [f"{names[0]}–{names[-1]}"] if len(names) > 2 else names
    return ", ".join(said)


class WeekdaysInput(forms.TypedMultipleChoiceField):
    """Boxes to tick. None ticked, as all of them, is every day."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kept = {
            name: kwargs[name] for name in ("label", "help_text", "widget", "initial", "disabled") if name in kwargs
        }
        choices = list(WEEKDAYS.items())
        super().__init__(choices=choices, coerce=int, required=False, **kept)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return [] if value == EVERY_DAY else sorted(days_of(value))
        return value

    def clean(self, value: Any) -> int:
        days: Iterable[int] = super().clean(value)
        return bits_of(days) or EVERY_DAY

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed([str(day) for day in self.prepare_value(initial) or ()], data)


class WeekdaysField(models.PositiveSmallIntegerField):
    default_validators = [MinValueValidator(1), MaxValueValidator(EVERY_DAY)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": EVERY_DAY, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        kwargs = {name: value for name, value in kwargs.items() if name not in {"min_value", "max_value"}}
        return models.Field.formfield(self, form_class=WeekdaysInput, **kwargs)


def read_weekdays(text: str) -> int:
    """The bits of "mån–fre, sön" or "Mon-Fri, Sun", in either language; of an empty text every day.

    Raises ValidationError.
    """
    names: dict[str, int] = {}
    for language in ("sv", "en"):
        with translation.override(language):
            for day in range(7):
                names |= {str(WEEKDAYS[day]).lower(): day, str(WEEKDAYS_ABBR[day]).lower(): day}
    days: set[int] = set()
    for part in text.lower().replace(";", ",").split(","):
        if not part.strip():
            continue
        ends = [names.get(name.strip()) for name in part.replace("-", "–").split("–")]
        if len(ends) > 2 or None in ends:
            raise ValidationError(
                _("“%(text)s” is no weekday. Write for example %(example)s.")
                % {"text": part.strip()[:40], "example": weekdays_text(0b1011111)}
            )
        first, last = ends[0], ends[-1]
        assert first is not None and last is not None
        days |= set(range(first, last + 1)) if first <= last else {*range(first, 7), *range(last + 1)}
    return bits_of(days) or EVERY_DAY

"""Moments as the company's clocks show them."""

from datetime import date, datetime, time

from django.utils import timezone


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)), timezone.get_default_timezone())


def noon(day: date) -> datetime:
    return at(day, 12)

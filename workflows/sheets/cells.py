"""What a value is in a cell, whatever the file is."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

Cell = str | int | float | Decimal | bool | date | datetime | None

LONGEST = 32_767  # Excel's longest text in a cell
MOST_DIGITS = 15  # more, and Excel rounds the number
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean_text(value: object) -> str:
    """Without control characters (tab and line ends stay); Excel's length at most."""
    text = _UNWRITABLE.sub("", str(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def company_time(value: datetime) -> datetime:
    """In the company's time zone, unmarked, as spreadsheets know none. A naive one is taken as that."""
    if timezone.is_aware(value):
        value = timezone.make_naive(value, timezone.get_default_timezone())
    return value.replace(microsecond=0)


def is_number(value: object) -> bool:
    """Whether a spreadsheet keeps it to the last digit."""
    if isinstance(value, Decimal):
        return value.is_finite() and len(value.as_tuple().digits) <= MOST_DIGITS and abs(value.adjusted()) < 300
    if isinstance(value, int):
        return abs(value) < 10**MOST_DIGITS
    return isinstance(value, float) and abs(value) < 1e300

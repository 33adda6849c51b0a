"""What somebody may write who means no good, or whose program is broken."""

import re
from collections.abc import Iterable
from typing import Any

BIG = "9" * 23  # more than a column of numbers holds
LONG = "å" * 20_000
LONG_QUERY = "å" * 1_000  # six kilobytes on the way; servers let no more through
WORST = (BIG, "\x00", LONG)
SEVERAL = ["1", "\x00", "x"]
ENDS = ("0001-01-01", "9999-12-31")  # of the calendar: fields of dates take them
HOSTILE: list[str | list[str]] = [
    *WORST, "😀" * 50, "9e99", "-1", "%", "0", "[]", "' OR 1=1 --", "../../etc/passwd", "2026-02-30",
    "\u202e<script>alert(1)</script>", "1,2", f"team:{BIG}", "ﾠ\t\r\n", "None", *ENDS, "NaN", "1_000", "²", "9" * 5000,
    SEVERAL,
]  # fmt: skip
WORST_QUERIES = (BIG, "\x00", LONG_QUERY)
HOSTILE_QUERIES = [LONG_QUERY if value == LONG else value for value in HOSTILE]
TAKEN = ["😀", "' OR 1=1 --", "\u202e<script>", "%s%d{0}", "../..", "=1+1", "None", "[]", "\\"]  # by fields of text
NUMBERS = ["0", "-1", "9e99", "1_000", BIG, "NaN", "²"]
DAYS = re.compile(r"day|date|first$|last$|_from$|_to$|_on$|_by_0$|valid_|timestamp|_at$")
A_DAY, A_TIME, A_NUMBER = (
    re.compile(rf"^{shape}$") for shape in (r"\d{4}-\d\d-\d\d", r"\d\d:\d\d", r"-?\d+([.,]\d+)?")
)


def rotated(names: Iterable[str], turn: int, values: Any = HOSTILE) -> dict[str, Any]:
    """Each name with another of the values; after as many turns as there are values each has met each."""
    return {name: values[(place + turn) % len(values)] for place, name in enumerate(sorted(names))}

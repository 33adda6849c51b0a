"""CSV as Swedish Excel opens it: semicolons, decimal commas, UTF-8 with a byte order mark.

A text that a spreadsheet could take for a formula gets an apostrophe in front, and so does one that begins
with an apostrophe; `read_rows` takes exactly that one away. Opened with another separator than ours, nothing is
safe: offer XLSX first.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO

from workflows.sheets.cells import clean_text, company_time, is_number

RISKY = "=+-@＝＋－＠\t\r\n'"
BOM = "\ufeff"


class _Lines:
    def write(self, line: str) -> str:
        return line


def csv_lines(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Line by line, for a streaming response; encode as UTF-8."""
    writer = csv.writer(_Lines(), delimiter=";", lineterminator="\r\n")
    yield BOM + writer.writerow([_safe(name) for name in headers])
    for row in rows:
        yield writer.writerow([_text(value) for value in row])


def write_csv(target: IO[bytes], headers: Sequence[object], rows: Iterable[Sequence[object]]) -> int:
    """Returns the number of rows below the headers."""
    count = -1
    for line in csv_lines(headers, rows):
        target.write(line.encode())
        count += 1
    return count


def protected(text: str) -> str:
    return f"'{text}" if text.lstrip(" \N{NO-BREAK SPACE}").startswith(tuple(RISKY)) else text


def unprotected(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:] and protected(text[1:]) != text[1:] else text


def _safe(value: object) -> str:
    return protected(clean_text(value))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if is_number(value):
        return f"{value:f}".replace(".", ",") if not isinstance(value, float) else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return company_time(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else _safe(value)

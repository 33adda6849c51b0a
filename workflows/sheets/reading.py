"""Tables that people send us. Whatever is in them, the answer is rows or a SheetError with a sentence."""

import csv
import logging
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from re import compile as pattern
from typing import IO, Any
from xml.parsers import expat

import openpyxl
from django.utils.translation import gettext as _

from workflows.sheets.cells import Cell
from workflows.sheets.text import unprotected

MOST_BYTES = 10 * 1024 * 1024
MOST_UNZIPPED = 64 * 1024 * 1024
MOST_PARTS = 1_000
MOST_ELEMENTS, MOST_ELEMENTS_A_ROW = 5_000_000, 200_000
LAST_ROW = 1_048_576
_ESCAPED = pattern("_x(000[0-9A-Fa-f]|001[0-9A-Fa-f]|005[Ff])_")
_log = logging.getLogger(__name__)


class SheetError(Exception):
    """`str()` is a sentence for people."""


def read_rows(file: IO[bytes], *, most_rows: int = 20_000, most_columns: int = 100) -> list[list[Cell]]:
    """All rows of an XLSX (first sheet) or CSV file, the headers first; item n is row n + 1 of the file.

    Texts come unchanged, numbers of XLSX as int or Decimal, dates as date (datetime if not midnight), empty
    cells as None; CSV has texts only. Trailing empty cells and rows are left out. Raises SheetError, nothing
    else. 20,000 rows × 12 take about 3 s.
    """
    try:
        content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise SheetError(_("The file did not arrive whole. Send it once more.")) from problem
    if len(content) > MOST_BYTES:
        raise SheetError(_("The file is larger than %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2})
    if not content.strip():
        raise SheetError(_("The file is empty."))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError(_("This is an old Excel file, or it has a password. Save it as XLSX without one."))
    if content.startswith(b"PK"):
        return _kept(_workbook_rows(content, most_columns), most_rows, most_columns)
    return _kept(_csv_rows(_decoded(content)), most_rows, most_columns)


def _kept(rows: Iterable[list[Cell]], most_rows: int, most_columns: int) -> list[list[Cell]]:
    kept: list[list[Cell]] = []
    blank = 0
    for number, row in enumerate(rows, start=1):
        while row and row[-1] is None:
            row.pop()
        if not row:
            blank += 1
            continue
        if number > most_rows + 1:
            raise SheetError(_("The file has more than %(limit)d rows. Divide it.") % {"limit": most_rows})
        if len(row) > most_columns:
            raise SheetError(_wide(number, most_columns))
        kept.extend([] for __ in range(blank))
        kept.append(row)
        blank = 0
    if not kept:
        raise SheetError(_("The file is empty."))
    return kept


def _wide(row: int, limit: int) -> str:
    return _("Row %(row)d has more than %(limit)d columns.") % {"row": row, "limit": limit}


def _workbook_rows(content: bytes, most_columns: int) -> Iterator[list[Cell]]:
    try:
        _check_parts(content)
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        # One column more than allowed, so that too many are seen, and never as many as the file claims.
        for number, row in enumerate(sheet.iter_rows(max_col=most_columns + 1, values_only=True), start=1):
            if number > LAST_ROW:
                break
            yield [_value(cell) for cell in row] if row.count(None) < len(row) else []
        book.close()
    except SheetError:
        raise
    except Exception as problem:  # openpyxl may raise anything on bad input
        _log.info("A workbook of %d bytes could not be read: %s", len(content), type(problem).__name__)
        raise SheetError(_("The Excel file is damaged. Save it as XLSX once more.")) from problem


def _check_parts(content: bytes) -> None:
    """Refuse what would cost more memory to read than a sheet ever needs, before openpyxl reads it."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except zipfile.BadZipFile as problem:
        raise SheetError(_("The Excel file is damaged. Save it as XLSX once more.")) from problem
    with archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNZIPPED:
            raise SheetError(_("The Excel file is too large when unpacked. Copy the values to a new file."))
        if "xl/workbook.xml" not in archive.namelist():
            raise SheetError(_("This is no Excel file. Save it as XLSX or CSV."))
        counter = _Counter()
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                counter.read(archive, part)


class _Counter:
    """Counts elements and keeps none: ten million empty cells are small in the file, not in memory."""

    def __init__(self) -> None:
        self.total = self.in_row = 0

    def read(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = self.refuse
        self.in_row = 0
        with archive.open(part) as source:
            while chunk := source.read(1 << 16):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.total += 1
        self.in_row += 1
        if self.in_row > MOST_ELEMENTS_A_ROW or self.total > MOST_ELEMENTS:
            self.refuse()

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] in ("row", "si"):
            self.in_row = 0

    def refuse(self, *__: object) -> None:
        raise SheetError(_("The Excel file holds more than a table. Copy the values to a new file."))


def _value(cell: Any) -> Cell:
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)
    if isinstance(cell, float):
        number = Decimal(repr(cell))
        return int(number) if number.is_finite() and number == number.to_integral_value() else number
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return cell if isinstance(cell, Cell) else str(cell)


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError(_("This is neither an Excel file (XLSX) nor a text file (CSV)."))


def _csv_rows(text: str) -> Iterator[list[Cell]]:
    first, __, rest = text.partition("\n")
    if first.strip().lower() in ("sep=;", "sep=,"):
        delimiter, text = first.strip()[-1], rest
    else:
        delimiter = _delimiter(text)
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            yield [unprotected(cell) or None for cell in row]
    except csv.Error as problem:
        raise SheetError(_("The CSV file is damaged: a quotation mark may be missing.")) from problem


def _delimiter(text: str) -> str:
    """The one found most often outside quotation marks in the first line with content."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(line.split('"')[::2])
    return max(";\t,", key=bare.count)

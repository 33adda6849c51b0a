"""A file that somebody sends us, as the dataset of one register."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext as _
from tablib import Dataset

from workflows.excel.base import RegisterResource
from workflows.excel.widgets import plain
from workflows.sheets import SheetError, read_rows

MOST_ROWS = 5_000
MOST_COLUMNS = 60


@dataclass
class Sheet:
    """`row_numbers` are those of the file, one for each row of the dataset."""

    dataset: Dataset
    row_numbers: list[int]
    notes: list[str] = field(default_factory=list)


def read(file: IO[bytes], resource: RegisterResource) -> Sheet:
    """Raises SheetError with a sentence. Columns that are not the register's are left out and told of."""
    rows = read_rows(file, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    headings = [str(heading or "").strip() for heading in rows[0]]
    places, notes = places_of(headings, resource)
    dataset = Dataset(headers=list(places))
    numbers: list[int] = []
    for number, row in enumerate(rows[1:], start=2):
        if any(value not in (None, "") for value in row):
            dataset.append([row[place] if place < len(row) else None for place in places.values()])
            numbers.append(number)
    if not numbers:
        raise SheetError(_("There are no rows below the headings."))
    return Sheet(dataset, numbers, notes)


def places_of(headings: Sequence[str], resource: RegisterResource) -> tuple[dict[str, int], list[str]]:
    known = {name: column for column in resource.columns() for name in column.names}
    places: dict[str, int] = {}
    strange: list[str] = []
    for place, heading in enumerate(headings):
        column = known.get(plain(heading))
        if column is None:
            strange += [heading] if heading else []
        elif column.column_name in places:
            raise SheetError(_("The column “%(heading)s” is there twice.") % {"heading": heading})
        else:
            places[column.column_name] = place
    missing = [column.heading for column in resource.key_columns() if column.column_name not in places]
    if missing:
        raise SheetError(
            _("The first row must hold the headings. Missing: %(headings)s.") % {"headings": ", ".join(missing)}
        )
    notes = [_("Not read, because Serva has no such column: %(headings)s.") % {"headings": ", ".join(strange)[:300]}]
    return places, notes if strange else []

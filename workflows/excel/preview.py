"""What a file would change in a register, in words; and doing it, all or nothing."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError
from django.utils.translation import gettext as _
from import_export.results import Result

from accounts.models import User
from workflows.errors import Refused
from workflows.excel.base import RegisterResource
from workflows.excel.reading import Sheet, read
from workflows.excel.writing import write

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Change:
    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class ReportedThing:
    row: int
    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Problem:
    """`heading` is empty where the whole row is meant, `row` is 0 where the whole file is."""

    row: int
    name: str
    heading: str
    sentence: str


@dataclass
class Preview:
    notes: list[str]
    new: list[ReportedThing] = field(default_factory=list)
    changed: list[ReportedThing] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def can_be_done(self) -> bool:
        return not self.problems and bool(self.new or self.changed)

    @property
    def mark(self) -> str:
        """Another one as soon as the file would change something else than was shown."""
        return hashlib.sha256(repr((self.new, self.changed)).encode()).hexdigest()[:32]


def preview(file: IO[bytes], resource_class: type[RegisterResource], user: User) -> Preview:
    """Reads and compares, and writes nothing, not even in a transaction. Raises SheetError."""
    return looked_at(file, resource_class, user)[0]


def carry_out(file: IO[bytes], resource_class: type[RegisterResource], user: User, mark: str) -> Preview | None:
    """None when everything is written. Otherwise nothing is, and the preview is as things are now."""
    now, resource = looked_at(file, resource_class, user)
    if not now.can_be_done or now.mark != mark:
        return now
    try:
        with resource.guard():
            write(resource)
    except Refused as refused:
        now.problems.append(Problem(0, "", "", str(refused)))
        return now
    except IntegrityError:
        logger.warning("A register changed while a file was read in", exc_info=True)
        sentence = _("Nothing was saved: something else was saved at the same time. Look at it again.")
        now.problems.append(Problem(0, "", "", sentence))
        return now
    return None


def looked_at(file: IO[bytes], resource_class: type[RegisterResource], user: User) -> tuple[Preview, RegisterResource]:
    sheet, resource = opened(file, resource_class, user)
    result = resource.import_data_inner(sheet.dataset, True, False, False, False, resource=resource)
    return told(result, sheet, resource), resource


def opened(file: IO[bytes], resource_class: type[RegisterResource], user: User) -> tuple[Sheet, RegisterResource]:
    sheet = read(file, resource_class(user=user))
    return sheet, resource_class(user=user, row_numbers=sheet.row_numbers)


def told(result: Result, sheet: Sheet, resource: RegisterResource) -> Preview:
    made = Preview(sheet.notes)
    for number, cells, row in zip(sheet.row_numbers, sheet.dataset, result.rows, strict=True):
        if row.is_skip():
            made.unchanged += 1
        elif row.is_valid():
            changes = tuple(Change(heading, old, new) for heading, (old, new) in row.changes.items())
            (made.new if row.is_new() else made.changed).append(ReportedThing(number, row.name, changes))
        else:
            named = dict(zip(sheet.dataset.headers, cells, strict=True))
            name = ", ".join(str(named[column.column_name] or "") for column in resource.key_columns())
            made.problems += problems_of(row, number, name.strip(", "), resource)
    if not made.problems and (sentence := resource.refusal()):
        made.problems.append(Problem(0, "", "", sentence))
    for error in result.base_errors:  # ours were found by `read`: this is a fault of the house
        raise error.error
    return made


def problems_of(row: Any, number: int, name: str, resource: RegisterResource) -> Iterator[Problem]:
    if row.validation_error is None:
        for error in row.errors:
            logger.error("A row could not be read in", exc_info=error.error)
        yield Problem(number, name, "", _("The row could not be read in."))
        return
    headings = {column.attribute: column.heading for column in resource.columns()}
    error = row.validation_error
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for attribute, sentences in by_field.items():
        for sentence in sentences:
            yield Problem(number, name, headings.get(attribute, ""), sentence)

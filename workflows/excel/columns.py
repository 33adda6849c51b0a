"""The columns of a register's table, and what is told of each of its rows."""

from typing import TYPE_CHECKING, Any

from django.db.models import Manager, Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult
from tablib import Dataset

from workflows.excel.widgets import Choice, Money, References, Text, WholeNumber, YesNo, in_both_languages, plain

if TYPE_CHECKING:
    from workflows.excel.base import RegisterResource

KEEPS_WHEN_BLANK = (Choice, Money, WholeNumber, YesNo)

Row = dict[str, Any]


class Column(Field):
    """`title` heads the column in the reader's language going out, and in either language coming in."""

    def __init__(self, name: str, title: str | Promise, widget: Any = None, *, readonly: bool = False) -> None:
        super().__init__(attribute=name, widget=widget or Text(), readonly=readonly)
        self.title = title

    @property
    def heading(self) -> str:
        return capfirst(str(self.title))

    @property
    def names(self) -> set[str]:
        return in_both_languages(self.title) | {plain(self.column_name)}

    def get_value(self, instance: Model) -> Any:
        value = super().get_value(instance)
        return list(value.all()) if isinstance(value, Manager) else value

    def save(self, instance: Model, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        """An empty cell empties a text; of a number or a choice it says nothing."""
        if isinstance(self.widget, References):
            return
        if isinstance(self.widget, KEEPS_WHEN_BLANK) and Text().clean(row[self.column_name]) == "":
            return
        super().save(instance, row, is_m2m, **kwargs)


class KeyLoader(BaseInstanceLoader):
    def __init__(self, resource: "RegisterResource", dataset: Dataset | None = None) -> None:
        super().__init__(resource, dataset)
        resource.hold(dataset)

    def get_instance(self, row: Row) -> Model | None:
        return self.resource.pick(row)


class ReportedRow(RowResult):
    """With what would become of the row: {heading: (as it is, as it would be)}."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: dict[str, tuple[str, str]] = {}
        self.name = ""


def comparable(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(thing.pk for thing in value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value.pk or id(value) if isinstance(value, Model) else value

"""A register as a table: which row is which thing, and what a row would change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export.resources import ModelResource
from import_export.results import RowResult
from tablib import Dataset

from accounts.models import User
from workflows.excel.columns import Column, KeyLoader, ReportedRow, Row, comparable
from workflows.excel.widgets import Text


class RegisterResource(ModelResource):
    """Rows are found by what people know them by (`import_id_fields`), never by our own ids.

    It only looks and remembers (`new`, `changed`, `links`); `writing.write` saves. For one file and one person.
    """

    related: tuple[str, ...] = ()
    several: tuple[str, ...] = ()  # many-to-many columns
    narrow_by = ""  # the lookup of the first key column: so only what the file can mean is read
    one_by_one = False  # a new thing may refer to another new one
    secret: dict[str, str] = {}  # column: the permission without which it does not exist

    class Meta:
        use_bulk = True  # no savepoint per row
        skip_diff = True
        report_skipped = True
        clean_model_instances = True
        instance_loader_class = KeyLoader

    def __init__(self, *, user: User, row_numbers: Sequence[int] = ()) -> None:
        super().__init__()
        self.user, self.row_numbers = user, row_numbers
        for name, right in self.secret.items():
            if not user.has_perm(right):
                self.fields.pop(name, None)
        self.held: dict[tuple[str, ...], list[Any]] = defaultdict(list)
        self.seen: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.lookups: dict[str, Any] = {}
        self.links: list[tuple[Any, str, list[Any]]] = []
        self.new: list[Any] = []
        self.changed: list[tuple[Any, list[str]]] = []
        self.forget_row()

    @classmethod
    def get_row_result_class(cls) -> type[RowResult]:
        return ReportedRow

    # ── Out ──

    def get_queryset(self) -> QuerySet:
        rows = self._meta.model.objects.visible_to(self.user)  # type: ignore[attr-defined]
        return rows.select_related(*self.related).prefetch_related(*self.several)

    def columns(self) -> list[Column]:
        return self.get_export_fields()

    def rows(self, things: QuerySet) -> Iterator[list[Any]]:
        columns = self.columns()
        found = things.select_related(*self.related).prefetch_related(*self.several)
        for thing in found.iterator(chunk_size=500):
            yield [self.export_field(column, thing) for column in columns]

    # ── In: which thing a row is ──

    def key_columns(self) -> list[Column]:
        return self._key_columns

    @cached_property
    def _key_columns(self) -> list[Column]:
        return [self.fields[name] for name in self._meta.import_id_fields]

    @cached_property
    def _import_fields(self) -> list[Column]:
        return super().get_import_fields()

    def get_import_fields(self) -> list[Column]:
        """Asked several times for each row."""
        return self._import_fields

    def key_of(self, thing: Model) -> tuple[str, ...]:
        return tuple(Text().clean(column.export(thing)) for column in self.key_columns())

    def hold(self, dataset: Dataset | None) -> None:
        things = self.get_queryset().order_by("pk")
        if self.narrow_by and dataset is not None:
            named = {Text().clean(value) for value in dataset[self._meta.import_id_fields[0]]}
            things = things.filter(**{f"{self.narrow_by}__in": named})
        for thing in things:
            self.held[self.key_of(thing)].append(thing)

    def before_import_row(self, row: Row, **kwargs: Any) -> None:
        self.forget_row()
        self.number = kwargs["row_number"]

    def forget_row(self) -> None:
        self.number, self.is_new = 0, False
        self.before: dict[str, Any] = {}
        self.changes: dict[str, tuple[str, str]] = {}
        self.chosen: dict[str, list[Any]] = {}
        self.different: list[str] = []

    def pick(self, row: Row) -> Model | None:
        columns = self.key_columns()
        key = tuple(Text().clean(row[column.column_name]) for column in columns)
        missing = [column for column, text in zip(columns, key, strict=True) if not text]
        if missing:
            raise ValidationError({column.attribute: _("Is missing.") for column in missing})
        found = self.held.get(key, [])
        earlier = self.seen[key]
        earlier.append(self.number)
        if len(earlier) > max(len(found), 1):
            raise ValidationError(_("The same as in row %(row)d.") % {"row": self.row_in_file(earlier[0])})
        if len(found) < 2:
            return found[0] if found else None
        same = [thing for thing in found if not self.differs(thing, row)]
        if not same:
            raise ValidationError(_("There are several with this name. Change them one by one."))
        return same[(len(earlier) - 1) % len(same)]

    def differs(self, thing: Model, row: Row) -> bool:
        """Only for the rare twins: whether the row says anything else of the thing."""
        given = [column for column in self.columns() if column.column_name in row and not column.readonly]
        return any(Text().clean(column.export(thing)) != Text().clean(row[column.column_name]) for column in given)

    def row_in_file(self, number: int) -> int:
        return self.row_numbers[number - 1] if self.row_numbers else number + 1

    # ── In: what a row changes ──

    def after_init_instance(self, instance: Model, new: bool, row: Row, **kwargs: Any) -> None:
        self.is_new = new
        if not new:
            self.before = {column.attribute: column.get_value(instance) for column in self.given(row)}

    def given(self, row: Row) -> list[Column]:
        return [column for column in self.get_import_fields() if column.column_name in row and not column.readonly]

    def import_field(self, field: Any, instance: Model, row: Row, is_m2m: bool = False, **kwargs: Any) -> None:
        """What a thing was found by is not looked up again: it is the same."""
        if self.is_new or field not in self.key_columns():
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def import_instance(self, instance: Model, row: Row, **kwargs: Any) -> None:
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for name in set(self.several) & set(row):
            try:
                self.chosen[name] = self.fields[name].clean(row, **kwargs)
            except ValueError as error:
                errors[name] = [ValidationError(str(error))]
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance: Any, original: Any, row: Row, import_validation_errors: Any = None) -> bool:
        if import_validation_errors:
            return False
        for column in self.given(row):
            old = self.before.get(column.attribute)
            new = self.chosen.get(column.attribute, column.get_value(instance))
            if comparable(old) != comparable(new) and not (self.is_new and new in ("", None, [])):
                self.different.append(column.attribute)
                self.changes[column.heading] = (self.shown(column, old), self.shown(column, new))
        return not self.is_new and not self.changes

    def shown(self, column: Column, value: Any) -> str:
        text = "" if value is None else column.widget.render(value)
        return number_format(text) if isinstance(text, Decimal) else str(text)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """References were looked up and keys compared already: no queries here but those of the model's `clean`."""
        errors = dict(import_validation_errors or {})
        references = {field.name for field in instance._meta.fields if field.is_relation and not field.null}
        missing = {name for name in references - set(errors) if getattr(instance, f"{name}_id") is None}
        skipped = {field.name for field in instance._meta.fields if field.is_relation} | set(errors)
        errors |= {name: [ValidationError(_("Is missing."))] for name in missing}
        try:
            instance.clean_fields(exclude=skipped)
            if not errors:
                instance.clean()
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance: Any, is_create: bool, row: Row, **kwargs: Any) -> None:
        if is_create:
            self.new.append(instance)
        else:
            self.changed.append((instance, [name for name in self.different if name not in self.several]))
        self.links += [(instance, name, self.chosen[name]) for name in self.different if name in self.several]

    def guard(self) -> AbstractContextManager[None]:
        """Round the writing; raises Refused where it may not be after all."""
        return nullcontext()

    def refusal(self) -> str:
        """A sentence where the file as a whole cannot be carried out, though each of its rows could."""
        return ""

    def after_import_row(self, row: Row, row_result: Any, **kwargs: Any) -> None:
        row_result.changes = self.changes
        row_result.name = ", ".join(Text().clean(row[column.column_name]) for column in self.key_columns())

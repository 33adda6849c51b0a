"""What every page asks in the same words: Django writes its SQL once in a process, and each request only asks it.

To write a question with joins takes Django longer than the database takes to answer. The rows are read anew each time.
"""

from collections.abc import Callable, Iterable
from copy import copy
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Made = TypeVar("Made", bound=Model)


class Prepared(Generic[Row]):
    """`write` gives the question about the `likes`: values of the kinds that it will be asked with, in their order.
    They stand for nothing (-1, "?") and are found again among its parameters. All else in the question never changes.

    `question(*values)` gives the rows, in one query: of models, or of tuples that no other query goes with.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Row]], *likes: int | str) -> None:
        self.write, self.likes = write, likes
        self.written: dict[str, Written] = {}

    def __call__(self, *values: int | str) -> list[Row]:
        if not all(map(is_kept_somewhere, values)):
            return []
        written = self.here()
        given = dict(zip(self.likes, values, strict=True))
        return written.ask(written.sql, [given.get(param, param) for param in written.params])

    def here(self) -> "Written":
        kind = connection.vendor
        if kind not in self.written:
            self.written[kind] = Written(self.write(*self.likes))
            assert {*self.likes} <= {*self.written[kind].params}
        return self.written[kind]


def is_kept_somewhere(value: int | str) -> bool:
    """No column holds a number of more than 64 bits, or a zero byte: comparing with them is an error."""
    return -(2**63) <= value < 2**63 if isinstance(value, int) else "\x00" not in value


class Written:
    """A question with its SQL, and how Django makes rows of the answer."""

    def __init__(self, rows: QuerySet) -> None:
        self.iterable: Any = rows._iterable_class  # type: ignore[attr-defined]
        self.compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.sql, params = self.compiler.as_sql()
        self.params = list(params)
        self.converters: Any = None

    def ask(self, sql: str, params: Iterable[Any]) -> list[Any]:
        compiler = copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_args, **_more: (sql, tuple(params))  # type: ignore[method-assign]
        compiler.get_converters = lambda columns: self.converted(compiler, columns)  # type: ignore[method-assign]
        query = SimpleNamespace(get_compiler=lambda using: compiler)
        rows: Any = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})
        return list(self.iterable(rows))

    def converted(self, compiler: SQLCompiler, columns: Any) -> Any:
        """What becomes of which column's values: the same each time, and as dear as the rest of a small answer."""
        if self.converters is None:
            self.converters = SQLCompiler.get_converters(compiler, columns)
        return self.converters


class Insert(Generic[Made]):
    """Inserts one row of the model, in words written once. As `bulk_create` it sends no signals and calls no `save`."""

    def __init__(self, model: type[Made]) -> None:
        self.model = model
        self.fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
        names = ", ".join(f'"{field.column}"' for field in self.fields)
        places = ", ".join(["%s"] * len(self.fields))
        table, key = model._meta.db_table, model._meta.pk.column  # type: ignore[union-attr]
        self.sql = f'INSERT INTO "{table}" ({names}) VALUES ({places}) RETURNING "{key}"'  # noqa: S608 (our own columns)

    def __call__(self, row: Made) -> Made:
        values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in self.fields]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values)
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        return row

"""Many rows at once, some three times as fast as bulk_create, which makes an expression of every value.

For a made-up history only: neither signals nor `pre_save`, and no value of the database's own but the key.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, connections
from django.db.models import BooleanField, CharField, ForeignKey, IntegerField, Model, TextField

KEPT_AS_IS = (BooleanField, CharField, ForeignKey, IntegerField, TextField)


def insert(rows: Sequence[Model]) -> None:
    """Rows of one model; each is given its key. To be called in a transaction, by one writer at a time."""
    if not rows:
        return
    model = type(rows[0])
    for row, key in zip(rows, new_keys(model._meta.db_table, len(rows)), strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    fields: list[Any] = list(model._meta.concrete_fields)
    values = zip(*(column(field, rows) for field in fields), strict=True)
    write(model._meta.db_table, [field.column for field in fields], values)


def new_keys(table: str, count: int) -> Iterable[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            next_key = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(next_key, [table, count])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = cursor.fetchone()[0] + 1
        return range(first, first + count)


def column(field: Any, rows: Sequence[Model]) -> Iterable[Any]:
    """The field's values as the database takes them."""
    values = map(attrgetter(field.attname), rows)
    if isinstance(field, KEPT_AS_IS):
        return values
    database = connections[connection.alias]  # asked once: the proxy looks it up for every value
    return (None if value is None else field.get_db_prep_save(value, database) for value in values)


def write(table: str, columns: list[str], rows: Iterable[Any]) -> None:
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (names of our own)
        cursor.executemany(statement, rows)  # type: ignore[arg-type]

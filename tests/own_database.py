"""A database of its own for a test that needs real commits: threads that contest, a server with a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections


@pytest.fixture
def db(django_db_setup: None) -> None:
    """Makes pytest-django create the test database, without opening a transaction on it."""


@pytest.fixture
def own_database(db: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A copy of the migrated test database, to which every *new thread* connects; thrown away afterwards.

    SQLite: a file in WAL, as in the real thing. PostgreSQL: a database made from the test database as its template.
    The test's own thread keeps its old connection: do everything, also the set-up, through `in_thread`.
    """
    settings = connections.settings["default"]
    name = settings["NAME"]
    with django_db_blocker.unblock():
        copy = copy_sqlite(tmp_path) if connection.vendor == "sqlite" else copy_postgres(name)
        settings["NAME"] = copy
        yield
        settings["NAME"] = name
        if connection.vendor == "postgresql":
            as_owner(f'DROP DATABASE "{copy}" WITH (FORCE)')


def copy_sqlite(folder: Path) -> str:
    copy = folder / "own.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    return str(copy)


def copy_postgres(name: str) -> str:
    connection.close()
    as_owner(f'DROP DATABASE IF EXISTS "{name}_own" WITH (FORCE)')
    as_owner(f'CREATE DATABASE "{name}_own" TEMPLATE "{name}"')
    return f"{name}_own"


def as_owner(statement: str) -> None:
    settings = connection.settings_dict
    server = {"host": settings["HOST"], "port": settings["PORT"] or 5432, "user": settings["USER"]}
    with psycopg.connect(dbname="postgres", password=settings["PASSWORD"], autocommit=True, **server) as owner:
        owner.execute(statement)  # type: ignore[call-overload]

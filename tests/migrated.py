"""The migrated database that runs begin with: made by the command, kept while the code is the same.

On SQLite a file to be copied. On PostgreSQL a template database on the same server, beside which the file is made only
for the tests that ask for it.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management.commands import migrate
from django.db import connections
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".pytest_cache" / "migrated"
WINGS = ("workflows", "forms", "reports", "site")
READ_BY_MIGRATIONS = (
    "**/migrations/*.py",
    "**/models/**/*.py",
    "**/models.py",
    "**/apps.py",
    "serva/settings.py",
    "accounts/roles.py",
    "search.py",
)


def fingerprint() -> str:
    """Of what makes the tables: migrations, and the code that they and what follows them read; the packages."""
    found = hashlib.sha256(sys.version.encode())
    code = {path for wing in WINGS for shape in READ_BY_MIGRATIONS for path in (ROOT / wing).glob(shape)}
    for path in [ROOT / "requirements.txt", *sorted(code)]:
        found.update(path.as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """Of processes that ask at the same time one makes it and the others wait."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def run_migrate(**environment: str) -> None:
    """With the settings as they come when nothing else is set."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(command, cwd=ROOT, env={"DATA_DIR": folder, **kept, **environment}, check=True)


def kept_file() -> Path:
    with alone():
        path = FOLDER / f"{fingerprint()}.sqlite3"
        if not path.exists():
            for old in FOLDER.glob("*.sqlite3"):
                old.unlink()
            with TemporaryDirectory() as folder:
                run_migrate(DATA_DIR=folder)
                with closing(sqlite3.connect(Path(folder) / "serva.sqlite3")) as made:
                    made.execute("VACUUM INTO ?", [str(path.with_suffix(".new"))])
            path.with_suffix(".new").rename(path)
    return path


def kept_template() -> str:
    """The name of a database beside that of DATABASE_URL."""
    connection = connections["default"]
    quoted = connection.ops.quote_name
    begins = f"template_{connection.settings_dict['NAME']}_"
    name, unfinished = begins + fingerprint(), begins + "new"
    with alone(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [begins])
        there = {row[0] for row in cursor.fetchall()}
        if name not in there:
            for old in there:
                cursor.execute(f"DROP DATABASE {quoted(old)}")
            cursor.execute(f"CREATE DATABASE {quoted(unfinished)}")
            address = urlsplit(os.environ["DATABASE_URL"])
            run_migrate(DATABASE_URL=address._replace(path=f"/{unfinished}").geturl())
            cursor.execute(f"ALTER DATABASE {quoted(unfinished)} RENAME TO {quoted(name)}")
    return name


def kept() -> Path | str:
    return kept_template() if connections["default"].vendor == "postgresql" else kept_file()


def begin() -> None:
    """Makes it beside what the workers do meanwhile: they read the tests first."""
    subprocess.Popen([sys.executable, "-m", "tests.migrated"], cwd=ROOT)


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A database file, to be copied."""
    return kept_file()


def read_file(command: Any, *args: Any, database: str, **options: Any) -> None:
    connection = connections[database]
    connection.ensure_connection()
    with closing(sqlite3.connect(kept_file())) as made:
        made.backup(connection.connection)


def is_migrated(command: Any, *args: Any, **options: Any) -> None:
    """A copy of the template is."""


@pytest.fixture(scope="session")
def loading(django_db_blocker: DjangoDbBlocker) -> Iterator[pytest.MonkeyPatch]:
    """Has `migrate` find the work done."""
    patch = pytest.MonkeyPatch()
    handle: Callable[..., None] = read_file
    if connections["default"].vendor == "postgresql":
        with django_db_blocker.unblock():
            patch.setitem(connections["default"].settings_dict["TEST"], "TEMPLATE", kept_template())
        handle = is_migrated
    patch.setattr(migrate.Command, "handle", handle)
    yield patch
    patch.undo()


@pytest.fixture(scope="session")
def django_db_setup(loading: pytest.MonkeyPatch, django_db_setup: None) -> None:
    loading.undo()


if __name__ == "__main__":
    import django

    sys.path[:0] = [str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serva.settings")
    django.setup()
    kept()

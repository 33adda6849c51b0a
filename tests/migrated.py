"""The migrated database that runs on SQLite begin with: made by the command, kept while the code is the same."""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.management.commands import migrate
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
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


def make(path: Path) -> None:
    """With the settings as they come when nothing is set."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    with TemporaryDirectory() as folder:
        command = [sys.executable, "manage.py", "migrate", "-v0"]
        subprocess.run(command, cwd=ROOT, env={**kept, "DATA_DIR": folder}, check=True)
        with closing(sqlite3.connect(Path(folder) / "serva.sqlite3")) as made:
            made.execute("VACUUM INTO ?", [str(path)])


def kept() -> Path:
    """Of processes that ask at the same time one makes it and the others wait."""
    folder = ROOT / ".pytest_cache" / "migrated"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{fingerprint()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            for old in folder.glob("*.sqlite3"):
                old.unlink()
            make(path.with_suffix(".new"))
            path.with_suffix(".new").rename(path)
    return path


def begin() -> None:
    """Makes it beside what the workers do meanwhile: they read the tests first."""
    subprocess.Popen([sys.executable, "-m", "tests.migrated"], cwd=ROOT)


@pytest.fixture(scope="session")
def migrated() -> Path:
    """A database file, to be copied."""
    return kept()


@pytest.fixture(scope="session")
def loading(request: pytest.FixtureRequest) -> Iterator[pytest.MonkeyPatch]:
    """Has `migrate` read the migrated file instead, on SQLite."""
    patch = pytest.MonkeyPatch()

    def load(command: Any, *args: Any, database: str, **options: Any) -> None:
        connection = connections[database]
        connection.ensure_connection()
        with closing(sqlite3.connect(request.getfixturevalue("migrated"))) as made:
            made.backup(connection.connection)

    if connections["default"].vendor == "sqlite":
        patch.setattr(migrate.Command, "handle", load)
    yield patch
    patch.undo()


@pytest.fixture(scope="session")
def django_db_setup(loading: pytest.MonkeyPatch, django_db_setup: None) -> None:
    loading.undo()


if __name__ == "__main__":
    kept()

"""One request as one of the cast, after which nothing remains of it: rows, cookies and callbacks are as before."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.http.cookie import SimpleCookie
from django.test import Client

from tests.promises.matrix.answers import content_of
from tests.promises.matrix.world import World
from workflows.models import LimitCount

WRITES = re.compile(r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
SAFE = {"GET", "HEAD", "OPTIONS"}
# Who one is and how often one came; nothing of anybody's.
ANYBODYS = {"django_session", LimitCount._meta.db_table, settings.CACHES["default"].get("LOCATION", "")}
KEEPS_TEMPLATES = "django.test.client.store_rendered_templates"  # and copies of their contexts, which nobody here reads


@dataclass(repr=False)
class Asked:
    """`written` are the tables that the request wrote to, and "files" when it stored or removed one."""

    answer: HttpResponse
    written: set[str]


@dataclass(repr=False)
class Asker:
    """The cast at their browsers."""

    world: World
    clients: dict[str, Client] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    drawn: dict[tuple[str, str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files = {path: Path(path).read_bytes() for path in stored()}
        self.mark_folders()
        self.clients["anonymous"] = client()
        for name, user in self.world.people().items():
            self.clients[name] = client()
            self.clients[name].force_login(user)

    def ask(self, person: str, method: str, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> Asked:
        """`data` may hold open files; they are read from their beginning."""
        browser = self.clients[person]
        cookies = SimpleCookie(browser.cookies)
        for value in (data or {}).values():
            for part in value if isinstance(value, list) else [value]:
                if hasattr(part, "seek"):
                    part.seek(0)
        with undone(), watched() as written, mock.patch(KEEPS_TEMPLATES, nothing):
            answer = getattr(browser, method.lower())(path, data, **more)
            content_of(answer)
        browser.cookies = cookies
        if method not in SAFE and self.put_files_back():
            written.add("files")
        return Asked(answer, written)

    def put_files_back(self) -> bool:
        """Whether any had come or gone."""
        if all(stamp(folder) == 0 for folder in self.folders):
            return False
        now = stored()
        for path in now - self.files.keys():
            Path(path).unlink()
        for path in self.files.keys() - now:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(self.files[path])
        self.mark_folders()
        return now != self.files.keys()

    def mark_folders(self) -> None:
        """In which a file comes or goes has another time than 1970 from then on: no need to look into each."""
        root = str(settings.PRIVATE_ROOT)
        self.folders = [root, *(folder for folder, _folders, _names in os.walk(root) if folder != root)]
        for folder in self.folders:
            if stamp(folder) is not None:
                os.utime(folder, (0, 0))


def nothing(*args: Any, **kwargs: Any) -> None: ...


def client() -> Client:
    return Client(raise_request_exception=False)


def stored() -> set[str]:
    return {os.path.join(folder, name) for folder, _folders, names in os.walk(settings.PRIVATE_ROOT) for name in names}


def stamp(folder: str) -> int | None:
    try:
        return os.stat(folder).st_mtime_ns
    except FileNotFoundError:
        return None


@contextmanager
def undone() -> Iterator[None]:
    """Inside of the transaction that holds the world."""
    callbacks = list(connection.run_on_commit)
    point = transaction.savepoint()
    try:
        yield
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(point)
        connection.run_on_commit = callbacks


@contextmanager
def watched() -> Iterator[set[str]]:
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := WRITES.match(sql)) and found[1] not in ANYBODYS:
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written

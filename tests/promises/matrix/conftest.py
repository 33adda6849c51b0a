"""The world is built once for all cells of a module; each request in it is undone."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import transaction

from tests.promises.matrix.asking import Asker
from tests.promises.matrix.building import build_world
from tests.promises.matrix.sidebar import drawn_once

ROOTS = ("PRIVATE_ROOT", "ERP_ROOT", "MEDIA_ROOT", "MAIL_FOLDER")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("matrix")


@pytest.fixture(autouse=True)
def own_folders(settings: Any, folder: Path) -> None:
    """In place of those of one test: what the world stores lasts as long as the world."""
    for name in ROOTS:
        setattr(settings, name, folder / name.lower())


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of answers are 404, as they should be."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    yield
    logger.disabled = before


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: Any, folder: Path) -> Iterator[Asker]:
    before = {name: getattr(django_settings, name) for name in ROOTS}
    with django_db_blocker.unblock(), transaction.atomic(), drawn_once():
        for name in ROOTS:
            setattr(django_settings, name, folder / name.lower())
        yield Asker(build_world())
        transaction.set_rollback(True)
    for name, value in before.items():
        setattr(django_settings, name, value)

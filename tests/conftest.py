"""What every test may ask for. The cast has its own room: tests/cast.py."""

import gc
import os
import shutil
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import Settings as SettingsWrapper

from tests.cast import cast
from tests.migrated import begin, django_db_setup, loading, migrated
from workflows.remembered import Remembered

__all__ = ["cast", "django_db_setup", "loading", "migrated"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

NEEDS = {
    "postgres": (settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), "needs DATABASE_URL"),
    "redis": (bool(settings.REDIS_URL), "needs REDIS_URL"),
    "sqlite": (settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), "is about SQLite"),
}


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        begin()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for name, (there, reason) in NEEDS.items():
            if name in item.keywords and not there:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: no use in looking through it for garbage thousands of times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With NO_SKIPS=1, as .ci/run says, a test that could not run counts as failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("\nNO_SKIPS is set, and tests were skipped.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def own_folders(settings: SettingsWrapper, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a test stores is its own. The folder is made by who stores: most tests store nothing."""
    own = tmp_path_factory.getbasetemp() / uuid.uuid4().hex
    for name, folder in [
        ("PRIVATE_ROOT", "files"),
        ("ERP_ROOT", "erp"),
        ("MEDIA_ROOT", "media"),
        ("MAIL_FOLDER", "mail"),
    ]:
        setattr(settings, name, own / folder)


@pytest.fixture(autouse=True)
def own_cache(settings: SettingsWrapper) -> None:
    """What one test counts does not reach the next: the cache outlives the roll-back of a test."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture(autouse=True)
def own_memory() -> None:
    """The roll-back of a test takes rows back that the process still remembers."""
    for remembered in Remembered.everything:
        remembered.forget()


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright. Skips with the reason where either is missing.

    Playwright leaves an event loop in the tests' thread, in which Django opens connections of its own: those of before
    are closed at the start, those of the loop at the end, or nobody could copy and drop the database.
    """
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: sudo apt install chromium")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install -r requirements-dev.txt"
    )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    connections.close_all()
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page of a phone, 360 px wide, in Swedish."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="sv-SE"
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium: Any) -> Iterator[Any]:
    """A page of an office screen, 1280 px wide, in Swedish."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    yield context.new_page()
    context.close()

"""What every test may ask for. The cast has its own room: tests/cast.py."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.cast import cast

__all__ = ["cast"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """What a test stores is its own, and gone afterwards."""
    for name, folder in [("PRIVATE_ROOT", "files"), ("ERP_ROOT", "erp"), ("MEDIA_ROOT", "media"), ("MAIL_FOLDER", "mail")]:
        setattr(settings, name, tmp_path / folder)


@pytest.fixture(autouse=True)
def fresh_limits(request: pytest.FixtureRequest) -> Iterator[None]:
    """Rate limits of one test do not reach the next. Only Redis remembers across the roll-back of a test."""
    yield
    from django.conf import settings

    if settings.REDIS_URL:
        for key in cache._cache.get_client().scan_iter(f"{settings.CACHES['default']['KEY_PREFIX']}:*"):  # type: ignore[attr-defined]
            cache._cache.get_client().delete(key)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright. Skips with the reason where either is missing."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: sudo apt install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -r requirements-dev.txt")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page of a phone, 360 px wide, in Swedish."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="sv-SE")
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chromium: Any) -> Iterator[Any]:
    """A page of an office screen, 1280 px wide, in Swedish."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    yield context.new_page()
    context.close()

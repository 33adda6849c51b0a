"""Marks a data folder as the demo's, so that nothing else is ever thrown away."""

from pathlib import Path

from django.conf import settings

KEPT = {"secret-key"}


def _marker() -> Path:
    return Path(settings.DATA_DIR) / "demo"


def mark() -> None:
    """Marks the folder unless it holds a database already that no demo made."""
    if not (Path(settings.DATA_DIR) / "serva.sqlite3").exists():
        _marker().touch()


def is_demo() -> bool:
    return _marker().exists()


def contents() -> list[Path]:
    return [path for path in Path(settings.DATA_DIR).iterdir() if path.name not in KEPT]

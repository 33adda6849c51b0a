"""Where the catalogues of translations lie."""

from pathlib import Path

from django.apps import apps
from django.conf import settings


def apps_with_messages() -> list[Path]:
    """Our own apps that say something to people."""
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(settings.BASE_DIR)]
    return sorted(path for path in own if ".venv" not in path.parts)


def catalogue(app: Path) -> Path:
    return app / "locale" / "sv" / "LC_MESSAGES" / "django.po"

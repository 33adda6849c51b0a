import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from serva.catalogues import apps_with_messages, catalogue


class Command(BaseCommand):
    help = (
        "Collects every app's strings into its Swedish catalogue and compiles it. New strings wait there untranslated."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for app in apps_with_messages():
            collect(app)
            po = catalogue(app)
            run(["msgattrib", "--no-obsolete", "--no-wrap", "-o", str(po), str(po)], app)
            run(["msgfmt", "-o", str(po.with_suffix(".mo")), str(po)], app)
            self.stdout.write(f"{app.relative_to(settings.BASE_DIR)}")


def collect(app: Path) -> None:
    """Needs gettext. Works in place: to look without touching, give it a copy."""
    catalogue(app).parent.mkdir(parents=True, exist_ok=True)
    options = ["makemessages", "-l", "sv", "--no-location", "--no-wrap", "-d", "django"]
    run([sys.executable, "-P", "-m", "django", *options], app)  # -P: reports/statistics is not Python's own


def run(command: list[str], folder: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    try:
        subprocess.run(command, cwd=folder, env=bare, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    except FileNotFoundError as error:
        raise CommandError("gettext is missing. Install it with: sudo apt install gettext") from error
    except subprocess.CalledProcessError as error:
        raise CommandError(f"{' '.join(command)} in {folder}:\n{error.stderr}") from error

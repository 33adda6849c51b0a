import shutil
import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from serva import demo_folder


class Command(BaseCommand):
    help = "Throws the demo's data away, so that the next make demo begins anew. Refuses any other data."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            raise CommandError("DATABASE_URL is set: drop that database and create it again yourself.")
        if not demo_folder.is_demo():
            raise CommandError(f"{settings.DATA_DIR} holds no demo: nothing was removed.")
        with socket.socket() as probe:
            if probe.connect_ex((settings.HOST, settings.PORT)) == 0:
                raise CommandError(f"Something answers on port {settings.PORT}. Stop the demo first (Ctrl-C there).")
        for path in demo_folder.contents():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.stdout.write("The demo's data is gone. make demo makes it anew.")

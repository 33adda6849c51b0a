from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from workflows.heartbeat import SILENT, last_seen, worker_silent_since

MOST = 7 * 24 * 60


class Command(BaseCommand):
    help = "Tells a monitoring system whether the worker is alive: 0 if it is, 2 and a line on stderr if it is silent."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        minutes = int(SILENT.total_seconds()) // 60
        parser.add_argument("--minutes", type=int, default=minutes, help=f"how long is too long ({minutes})")

    def handle(self, *args: Any, **options: Any) -> None:
        minutes = options["minutes"]
        if not 1 <= minutes <= MOST:
            raise CommandError(f"--minutes is between 1 and {MOST}.", returncode=3)
        silent_since = worker_silent_since(timedelta(minutes=minutes))
        if silent_since is not None:
            when = timezone.localtime(silent_since).isoformat(" ", "seconds")
            raise CommandError(f"The worker has been silent since {when}.", returncode=2)
        self.stdout.write(f"The worker was alive {(timezone.now() - last_seen()).seconds} seconds ago.")

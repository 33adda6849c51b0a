import contextlib
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from serva.demo_folder import mark

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 20


class Command(BaseCommand):
    help = "Runs the demo: migrates, makes the demo company if it is not there, starts web server and worker together."
    requires_system_checks = "__all__"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo's log-ins are known to everybody. Say that you want that: DEMO=1, or: make demo"
            )
        self.port_is_free()
        mark()
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        call_command("demo", stdout=self.stdout)
        self.stdout.flush()
        sys.exit(self.supervise())

    def port_is_free(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.HOST, settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} on {settings.HOST} cannot be used ({error.strerror}). "
                    f"Choose another: PORT={settings.PORT + 1} make demo"
                ) from error

    def supervise(self) -> int:
        """Ends when told to, or when one of the two ends by itself; the other is stopped too."""
        asked: list[int] = []
        for number in STOPS:
            signal.signal(number, lambda received, frame: asked.append(received))
        with (settings.DATA_DIR / "demo.log").open("ab") as log:
            children = {name: start(command, log) for name, command in commands().items()}
            told = False
            while not asked and all(child.poll() is None for child in children.values()):
                told = told or self.tell()
                time.sleep(0.2)
            ended = [name for name, child in children.items() if child.poll() is not None]
            for child in children.values():
                stop(child)
        if asked:
            self.stdout.write("\nStopped. The data is kept: make demo starts again, make demo-reset begins anew.")
            return 0
        self.stderr.write(f"The {ended[0]} ended by itself. Its last words are in {settings.DATA_DIR / 'demo.log'}.")
        return 1

    def tell(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection((settings.HOST, settings.PORT), timeout=0.2):
            self.stdout.write(f"\nServa answers at {settings.BASE_URL}/ – Ctrl-C stops it.")
            self.stdout.flush()
            return True
        return False


def commands() -> dict[str, list[str]]:
    web = ["-m", "gunicorn", "serva.wsgi", "--pythonpath", ".,site", "--bind", f"{settings.HOST}:{settings.PORT}"]
    return {
        "web server": [*web, "--workers", "2", "--threads", "4", "--access-logfile", "-", "--no-control-socket"],
        "worker": ["manage.py", "run_huey"],
    }


def start(command: list[str], log: Any) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches the supervisor alone, and it decides how the others end."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *command], cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True
    )


def stop(child: subprocess.Popen[bytes]) -> None:
    """INT lets the worker finish its task, and gunicorn its requests."""
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()

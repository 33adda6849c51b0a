"""Whether a worker is alive: it writes the time down each minute, and between errands while it is busy."""

import socket
import time
from datetime import datetime, timedelta

from django.utils import timezone

from workflows.models import WorkerHeartbeat

SILENT = timedelta(minutes=5)
FORGOTTEN = timedelta(days=1)
PAUSE = 30.0  # seconds

_last: float | None = None


def beat() -> None:
    """The worker calls this at its start and each minute. Machines that are gone are forgotten."""
    global _last
    _last, now = time.monotonic(), timezone.now()
    WorkerHeartbeat.objects.update_or_create(worker=socket.gethostname()[:100], defaults={"seen_at": now})
    WorkerHeartbeat.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def go_on() -> None:
    """For long work: costs nothing most of the time, and does nothing in a process that is no worker."""
    if _last is not None and time.monotonic() - _last >= PAUSE:
        beat()


def last_seen() -> datetime:
    """When any worker was alive; when Serva was set up, if none ever was."""
    seen = WorkerHeartbeat.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    return seen or datetime.fromtimestamp(0, tz=timezone.get_current_timezone())


def worker_silent_since(patience: timedelta = SILENT) -> datetime | None:
    """Since when no worker has been alive, if that is longer than `patience`. One query."""
    seen = last_seen()
    return seen if seen < timezone.now() - patience else None

"""Every notice goes out, whatever the mail server does and however often the worker is killed."""

import os
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import cast as the_cast
from tests.promises.kills.unruly import WHIMS, UnrulyServer
from tests.threads import in_thread
from workflows import errands
from workflows.models import CaseEvent, Channel, Delivery, Errand

WORKERS = 2
PATIENCE = 120.0  # seconds without anything having gone out
pytestmark = pytest.mark.usefixtures("own_database")


@dataclass(frozen=True)
class Outcome:
    """`lost`: receivers without a mail; `doubled`: with a second of another id; `repeated`: mails with the same id."""

    sent: int
    lost: int
    doubled: int
    repeated: int
    kills: int

    def __str__(self) -> str:
        names = ("sent", "lost", "doubled", "repeated", "kills")
        return "\n".join([("{:>10}" * 5).format(*names), ("{:>10}" * 5).format(*(getattr(self, n) for n in names))])


class Workers:
    """Processes that do what is due, each replaced when it is killed. Forked from a thread without a connection."""

    def __init__(self) -> None:
        self.pids: list[int] = []
        self.killed, self.lock = 0, threading.Lock()

    def start(self) -> None:
        pid = os.fork()
        if pid == 0:
            try:
                while True:
                    errands.perform_due()
                    time.sleep(0.01)
            finally:
                os._exit(1)
        self.pids.append(pid)

    def kill_one(self) -> None:
        with self.lock:
            self.end(self.pids.pop(0))
            self.killed += 1
            self.start()

    def end(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def set_up(count: int) -> None:
    the_cast.build().opens_case()
    Errand.objects.all().delete()
    Delivery.objects.all().delete()
    event = CaseEvent.objects.get()
    rows = Delivery.objects.bulk_create(
        Delivery(
            event=event, recipient_key=f"address:{n}", channel=Channel.EMAIL, address=f"{n}@kund.example",
            subject="Hej", text="Hej", message_id=f"case-1.1.{n}",
        )
        for n in range(count)
    )  # fmt: skip
    Errand.objects.bulk_create(errands.draft("deliver", row.pk) for row in rows)


def wait_until_idle() -> None:
    left, since = -1, time.monotonic()
    while (now_left := Errand.objects.waiting().count()) and time.monotonic() - since < PATIENCE:
        if now_left != left:
            left, since = now_left, time.monotonic()
        time.sleep(0.05)


def run(settings: Any, count: int, kills: int, whims: tuple[str, ...] = WHIMS) -> Outcome:
    in_thread(lambda: set_up(count))
    workers = Workers()
    with UnrulyServer(workers.kill_one, kill_every=max(2, count // (kills + 1)), kills=kills, whims=whims) as server:
        settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 5
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        in_thread(lambda: [workers.start() for _number in range(WORKERS)])
        try:
            in_thread(wait_until_idle)
        finally:
            with workers.lock:
                for pid in workers.pids:
                    workers.end(pid)
        server.shutdown()
        ids = Counter(to for to, _id in server.got)
        return Outcome(
            sent=sum(server.got.values()), lost=count - len(ids), doubled=sum(number > 1 for number in ids.values()),
            repeated=sum(server.got.values()) - len(server.got), kills=workers.killed,
        )  # fmt: skip


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The waits and the lease, all shortened by about the same factor."""
    monkeypatch.setattr(errands, "RETRIES", [timedelta(seconds=s) for s in (0.02, 0.05, *[0.2] * 9)])
    monkeypatch.setattr(errands, "LEASE", timedelta(seconds=0.5))


def test_none_is_lost_and_none_doubled(settings: Any) -> None:
    outcome = run(settings, count=25, kills=3)
    assert (outcome.lost, outcome.doubled, outcome.kills) == (0, 0, 3)


def test_some_would_be_lost_if_they_were_taken_off_the_list_first(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful = errands.claim

    def careless(errand_id: int | None = None, now: datetime | None = None) -> Errand | None:
        errand = careful(errand_id, now)
        if errand is not None:
            Errand.objects.filter(pk=errand.pk).update(done_at=timezone.now())
        return errand

    monkeypatch.setattr(errands, "claim", careless)
    outcome = run(settings, count=20, kills=2, whims=("take",))
    assert outcome.lost >= 1 and outcome.kills >= 1


@pytest.mark.slow
def test_none_of_many_is_lost(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = run(settings, count=20_000, kills=100)
    with capsys.disabled():
        print(f"\nNotices by mail\n{outcome}")
    assert (outcome.lost, outcome.doubled, outcome.kills) == (0, 0, 100)

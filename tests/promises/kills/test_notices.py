"""Every event is told (R3), whatever the mail server does and however often the worker is killed."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import cast as the_cast
from tests.promises.kills.processes import Workers
from tests.promises.kills.unruly import WHIMS, UnrulyServer
from tests.threads import in_thread
from workflows import errands
from workflows.models import (
    Case,
    CaseEvent,
    CaseLink,
    Channel,
    Errand,
    EventKind,
    NotificationRule,
    Occasion,
    Receiver,
)

WORKERS = 2
DOMAIN = "kund.example"
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


def set_up(count: int) -> None:
    """As many cases that were just opened, each with a reporter who is to be told."""
    team = the_cast.build().lifts
    NotificationRule.objects.exclude(event=Occasion.OPENED, receiver=Receiver.REPORTER, channel=Channel.EMAIL).delete()
    cases = Case.objects.bulk_create(
        Case(title="Hissen står", source=Case.Source.FORM, team=team, reporter_email=f"{n}@{DOMAIN}", last_sequence=1)
        for n in range(count)
    )
    CaseLink.objects.bulk_create(CaseLink(case=case, email=case.reporter_email) for case in cases)
    events = CaseEvent.objects.bulk_create(
        CaseEvent(case=case, sequence=1, kind=EventKind.OPENED, by_name="Kim", via="form") for case in cases
    )
    Errand.objects.bulk_create(errands.draft("notify", event.pk) for event in events)


def wait_until_idle(workers: Workers, count: int, kills: int) -> None:
    """Meanwhile kills workers that may be planning notices: the mail server kills those that are sending."""
    left, since, killed = -1, time.monotonic(), 0
    while (now_left := Errand.objects.waiting().count()) and time.monotonic() - since < PATIENCE:
        if now_left != left:
            left, since = now_left, time.monotonic()
        planned = count - Errand.objects.waiting().filter(kind="notify").count()
        if killed < kills and planned * (kills + 1) >= count * (killed + 1):
            in_thread(workers.kill_one)  # which forks: not with the connection of this thread
            killed += 1
        time.sleep(0.05)


def run(settings: Any, count: int, kills: int, whims: tuple[str, ...] = WHIMS) -> Outcome:
    in_thread(lambda: set_up(count))
    workers = Workers()
    planning = kills // 2
    every, sending = max(2, count // (kills - planning + 1)), kills - planning
    with UnrulyServer(workers.kill_one, kill_every=every, kills=sending, whims=whims) as server:
        settings.EMAIL_BACKEND, settings.EMAIL_TIMEOUT = "django.core.mail.backends.smtp.EmailBackend", 5
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        in_thread(lambda: [workers.start() for _number in range(WORKERS)])
        try:
            in_thread(lambda: wait_until_idle(workers, count, planning))
        finally:
            workers.end_all()
        server.shutdown()
        ids = Counter(to for to, _id in server.got if to.endswith(DOMAIN))
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

"""A notice that is gathered while the mail goes out is in that mail or in the next, never in none and never in both."""

from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from tests import cast as the_cast
from tests.threads import in_thread, in_threads
from workflows import tasks
from workflows.models import CaseEvent, Delivery, NoticeDigest, NotificationPreference
from workflows.notifications import deliver, digests

PLANNERS = 6
LATE = 3
pytestmark = pytest.mark.usefixtures("own_database")


def set_up() -> list[int]:
    cast = the_cast.build()
    NotificationPreference.objects.create(user=cast.tea, digest="hourly")
    for number in range(PLANNERS + LATE):
        cast.opens_case(title=f"Fel {number:03}")
    return list(CaseEvent.objects.order_by("pk").values_list("pk", flat=True))


def lost_and_doubled(monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Some gather while the mail is sent, some when it has just gone, by clocks that are a little behind."""
    monkeypatch.setattr(tasks, "do_due_errands", lambda: None)
    events, due = in_thread(set_up), timezone.now()
    monkeypatch.setattr(NotificationPreference, "digest_due", next_slot(due))
    barrier = Barrier(PLANNERS + 1)
    in_thread(lambda: deliver.plan(events[0]))

    def plan(event: int) -> None:
        barrier.wait()
        deliver.plan(event)

    def send() -> None:
        barrier.wait()
        digests.send(NoticeDigest.objects.get(due_at=due).pk)

    in_threads([send, *(lambda pk=pk: plan(pk) for pk in events[:PLANNERS])])  # type: ignore[misc]
    in_threads([lambda pk=pk: deliver.plan(pk) for pk in events[PLANNERS:]])  # type: ignore[misc]
    in_thread(lambda: [digests.send(pk) for pk in NoticeDigest.objects.values_list("pk", flat=True)])
    titles = [f"Fel {number:03}" for number in range(PLANNERS + LATE)]
    told = [sum(title in message.body for message in mail.outbox) for title in titles]
    return told.count(0), sum(count > 1 for count in told)


def next_slot(due: datetime) -> Any:
    """Always the same, unless that is what was found closed: its next second is asked for then."""
    closed = due + timedelta(seconds=1)
    return lambda choice, now: due + timedelta(hours=1) if now == closed else due


def test_it_tells_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lost_and_doubled(monkeypatch) == (0, 0)


def test_it_would_lose_some_without_looking_whether_the_mail_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(delivery: Delivery, choice: NotificationPreference, now: datetime) -> None:
        digest, _new = NoticeDigest.objects.get_or_create(user_id=choice.user_id, due_at=choice.digest_due(now))
        Delivery.objects.filter(pk=delivery.pk).update(digest=digest)

    monkeypatch.setattr(digests, "gather", careless)
    lost, _doubled = lost_and_doubled(monkeypatch)
    assert lost >= LATE

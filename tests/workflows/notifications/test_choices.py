"""When a notice goes out: quiet hours hold it, urgent cases do not wait, and mails can be gathered."""

from datetime import datetime, time, timedelta
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.cast import Cast
from workflows import errands
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case, Delivery, Errand, NoticeDigest, NotificationPreference, Priority
from workflows.notifications import deliver, digests

HERE = ZoneInfo("Europe/Stockholm")
NIGHT = {"quiet_from": time(21, 0), "quiet_until": time(7, 0)}


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=HERE)  # type: ignore[arg-type, misc]


def chosen(**fields: Any) -> NotificationPreference:
    return NotificationPreference(**fields)


@pytest.mark.parametrize(
    ("now", "heard"),
    [
        (at(2026, 11, 27, 20, 59), at(2026, 11, 27, 20, 59)),
        (at(2026, 11, 27, 21, 0), at(2026, 11, 28, 7, 0)),
        (at(2026, 11, 28, 3, 0), at(2026, 11, 28, 7, 0)),
        (at(2026, 11, 28, 7, 0), at(2026, 11, 28, 7, 0)),
        (at(2026, 3, 28, 23, 0), at(2026, 3, 29, 7, 0)),  # the clock is put on that night
        (at(2026, 10, 24, 23, 0), at(2026, 10, 25, 7, 0)),  # and back
    ],
)
def test_it_is_quiet_over_midnight(now: datetime, heard: datetime) -> None:
    assert chosen(**NIGHT).heard_at(now) == heard


def test_it_is_quiet_over_noon_too() -> None:
    choice = chosen(quiet_from=time(12, 0), quiet_until=time(13, 0))
    assert choice.heard_at(at(2026, 11, 27, 12, 30)) == at(2026, 11, 27, 13, 0)
    assert choice.heard_at(at(2026, 11, 27, 13, 0)) == at(2026, 11, 27, 13, 0)


def test_it_gathers_until_the_next_full_hour_or_the_time_of_the_day() -> None:
    assert chosen(digest="hourly").digest_due(at(2026, 11, 27, 9, 5)) == at(2026, 11, 27, 10, 0)
    assert chosen(digest="daily").digest_due(at(2026, 11, 27, 6, 59)) == at(2026, 11, 27, 7, 0)
    assert chosen(digest="daily").digest_due(at(2026, 11, 27, 7, 0)) == at(2026, 11, 28, 7, 0)
    assert chosen(digest="hourly", **NIGHT).digest_due(at(2026, 11, 27, 20, 30)) == at(2026, 11, 28, 7, 0)


@pytest.mark.parametrize(
    "given", [{"quiet_from": time(21)}, {"quiet_until": time(7)}, {"quiet_from": time(7), "quiet_until": time(7)}]
)
def test_it_refuses_half_a_night(cast: Cast, given: dict[str, time]) -> None:
    with pytest.raises(ValidationError):
        chosen(user=cast.tea, **given).full_clean()


def tea_chose(cast: Cast, **fields: Any) -> None:
    NotificationPreference.objects.create(user=cast.tea, **fields)


def now_is(moment: datetime) -> Any:
    return mock.patch.object(timezone, "now", lambda: moment)


def teas(channel: str = "email") -> Delivery:
    return Delivery.objects.get(recipient_key__startswith="user:", channel=channel)


def test_it_sends_nothing_over_a_channel_that_she_turned_off(cast: Cast) -> None:
    tea_chose(cast, email=False)
    cast.opens_case()
    errands.perform_due()
    assert [message.to for message in mail.outbox] == [[cast.anna.email]]
    assert teas("bell").user == cast.tea


def test_it_holds_a_notice_until_the_quiet_hours_end(cast: Cast) -> None:
    tea_chose(cast, **NIGHT)
    event = cast.opens_case().events.get()
    with now_is(at(2026, 11, 27, 23, 0)):
        deliver.plan(event.pk)
    assert Errand.objects.get(kind="deliver", subject_id=teas().pk).due_at == at(2026, 11, 28, 7, 0)
    assert teas("bell").state == "sent"


def test_it_lets_urgent_cases_through(cast: Cast) -> None:
    tea_chose(cast, digest="daily", **NIGHT)
    event = cast.opens_case(priority=Priority.URGENT).events.get()
    with now_is(at(2026, 11, 27, 23, 0)):
        deliver.plan(event.pk)
        deliver.send(teas().pk)
    assert teas().digest is None and len(mail.outbox) == 1


def test_it_waits_too_when_it_comes_late_into_the_quiet_hours(cast: Cast) -> None:
    """The worker was away in the evening."""
    tea_chose(cast, **NIGHT)
    deliver_at_noon(cast.opens_case())
    errand = Errand.objects.get(kind="deliver", subject_id=teas().pk)
    with now_is(at(2026, 11, 27, 23, 0)):
        assert not errands.perform(errand.pk)
    errand.refresh_from_db()
    assert errand.due_at == at(2026, 11, 28, 7, 0) and errand.last_error == "" and mail.outbox == []
    with now_is(at(2026, 11, 28, 7, 0)):
        assert errands.perform(errand.pk)
    assert len(mail.outbox) == 1


def deliver_at_noon(case: Case) -> None:
    with now_is(at(2026, 11, 27, 12, 0)):
        deliver.plan(case.events.latest("sequence").pk)


def test_it_gathers_mails_into_one(cast: Cast) -> None:
    tea_chose(cast, digest="daily")
    first, second = cast.opens_case(), cast.opens_case(title="Dörren gnisslar")
    for case in (first, second):
        deliver_at_noon(case)
    digest = NoticeDigest.objects.get()
    with now_is(digest.due_at):
        digests.send(digest.pk)
        digests.send(digest.pk)
    [message] = mail.outbox
    assert message.subject == "2 aviseringar om dina ärenden" and message.to == [cast.tea.email]
    assert "Hissen står still" in message.body and "Dörren gnisslar" in message.body and "/field/" in message.body
    assert "plan 2" in message.body
    assert message.extra_headers["Message-ID"].startswith(f"<digest-{digest.pk}@")  # type: ignore[attr-defined]
    assert set(digest.deliveries.values_list("state", flat=True)) == {"sent"}


def test_it_adds_nothing_to_a_mail_that_is_being_sent(cast: Cast) -> None:
    tea_chose(cast, digest="daily")
    deliver_at_noon(cast.opens_case())
    first = NoticeDigest.objects.get()
    NoticeDigest.objects.update(closed_at=timezone.now())
    deliver_at_noon(cast.opens_case())
    later = NoticeDigest.objects.exclude(pk=first.pk).get()
    assert later.due_at - first.due_at == timedelta(days=1) and later.deliveries.count() == 1
    assert Errand.objects.filter(kind="send_digest").count() == 2


def test_it_says_the_same_under_the_same_id_when_the_server_was_away(cast: Cast) -> None:
    tea_chose(cast, digest="hourly")
    deliver_at_noon(cast.opens_case())
    digest = NoticeDigest.objects.get()
    with mock.patch("workflows.notifications.channels.email.hand_over", side_effect=OSError), pytest.raises(OSError):
        digests.send(digest.pk)
    deliver_at_noon(cast.opens_case(title="Kom för sent"))
    digests.send(digest.pk)
    assert "Kom för sent" not in mail.outbox[0].body and len(mail.outbox) == 1


def test_it_writes_gathered_mails_in_her_language(cast: Cast) -> None:
    cast.tea.language = "en"
    cast.tea.save()
    tea_chose(cast, digest="hourly")
    case = cast.opens_case()
    deliver_at_noon(case)
    write_message(case, "Hallå?", by=Actor.of(cast.anna, via="portal"))
    deliver_at_noon(case)
    digests.send(NoticeDigest.objects.get().pk)
    assert mail.outbox[0].subject == f"2 notices about your cases: case {case.pk}"

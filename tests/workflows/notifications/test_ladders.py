"""What people are told when a ladder is climbed: in time one by one, after an outage in one mail each."""

import pytest
from django.core import mail
from django.db.models import Count

from accounts.models import User
from tests.cast import Cast
from tests.workflows.climbers import Tick, level, step, wait
from workflows import errands
from workflows.actions.escalate_due_cases import escalate_due_cases
from workflows.models import (
    Case,
    CaseEvent,
    Delivery,
    Errand,
    Escalation,
    EventKind,
    NotificationPreference,
    NotificationRule,
    Priority,
    ServiceLevel,
)
from workflows.notifications import deliver

__all__ = ["level", "wait"]


def sweep() -> None:
    """And what follows from it, without what the cases' opening tells."""
    Errand.objects.all().delete()
    escalate_due_cases()
    for pk in CaseEvent.objects.filter(data__has_key="what").order_by("pk").values_list("pk", flat=True):
        deliver.plan(pk)


def mailed() -> dict[str, int]:
    errands.perform_due()
    return {person: sum(message.to == [person] for message in mail.outbox) for [person] in (m.to for m in mail.outbox)}


@pytest.mark.parametrize(
    ("what", "who", "words"),
    [
        ("remind", "tea", "Påminnelse: Hissen står still"),
        ("tell_leader", "lena", "Behöver dig: Hissen står still"),
        ("tell_office", "dora", "Behöver kontoret: Hissen står still"),
        ("raise_priority", "tea", "Höjd prioritet: Hissen står still"),
    ],
)
def test_each_step_tells_whom_it_concerns(
    what: str, who: str, words: str, cast: Cast, level: ServiceLevel, wait: Tick
) -> None:
    step(level, what)
    cast.opens_case()
    wait(60)
    sweep()
    mailed()
    person: User = getattr(cast, who)
    assert [words in message.subject for message in mail.outbox if message.to == [person.email]] == [True]
    assert not [message for message in mail.outbox if message.to == [cast.anna.email]]


def test_it_says_in_the_mail_what_was_to_be_done_by_when(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind")
    cast.opens_case()
    wait(60)
    sweep()
    mailed()
    assert "Ingen har kvitterat ärendet. Det skulle ha gjorts senast 2 november 09:00." in mail.outbox[0].body


def test_what_is_handed_on_is_told_as_that(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "hand_back")
    cast.lifts.members.add(cast.nils)
    cast.opens_case(responsible=cast.tea, team=cast.lifts)
    wait(60)
    sweep()
    assert set(mailed()) == {cast.tea.email, cast.nils.email}
    assert "har av sig självt kommit till Hissgruppen" in mail.outbox[0].body


@pytest.mark.parametrize("many", [40, pytest.param(300, marks=pytest.mark.slow)])
def test_after_an_outage_each_person_gets_one_mail(cast: Cast, level: ServiceLevel, wait: Tick, many: int) -> None:
    step(level, "remind", -15)
    step(level, "remind", 30)
    step(level, "tell_leader", 45)
    for number in range(many):
        cast.opens_case(priority=Priority.URGENT if number % 3 else Priority.NORMAL)
    wait(600)
    sweep()
    assert mailed() == {}
    wait(10)
    assert mailed() == {cast.tea.email: 1, cast.lena.email: 1}
    fired = Escalation.objects.values("case").annotate(steps=Count("pk")).values_list("steps", flat=True)
    assert list(fired) == [3] * many


def test_the_steps_stand_in_the_mail_in_their_order(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    cast.lifts.leader = cast.tea
    cast.lifts.save()
    step(level, "tell_leader", 45)
    step(level, "remind")
    cast.opens_case()
    wait(600)
    sweep()
    wait(10)
    mailed()
    body = mail.outbox[0].body
    assert -1 < body.index("Påminnelse") < body.index("Behöver dig")


def test_a_step_in_time_waits_for_no_mail_of_many(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind")
    cast.opens_case()
    wait(61)
    sweep()
    assert mailed() == {cast.tea.email: 1}


def test_late_ones_go_with_what_she_has_gathered_anyway(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    NotificationPreference.objects.create(user=cast.tea, digest="hourly")
    step(level, "remind")
    cast.opens_case()
    wait(210)
    sweep()
    wait(15)
    assert mailed() == {}
    wait(20)
    assert mailed() == {cast.tea.email: 1}


def test_late_ones_ring_no_phone_of_whom_a_mail_tells(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    NotificationRule.objects.create(event="remind", receiver="answerer", channel="sms")
    User.objects.filter(pk=cast.tea.pk).update(phone="0701112233")
    step(level, "remind")
    cast.opens_case()
    wait(600)
    sweep()
    assert set(Delivery.objects.filter(event__kind=EventKind.ESCALATED).values_list("channel", flat=True)) == {
        "email",
        "bell",
    }


def test_no_customer_is_told_of_a_step(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind")
    case = cast.opens_case()
    wait(60)
    sweep()
    assert not Case.objects.get(pk=case.pk).events.public().filter(kind=EventKind.ESCALATED).exists()

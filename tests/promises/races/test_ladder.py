"""Four workers sweep at once: each step of each case happens once, and of two who take a case one has it."""

from collections import Counter
from datetime import timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from tests import cast as the_cast
from tests.threads import in_thread, in_threads
from workflows import climbing
from workflows.actions import escalate_case as verb
from workflows.actions import escalate_due_cases as sweep
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actor import Actor
from workflows.errors import Taken
from workflows.models import Case, Escalation, EscalationStep, EventKind, ServiceLevel
from workflows.models.service_level import WEEK

WORKERS = 4
CASES = 6
STEPS = ["remind", "tell_leader", "tell_office"]
pytestmark = pytest.mark.usefixtures("own_database")


def set_up() -> None:
    cast = the_cast.build()
    level = ServiceLevel.objects.create(
        name_sv="Jour", holidays_off=False, acknowledge_normal=60, **dict.fromkeys(WEEK, "0-24")
    )
    cast.lift_category.service_level = level
    cast.lift_category.save()
    long_ago = timezone.now() - timedelta(days=30)
    for minutes, what in enumerate(STEPS):
        EscalationStep.objects.create(level=level, minutes=minutes, what=what, since=long_ago)
    for _number in range(CASES):
        cast.opens_case(opened_at=timezone.now() - timedelta(hours=5))


def swept_by_four() -> dict[int, list[str]]:
    """What each case's history tells, in its order."""
    in_thread(set_up)
    barrier = Barrier(WORKERS)

    def work() -> int:
        barrier.wait()
        return sweep.escalate_due_cases()

    results = in_threads([work] * WORKERS)
    assert [one for one in results if isinstance(one, Exception)] == []
    return in_thread(histories)


def histories() -> dict[int, list[str]]:
    cases = Case.objects.order_by("pk")
    return {
        case.pk: [event.data["what"] for event in case.events.filter(kind=EventKind.ESCALATED).order_by("sequence")]
        for case in cases
    }


def test_each_step_happens_once_and_in_order() -> None:
    assert list(swept_by_four().values()) == [STEPS] * CASES
    assert in_thread(Escalation.objects.count) == CASES * len(STEPS)


def test_it_happens_once_also_where_nobody_waits_for_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written down is unique: without the lock the second one finds it."""
    monkeypatch.setattr(verb, "locked", lambda case: verb.fresh(case, None))
    assert all(Counter(told) == Counter(STEPS) for told in swept_by_four().values())


def test_some_would_happen_twice_if_nothing_were_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    barrier = Barrier(WORKERS)

    def all_at_once(ladders: Any, now: Any) -> list[Case]:
        cases = list(Case.objects.to_look_at(now).order_by("pk"))
        try:
            barrier.wait(10)
        except BrokenBarrierError:
            return []
        return cases[:1]

    def careless(case: Case) -> list[Any]:
        return [rung for rung in found(case) if rung.what == "remind"][:1]

    found = climbing.waiting_for
    monkeypatch.setattr(
        climbing.Escalation.objects.__class__, "fired_of", lambda self, cases: {pk: set() for pk in cases}
    )
    monkeypatch.setattr(sweep, "look", all_at_once)
    monkeypatch.setattr(sweep, "climb", lambda case: int(verb.escalate_case(case) is not None))
    monkeypatch.setattr(verb, "waiting_for", careless)
    monkeypatch.setattr(verb, "put_down", lambda case, rung: True)
    monkeypatch.setattr(sweep, "TURN", timedelta(milliseconds=1))
    assert any(len(told) > 1 for told in swept_by_four().values())


def take_at_once() -> list[Any]:
    """Two of the team who see the same page take the case at the same moment."""
    case_id, people = in_thread(set_up_two)
    barrier = Barrier(2)

    def take(user_id: int) -> Any:
        case, user = Case.objects.get(pk=case_id), User.objects.get(pk=user_id)
        barrier.wait()
        return acknowledge_case(case, by=Actor.of(user, via="field"), version=case.version)

    return in_threads([lambda pk=pk: take(pk) for pk in people])  # type: ignore[misc]


def set_up_two() -> tuple[int, list[int]]:
    cast = the_cast.build()
    cast.lifts.members.add(cast.nils)
    return cast.opens_case().pk, [cast.tea.pk, cast.nils.pk]


def test_of_two_who_take_it_one_has_it_and_the_other_is_told_who() -> None:
    results = take_at_once()
    [winner] = [one for one in results if isinstance(one, Case)]
    [loser] = [one for one in results if isinstance(one, Taken)]
    assert str(loser).startswith(f"{winner.responsible} tog ärendet")


def test_both_would_have_it_if_nobody_looked_at_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    read = verb.fresh

    def careless(case: Case, by: Actor, version: int | None) -> Case:
        return read(case, None)

    def save_over(case: Case, by: Actor) -> None:
        Case.objects.filter(pk=case.pk).update(responsible=case.responsible)

    monkeypatch.setattr("workflows.actions.acknowledge_case.not_taken", careless)
    monkeypatch.setattr("workflows.actions.acknowledge_case.save_taken", save_over)
    assert len([one for one in take_at_once() if isinstance(one, Case)]) == 2

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.workflows.climbers import HOUR, START, Tick, climbed, level, step, told, wait
from workflows.actions import escalate_due_cases as sweep
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.edit_case import edit_case
from workflows.actions.escalate_due_cases import escalate_due_cases
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.reopen_case import reopen_case
from workflows.actions.resume_case import resume_case
from workflows.actor import SYSTEM, Actor
from workflows.models import Absence, Case, Escalation, Priority, ServiceLevel, Status

__all__ = ["level", "wait"]


@pytest.fixture
def by(cast: Cast) -> Actor:
    return Actor.of(cast.tea, via="field")


def test_a_step_is_climbed_when_its_time_has_come(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind", -15)
    case = cast.opens_case()
    wait(44)
    assert escalate_due_cases() == 0
    wait(1)
    assert escalate_due_cases() == 1
    assert climbed(case) == ["remind"]


def test_each_step_is_climbed_once(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind")
    cast.opens_case()
    wait(60)
    assert [escalate_due_cases(), escalate_due_cases()] == [1, 0]


def test_what_was_late_is_climbed_in_order(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "tell_office", 60)
    step(level, "tell_leader", 30)
    step(level, "remind", -15)
    case = cast.opens_case()
    wait(300)
    assert escalate_due_cases() == 3
    assert climbed(case) == ["remind", "tell_leader", "tell_office"]


def test_whoever_acknowledges_stops_it(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    step(level, "remind")
    case = cast.opens_case()
    acknowledge_case(case, by=by)
    wait(120)
    assert escalate_due_cases() == 0
    assert Case.objects.get().escalates_at is None


def test_an_ended_case_climbs_nothing(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "tell_office", due="finish")
    cancel_case(cast.opens_case(), by=SYSTEM)
    wait(1000)
    assert escalate_due_cases() == 0


def test_while_its_clock_stands_it_climbs_nothing(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    step(level, "tell_office", due="finish")
    case = acknowledge_case(cast.opens_case(), by=by)
    pause_case(case, by=by)
    wait(1000)
    assert escalate_due_cases() == 0
    resume_case(case, by=by)
    wait(599)
    assert escalate_due_cases() == 0
    wait(1)
    assert escalate_due_cases() == 1


def test_a_wait_repeats_no_step(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    step(level, "remind", -60, due="finish")
    case = acknowledge_case(cast.opens_case(), by=by)
    wait(545)
    assert escalate_due_cases() == 1
    pause_case(case, by=by)
    wait(300)
    resume_case(case, by=by)
    wait(50)
    assert escalate_due_cases() == 0


def test_a_reopened_case_climbs_anew(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    step(level, "remind")
    case = cast.opens_case()
    wait(61)
    escalate_due_cases()
    acknowledge_case(case, by=by)
    finish_case(case, by=by)
    reopen_case(case, by=by)
    assert escalate_due_cases() == 0
    wait(60)
    assert escalate_due_cases() == 1
    assert climbed(case) == ["remind", "remind"]


def test_a_day_promised_by_hand_is_a_new_promise(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    step(level, "tell_office", due="finish")
    case = acknowledge_case(cast.opens_case(), by=by)
    wait(600)
    assert escalate_due_cases() == 1
    edit_case(case, by=by, finish_by=START + 20 * HOUR)
    assert escalate_due_cases() == 0
    wait(600)
    assert escalate_due_cases() == 1


def test_a_new_step_says_nothing_of_what_was_late_before(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    cast.opens_case()
    wait(120)
    step(level, "tell_office", 30)
    Case.objects.update(escalates_at=START)
    assert escalate_due_cases() == 0


def test_a_step_whose_time_is_changed_is_a_step_from_then(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    changed = step(level, "tell_office", 600)
    cast.opens_case()
    wait(300)
    changed.minutes = 30
    changed.save()
    Case.objects.update(escalates_at=START)
    assert escalate_due_cases() == 0


def test_a_step_before_the_promise_was_made_is_left_out(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind", -90)
    cast.opens_case()
    wait(5)
    assert escalate_due_cases() == 0


def test_the_team_s_leader_is_named(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "tell_leader")
    case = cast.opens_case()
    wait(60)
    escalate_due_cases()
    assert [(one["people"], one["late"]) for one in told(case)] == [([cast.lena.pk], False)]


def test_without_a_leader_the_office_is_told(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "tell_leader")
    case = cast.opens_case(team=cast.doors)
    wait(60)
    escalate_due_cases()
    assert [one["what"] for one in told(case)] == ["tell_office"]


def test_who_is_absent_is_not_reminded_but_her_leader_told(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind")
    case = cast.opens_case(responsible=cast.tea)
    Absence.objects.create(person=cast.tea, first_day=START.date(), last_day=START.date())
    wait(60)
    escalate_due_cases()
    assert [(one["what"], one["people"]) for one in told(case)] == [("tell_leader", [cast.lena.pk])]


def test_it_goes_back_to_the_team_while_somebody_else_is_there(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "hand_back", due="finish")
    cast.lifts.members.add(cast.nils)
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    wait(600)
    escalate_due_cases()
    case.refresh_from_db()
    assert (case.status, case.responsible, case.team) == (Status.ASSIGNED, None, cast.lifts)
    assert "Ärendet är inte klart" in case.assignment_reason


def test_it_stays_where_nobody_else_of_the_team_is_there(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "hand_back", due="finish")
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    wait(600)
    escalate_due_cases()
    case.refresh_from_db()
    assert case.responsible == cast.tea
    assert [one["what"] for one in told(case)] == ["tell_leader"]


def test_a_higher_priority_has_its_own_due_times(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "raise_priority", -30)
    case = cast.opens_case()
    wait(30)
    escalate_due_cases()
    case.refresh_from_db()
    assert (case.priority, case.acknowledge_by, case.finish_by) == (Priority.HIGH, START + HOUR / 2, START + 5 * HOUR)


def test_what_is_most_urgent_already_gets_no_higher(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "raise_priority")
    case = cast.opens_case(priority=Priority.URGENT)
    wait(60)
    assert escalate_due_cases() == 1
    assert told(case) == []


def test_what_is_handed_on_after_it_was_acknowledged_climbs_for_the_next(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    step(level, "remind")
    case = cast.opens_case()
    wait(60)
    escalate_due_cases()
    acknowledge_case(case, by=by)
    assign_case(case, by=by, person=cast.nils)
    wait(60)
    assert escalate_due_cases() == 1


def test_a_fault_of_one_case_keeps_no_other_waiting(
    cast: Cast, level: ServiceLevel, wait: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    step(level, "remind")
    bad, good = cast.opens_case(), cast.opens_case()
    careful = sweep.escalate_case

    def fails(case: Case) -> object:
        if case.pk == bad.pk:
            raise RuntimeError
        return careful(case)

    monkeypatch.setattr(sweep, "escalate_case", fails)
    wait(60)
    escalate_due_cases()
    assert (climbed(bad), climbed(good)) == ([], ["remind"])
    monkeypatch.undo()


def test_it_costs_one_query_while_nothing_is_due(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    cast.opens_case()
    escalate_due_cases()
    with CaptureQueriesContext(connection) as queries:
        escalate_due_cases()
    assert len(queries) == 1


def test_it_leaves_to_others_what_they_are_looking_at(
    cast: Cast, level: ServiceLevel, wait: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    step(level, "remind")
    cast.opens_case()
    looks: list[None] = []  # as on PostgreSQL where every row is locked
    monkeypatch.setattr(sweep, "look", lambda ladders, now: looks.append(None))
    monkeypatch.setattr(sweep, "TURN", timedelta(seconds=0.2))
    assert sweep.escalate_due_cases() == 0
    assert len(looks) == 1


def test_many_cases_cost_no_more_queries_than_few(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    step(level, "remind")
    costs = []
    for count in (2, 30):
        for _number in range(count):
            cast.opens_case()
        with CaptureQueriesContext(connection) as queries:
            escalate_due_cases()
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_database_refuses_a_rung_twice(cast: Cast, wait: Tick) -> None:
    case = cast.opens_case()
    rung = {"case": case, "rung": "step:1", "what": "remind", "wanted_at": START}
    Escalation.objects.create(**rung, since=START)
    Escalation.objects.create(**rung, since=START + timedelta(hours=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(**rung, since=START)

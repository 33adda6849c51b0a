"""What a team's rule does with a case that nobody acknowledges. Mondays at 8 by the clocks of the office."""

import pytest

from accounts.models import User
from tests.cast import Cast
from tests.workflows.climbers import START, Tick, climbed, level, told, wait
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.escalate_due_cases import escalate_due_cases
from workflows.actor import SYSTEM, Actor
from workflows.models import Absence, Case, Responsibility, ServiceLevel, Status, Team

__all__ = ["level", "wait"]
DAY = 24 * 60


@pytest.fixture
def lifts(cast: Cast, wait: Tick) -> Team:
    """Tea and Nils, led by Lena; nothing lies untouched for more than an hour."""
    cast.lifts.members.add(cast.nils)
    Team.objects.filter(pk=cast.lifts.pk).update(untouched_minutes=60, untouched_from=START)
    cast.lifts.refresh_from_db()
    return cast.lifts


def who(case: Case) -> tuple[User | None, Team | None]:
    now = Case.objects.get(pk=case.pk)
    return now.responsible, now.team


def for_tea(cast: Cast) -> Case:
    """Handed to her by Lena, out of the team's."""
    return assign_case(cast.opens_case(), by=Actor.of(cast.lena, via="admin"), person=cast.tea)


def test_whoever_has_it_from_the_team_keeps_the_team(cast: Cast, lifts: Team) -> None:
    assert who(for_tea(cast)) == (cast.tea, lifts)


def test_it_returns_to_the_team(cast: Cast, lifts: Team, wait: Tick) -> None:
    case = for_tea(cast)
    wait(59)
    assert escalate_due_cases() == 0
    wait(1)
    assert escalate_due_cases() == 1
    assert who(case) == (None, lifts)
    assert "Tea Lind hade till 2 november 09:00 på sig" in Case.objects.get(pk=case.pk).assignment_reason


def test_it_goes_up_when_nobody_in_the_team_takes_it(cast: Cast, lifts: Team, wait: Tick) -> None:
    case = cast.opens_case()
    wait(60)
    escalate_due_cases()
    assert who(case) == (cast.lena, None)


def test_it_never_goes_in_circles(cast: Cast, lifts: Team, wait: Tick) -> None:
    lifts.members.add(cast.lena)
    case = for_tea(cast)
    for _hour in range(8):
        wait(60)
        escalate_due_cases()
    assert climbed(case) == ["return", "go_up"]
    assert who(case) == (cast.lena, None)


def test_it_goes_up_at_once_where_the_team_wants_that(cast: Cast, lifts: Team, wait: Tick) -> None:
    Team.objects.update(untouched_then=Team.Then.GO_UP)
    case = for_tea(cast)
    wait(60)
    escalate_due_cases()
    assert who(case) == (cast.lena, None)


def test_only_working_time_counts(cast: Cast, lifts: Team, wait: Tick) -> None:
    wait(8 * 60 + 30)  # half past four
    case = cast.opens_case()
    wait(15 * 60 + 59)
    assert escalate_due_cases() == 0
    wait(1)
    assert escalate_due_cases() == 1
    assert who(case) == (cast.lena, None)


def test_its_level_s_hours_go_before_the_office_s(cast: Cast, level: ServiceLevel, lifts: Team, wait: Tick) -> None:
    wait(12 * 60)
    cast.opens_case()
    wait(60)
    assert escalate_due_cases() == 1


def test_it_goes_up_where_nobody_else_of_the_team_is_there(cast: Cast, lifts: Team, wait: Tick) -> None:
    Absence.objects.create(person=cast.nils, first_day=START.date(), last_day=START.date())
    case = for_tea(cast)
    wait(60)
    escalate_due_cases()
    assert who(case) == (cast.lena, None)


def test_it_goes_to_who_stands_in_for_the_leader(cast: Cast, lifts: Team, wait: Tick) -> None:
    Absence.objects.create(person=cast.lena, deputy=cast.dora, first_day=START.date(), last_day=START.date())
    case = cast.opens_case()
    wait(60)
    escalate_due_cases()
    assert who(case) == (cast.dora, None)


def test_without_a_leader_it_goes_to_the_catch_all(cast: Cast, lifts: Team, wait: Tick) -> None:
    Team.objects.update(leader=None)
    Responsibility.objects.filter(customer=None).update(team=None, person=cast.dora)
    case = cast.opens_case(team=lifts)
    wait(60)
    escalate_due_cases()
    assert who(case) == (cast.dora, None)


def test_without_anybody_else_it_stays_and_the_office_is_told_once(cast: Cast, lifts: Team, wait: Tick) -> None:
    Team.objects.update(leader=None)
    case = cast.opens_case()
    for _hour in range(4):
        wait(60)
        escalate_due_cases()
    assert who(case) == (None, lifts)
    assert [one["what"] for one in told(case)] == ["tell_office"]


def test_what_somebody_acknowledged_stays_with_her(cast: Cast, lifts: Team, wait: Tick) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    wait(DAY)
    assert escalate_due_cases() == 0
    assert who(case) == (cast.tea, lifts)


def test_a_rule_that_is_new_counts_from_now(cast: Cast, wait: Tick) -> None:
    cast.opens_case()
    wait(DAY)
    cast.lifts.untouched_minutes = 60
    cast.lifts.save()
    Case.objects.update(escalates_at=START)
    assert escalate_due_cases() == 0
    wait(60)
    assert escalate_due_cases() == 1


def test_whoever_gets_it_next_has_as_long(cast: Cast, lifts: Team, wait: Tick) -> None:
    case = for_tea(cast)
    wait(30)
    assign_case(case, by=SYSTEM, person=cast.nils)
    wait(30)
    assert escalate_due_cases() == 0
    wait(30)
    assert escalate_due_cases() == 1
    assert Case.objects.get(pk=case.pk).status == Status.ASSIGNED

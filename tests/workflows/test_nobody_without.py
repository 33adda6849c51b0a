"""No open case without somebody active: whatever is deleted, emptied or put out of use, in whatever order."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.cast import Cast
from tests.workflows.test_assignment_absence import PEOPLE, TEAMS, Company, companies
from workflows.actions.assign_case import assign_case
from workflows.actions.open_case import open_case
from workflows.actions.retire import carry_out, give_homeless_cases, retire_person, retire_team
from workflows.actor import SYSTEM, Actor
from workflows.errors import NobodyAnswers, Refused
from workflows.models import Absence, Case, Responsibility
from workflows.moves import must_keep_a_catch_all, without_team
from workflows.rulebook import Rulebook

steps = st.lists(
    st.tuples(st.sampled_from(["leave", "close", "empty", "rule", "open", "take"]), st.integers(0, 6)), max_size=8
)


def has_somebody(case: Case) -> bool:
    case = Case.objects.select_related("responsible", "team").get(pk=case.pk)
    person, team = case.responsible, case.team
    if person is not None and person.is_active:
        return True
    return team is not None and team.is_active and team.members.filter(is_active=True).exists()


def opened(cast: Cast) -> None:
    draft = Case(title="x", source=Case.Source.OFFICE, worksite=cast.storgatan, category=cast.lift_category)
    open_case(draft, by=SYSTEM)


def empty(company: Company, number: int) -> None:
    team = company.teams[number % TEAMS]
    carry_out(without_team(team), SYSTEM)
    team.members.clear()


def delete(number: int) -> None:
    rules = list(Responsibility.objects.order_by("pk"))
    if rules:
        rule, before = rules[number % len(rules)], Rulebook.now()
        must_keep_a_catch_all(before, before.without_rule(rule.pk))
        rule.delete()


def take(company: Company, number: int) -> None:
    """Some case goes by hand to some active person."""
    person, case = company.people[number % PEOPLE], Case.objects.open().order_by("pk").last()
    if case is not None and User.objects.get(pk=person.pk).is_active:
        assign_case(case, by=SYSTEM, person=person)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=companies, done=steps)
def test_whatever_goes_every_open_case_keeps_somebody(
    cast: Cast, drawn: dict[str, Any], done: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        company = Company(cast, drawn)
        Absence.objects.update(last_day=timezone.localdate())
        verbs: dict[str, Any] = {
            "leave": lambda n: retire_person(company.people[n % PEOPLE], by=Actor.of(cast.adam, via="admin")),
            "close": lambda n: retire_team(company.teams[n % TEAMS], by=Actor.of(cast.adam, via="admin")),
            "empty": lambda n: empty(company, n),
            "rule": delete,
            "open": lambda n: opened(cast),
            "take": lambda n: take(company, n),
        }
        had = Rulebook.now().has_catch_all
        for verb, number in [("open", 0), *done]:
            try:
                with transaction.atomic():
                    verbs[verb](number)
            except Refused:
                continue
            assert all(has_somebody(case) for case in Case.objects.open()), (verb, number)
        assert Rulebook.now().has_catch_all is had
        transaction.set_rollback(True)


def test_the_property_bites_where_a_person_just_goes(cast: Cast) -> None:
    case = cast.foreign_case()
    User.objects.filter(pk=cast.nils.pk).update(is_active=False)
    assert not has_somebody(case)


def test_what_nobody_has_goes_to_somebody_by_itself(cast: Cast) -> None:
    mine, teams = cast.foreign_case(), cast.opens_case()
    User.objects.filter(pk=cast.nils.pk).update(is_active=False)
    assert give_homeless_cases() == 1
    mine.refresh_from_db()
    assert mine.team == cast.lifts
    cast.lifts.members.clear()
    assert give_homeless_cases() == 0 and not has_somebody(teams)  # there is nobody at all


def test_nobody_is_asked_where_nobody_is_left(cast: Cast) -> None:
    Responsibility.objects.all().delete()
    with pytest.raises(NobodyAnswers):
        opened(cast)

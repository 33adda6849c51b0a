"""Who answers while people are absent."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.cast import Cast
from tests.moments import noon
from workflows.assignment import Answer, has_catch_all, who_answers
from workflows.errors import NobodyAnswers
from workflows.models import Absence, Responsibility, Team

DAY = date(2026, 5, 4)
LAST = date(2026, 5, 12)


def absent(person: User, deputy: User | None = None, last_day: date = LAST) -> Absence:
    return Absence.objects.create(person=person, first_day=DAY, last_day=last_day, deputy=deputy)


def ask(cast: Cast, day: date = DAY) -> Answer:
    return who_answers(cast.bjorken, cast.storgatan, cast.lift_category, noon(day))


def rule(cast: Cast, person: User) -> Responsibility:
    return Responsibility.objects.create(worksite=cast.storgatan, category=cast.lift_category, person=person)


def test_it_gives_the_case_to_the_deputy_and_says_so(cast: Cast) -> None:
    number = rule(cast, cast.nils).pk
    absent(cast.nils, deputy=cast.tea)
    answer = ask(cast)
    assert answer.person == cast.tea
    assert answer.reason == (
        f"Regel {number}: Storgatan 1 + Hiss → Tea Lind (ersätter Nils Berg, frånvarande till 12 maj)"
    )


@pytest.mark.parametrize(("day", "who"), [(3, "nils"), (4, "tea"), (12, "tea"), (13, "nils")])
def test_it_counts_the_first_and_the_last_day(day: int, who: str, cast: Cast) -> None:
    rule(cast, cast.nils)
    absent(cast.nils, deputy=cast.tea)
    assert ask(cast, date(2026, 5, day)).person == getattr(cast, who)


def test_it_follows_deputies_who_are_absent_too(cast: Cast) -> None:
    rule(cast, cast.nils)
    absent(cast.nils, deputy=cast.lena)
    absent(cast.lena, deputy=cast.tea)
    answer = ask(cast)
    assert answer.person == cast.tea
    assert "ersätter Nils Berg, frånvarande till 12 maj, via Lena Ek" in answer.reason


def test_it_cuts_a_loop_and_asks_the_next_rule(cast: Cast) -> None:
    first = rule(cast, cast.nils)
    absent(cast.nils, deputy=cast.lena)
    absent(cast.lena, deputy=cast.nils)
    answer = ask(cast)
    assert answer.rule.is_catch_all and answer.team == cast.lifts
    assert answer.away == {first.pk: LAST}


def test_it_asks_the_next_rule_without_a_deputy(cast: Cast) -> None:
    rule(cast, cast.nils)
    absent(cast.nils)
    assert ask(cast).team == cast.lifts


def test_it_gives_nothing_to_a_deputy_who_has_left(cast: Cast) -> None:
    rule(cast, cast.nils)
    absent(cast.nils, deputy=cast.edda)
    User.objects.filter(pk=cast.edda.pk).update(is_active=False)
    assert ask(cast).team == cast.lifts


def test_a_team_answers_while_somebody_of_it_is_there(cast: Cast) -> None:
    cast.lifts.members.add(cast.nils)
    absent(cast.tea)
    assert ask(cast).team == cast.lifts


def test_it_passes_over_a_team_until_the_first_of_it_is_back(cast: Cast) -> None:
    cast.lifts.members.add(cast.nils)
    better = Responsibility.objects.create(worksite=cast.storgatan, team=cast.lifts)
    Responsibility.objects.catch_all().update(team=cast.doors)
    cast.doors.members.set([cast.lena])
    absent(cast.tea)
    absent(cast.nils, last_day=LAST - timedelta(days=3))
    answer = ask(cast)
    assert answer.team == cast.doors
    assert answer.away == {better.pk: LAST - timedelta(days=3)}


def test_the_catch_all_answers_though_everybody_is_absent(cast: Cast) -> None:
    number = Responsibility.objects.catch_all().get().pk
    rule(cast, cast.nils)
    absent(cast.tea)
    absent(cast.nils)
    answer = ask(cast)
    assert answer.team == cast.lifts
    assert answer.reason == (
        f"Uppsamlande regel {number} → Hissgruppen (frånvarande till 12 maj, men ingen annan är på plats)"
    )


def test_absence_does_not_make_the_catch_all_missing(cast: Cast) -> None:
    Absence.objects.create(person=cast.tea, last_day=date(2100, 1, 1))
    assert has_catch_all()


def test_a_new_case_goes_to_the_deputy_and_after_the_last_day_to_the_person(cast: Cast) -> None:
    absence = Absence.objects.create(person=cast.nils, last_day=date(2100, 1, 1), deputy=cast.tea)
    assert cast.foreign_case().responsible == cast.tea
    absence.delete()
    assert cast.foreign_case().responsible == cast.nils


def test_a_reason_never_grows_longer_than_its_column(cast: Cast) -> None:
    cast.storgatan.name = "S" * 120
    cast.storgatan.save()
    User.objects.filter(pk=cast.nils.pk).update(first_name="N" * 140, last_name="B" * 140)
    rule(cast, cast.nils)
    absent(cast.nils, deputy=cast.tea)
    assert len(ask(cast).reason) == 255


def test_it_costs_as_many_queries_however_many_are_absent(cast: Cast) -> None:
    people = User.objects.bulk_create(User(email=f"{number}@norrhiss.example") for number in range(40))
    Absence.objects.bulk_create(
        Absence(person=one, first_day=DAY, last_day=LAST, deputy=other) for one, other in pairwise(people)
    )
    rule(cast, people[0])
    with CaptureQueriesContext(connection) as queries:
        assert ask(cast).person == people[-1]
    assert len(queries) == 2


# ── Any company ──

PEOPLE, TEAMS = 6, 3
NOON = {"from_time": time(11), "until_time": time(13)}
HOURS: list[dict[str, Any]] = [{}, {}, {}, NOON, NOON | {"on_call": True}, {"weekdays": 96}, {"is_active": False}]
persons = st.integers(0, PEOPLE - 1)
companies = st.fixed_dictionaries(
    {
        "inactive": st.sets(persons, max_size=3),
        "asleep": st.sets(st.integers(0, TEAMS - 1), max_size=2),
        "members": st.lists(st.sets(persons, max_size=3), min_size=TEAMS, max_size=TEAMS),
        "deputies": st.dictionaries(persons, st.none() | persons, min_size=2, max_size=PEOPLE),
        "rules": st.lists(
            st.tuples(
                st.booleans(),
                st.booleans(),
                st.booleans(),
                st.booleans(),
                st.integers(0, PEOPLE - 1),
                st.integers(0, 2),
                st.sampled_from(HOURS),
            ),
            max_size=7,
        ),
    }
)


class Company:
    """Made of what hypothesis drew, and asked by the plainest reading of the rules."""

    def __init__(self, cast: Cast, drawn: dict[str, Any]) -> None:
        self.people = User.objects.bulk_create(
            User(email=f"p{n}@norrhiss.example", is_active=n not in drawn["inactive"], is_staff=True)
            for n in range(PEOPLE)
        )
        self.teams = Team.objects.bulk_create(
            Team(name=f"G{n}", is_active=n not in drawn["asleep"]) for n in range(TEAMS)
        )
        for team, members in zip(self.teams, drawn["members"], strict=True):
            team.members.set([self.people[n] for n in members])
        self.deputies = {self.people[n]: d if d is None else self.people[d] for n, d in drawn["deputies"].items()}
        self.deputies = {one: deputy for one, deputy in self.deputies.items() if one != deputy}
        for one, deputy in self.deputies.items():
            absent(one, deputy)
        Responsibility.objects.all().delete()
        for at_worksite, of_customer, of_category, by_team, who, order, hours in drawn["rules"]:
            Responsibility.objects.create(
                worksite=cast.storgatan if at_worksite else None,
                customer=cast.bjorken if of_customer else None,
                category=cast.lift_category if of_category else None,
                team=self.teams[who % TEAMS] if by_team else None,
                person=None if by_team else self.people[who],
                order=order,
                **hours,
            )
        self.rules = sorted(
            (row for row in Responsibility.objects.all() if row.counts_at(datetime.combine(DAY, time(12)))),
            key=lambda row: (
                *(not row.on_call, not row.worksite, not row.customer, not row.category),
                *(not row.is_limited, row.order, row.pk),
            ),
        )

    def is_there(self, person: User) -> bool:
        return person.is_active and person not in self.deputies

    def active_of(self, team: Team) -> list[User]:
        return [one for one in team.members.all() if one.is_active] if team.is_active else []

    def can_answer(self, row: Responsibility) -> bool:
        return row.is_active and self.is_anybody(row)

    def is_anybody(self, row: Responsibility) -> bool:
        return row.person.is_active if row.person else bool(self.active_of(row.team))  # type: ignore[arg-type]

    def reached(self, person: User | None, left: int = PEOPLE) -> User | None:
        """After as many steps as there are people, every chain has ended or goes round."""
        if person is None or not person.is_active or left < 0:
            return None
        return person if self.is_there(person) else self.reached(self.deputies[person], left - 1)

    def somebody(self, row: Responsibility) -> User | Team | None:
        if row.person:
            return self.reached(row.person)
        return row.team if any(map(self.is_there, self.active_of(row.team))) else None  # type: ignore[arg-type]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=companies)
def test_somebody_who_is_there_answers_in_any_company(cast: Cast, drawn: dict[str, Any]) -> None:
    with transaction.atomic():
        company = Company(cast, drawn)
        rules = [row for row in company.rules if company.can_answer(row)]
        best = next((row for row in rules if company.somebody(row)), None)
        last_resort = next((row for row in rules if row.is_catch_all), rules[0] if rules else None)
        try:
            answer = ask(cast)
        except NobodyAnswers:
            assert not rules
        else:
            expected = best or last_resort
            assert expected is not None and answer.rule == expected
            assert (answer.person or answer.team) == (company.somebody(expected) or expected.person or expected.team)
            assert (answer.person is None) != (answer.team is None)
            assert ("ingen annan är på plats" in answer.reason) == (best is None)
            assert [*answer.losers] == [row for row in rules if row != expected]
            assert set(answer.away) == {row.pk for row in rules[: rules.index(best)]} if best else True
        transaction.set_rollback(True)

"""All rules at once say the same as one question after another."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from tests.cast import Cast
from tests.workflows.test_assignment_absence import Company, companies
from workflows.assignment import who_answers
from workflows.errors import NobodyAnswers
from workflows.models import Absence, Case, Category, Responsibility
from workflows.rulebook import Rulebook


def case(cast: Cast, **fields: Any) -> Case:
    given = {"customer": cast.bjorken, "worksite": cast.storgatan, "category": cast.lift_category}
    return Case(**{**given, "opened_at": timezone.now(), **fields})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=companies)
def test_it_answers_as_one_question_does(cast: Cast, drawn: dict[str, Any]) -> None:
    with transaction.atomic():
        Company(cast, drawn)
        Absence.objects.update(last_day=timezone.localdate())
        one = case(cast, equipment=cast.lift)
        choice = Rulebook.now().answer(one)
        try:
            answer = who_answers(one.customer, one.worksite, one.category, one.opened_at, equipment=cast.lift)
        except NobodyAnswers:
            assert choice is None
        else:
            assert choice is not None
            assert (choice.rule, choice.who, choice.reason) == (
                *(answer.rule, answer.person or answer.team, answer.reason),
            )
        transaction.set_rollback(True)


def test_it_puts_a_rule_in_the_place_of_its_number(cast: Cast) -> None:
    rule = Responsibility.objects.get(customer=cast.asen)
    book = Rulebook.now()
    rule.person = cast.tea
    changed = book.with_rule(rule).answer(case(cast, customer=cast.asen, worksite=cast.kanalgatan))
    assert changed is not None and changed.who == cast.tea


def test_a_new_rule_loses_a_tie(cast: Cast) -> None:
    Responsibility.objects.create(customer=cast.bjorken, person=cast.nils)
    choice = Rulebook.now().with_rule(Responsibility(customer=cast.bjorken, person=cast.tea)).answer(case(cast))
    assert choice is not None and choice.who == cast.nils


@pytest.mark.parametrize("days", [{"valid_from": "2099-01-01"}, {"valid_until": "2001-01-01"}, {"is_active": False}])
def test_a_rule_that_is_not_in_force_changes_nothing(days: dict[str, Any], cast: Cast) -> None:
    rule = Responsibility(worksite=cast.storgatan, person=cast.tea, **days)
    rule.clean_fields()
    choice = Rulebook.now().with_rule(rule).answer(case(cast))
    assert choice is not None and choice.rule.is_catch_all


def test_it_passes_over_whoever_would_have_left(cast: Cast) -> None:
    Responsibility.objects.create(worksite=cast.storgatan, person=cast.nils)
    Absence.objects.create(person=cast.nils, last_day=timezone.localdate(), deputy=cast.tea)
    book = Rulebook.now()
    answers = [one.answer(case(cast)) for one in (book, book.without_person(cast.tea.pk))]
    assert [answer and answer.who for answer in answers] == [cast.tea, cast.nils]


def test_it_takes_four_queries_and_none_a_case(cast: Cast) -> None:
    Category.objects.create(name_sv="Korg", parent=cast.lift_category)
    with CaptureQueriesContext(connection) as queries:
        book = Rulebook.now()
        for _ in range(20):
            book.answer(case(cast))
    assert len(queries) == 4

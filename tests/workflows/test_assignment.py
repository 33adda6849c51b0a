from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from workflows.assignment import has_catch_all, who_answers
from workflows.errors import NobodyAnswers
from workflows.models import Category, Responsibility


def add(cast: Cast, **fields: object) -> Responsibility:
    return Responsibility.objects.create(**{"person": cast.tea, **fields})


def winner(cast: Cast, category: Category | None = None) -> Responsibility:
    return who_answers(cast.bjorken, cast.storgatan, category or cast.lift_category).rule


def test_it_falls_back_on_the_catch_all(cast: Cast) -> None:
    assert winner(cast).is_catch_all


def test_it_puts_worksite_before_customer_before_category(cast: Cast) -> None:
    by_category = add(cast, category=cast.lift_category)
    assert winner(cast) == by_category
    by_customer = add(cast, customer=cast.bjorken)
    assert winner(cast) == by_customer
    by_worksite = add(cast, worksite=cast.storgatan)
    assert winner(cast) == by_worksite


def test_it_puts_more_conditions_before_fewer(cast: Cast) -> None:
    add(cast, worksite=cast.storgatan)
    both = add(cast, worksite=cast.storgatan, category=cast.lift_category)
    assert winner(cast) == both


def test_it_counts_a_rule_for_the_categories_below(cast: Cast) -> None:
    rule = add(cast, category=cast.lift_category)
    child = Category.objects.create(name_sv="Korg", parent=cast.lift_category)
    assert winner(cast, child) == rule


def test_it_puts_the_nearer_category_first(cast: Cast) -> None:
    child = Category.objects.create(name_sv="Korg", parent=cast.lift_category)
    add(cast, category=cast.lift_category)
    nearer = add(cast, category=child)
    assert winner(cast, child) == nearer


def test_it_lets_the_offices_order_break_a_tie(cast: Cast) -> None:
    add(cast, customer=cast.bjorken, order=2)
    first = add(cast, customer=cast.bjorken, order=1)
    assert winner(cast) == first


def test_it_passes_over_somebody_who_has_left(cast: Cast) -> None:
    add(cast, worksite=cast.storgatan, person=cast.nils)
    cast.nils.is_active = False
    cast.nils.save()
    assert winner(cast).is_catch_all


def test_it_passes_over_a_team_without_anybody_active(cast: Cast) -> None:
    add(cast, worksite=cast.storgatan, person=None, team=cast.doors)
    cast.doors.members.clear()
    assert winner(cast).is_catch_all


def test_it_counts_a_rule_on_its_last_day_but_not_after(cast: Cast) -> None:
    rule = add(cast, customer=cast.bjorken, valid_until=date(2027, 5, 12))
    answer = who_answers(cast.bjorken, cast.storgatan, None, date(2027, 5, 12))
    assert answer.rule == rule
    assert who_answers(cast.bjorken, cast.storgatan, None, date(2027, 5, 13)).rule.is_catch_all


def test_it_says_why_in_words_and_names_the_losers(cast: Cast) -> None:
    rule = add(cast, worksite=cast.storgatan, category=cast.lift_category)
    answer = who_answers(cast.bjorken, cast.storgatan, cast.lift_category)
    assert f"{rule.pk}: Storgatan 1 + Hiss → Tea Lind" in answer.reason
    assert [loser.is_catch_all for loser in answer.losers] == [True]


def test_it_says_that_nobody_answers(cast: Cast) -> None:
    Responsibility.objects.all().delete()
    assert not has_catch_all()
    with pytest.raises(NobodyAnswers):
        who_answers(cast.bjorken, None, None)


def test_it_costs_as_many_queries_however_many_rules(cast: Cast) -> None:
    Responsibility.objects.bulk_create(Responsibility(person=cast.tea, category=cast.lift_category) for _ in range(50))
    with CaptureQueriesContext(connection) as queries:
        who_answers(cast.bjorken, cast.storgatan, cast.lift_category)
    assert len(queries) == 4

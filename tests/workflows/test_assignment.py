from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.moments import at, noon
from workflows.assignment import has_catch_all, question_of, who_answers
from workflows.candidates import rules_for
from workflows.errors import NobodyAnswers
from workflows.models import Category, Customer, Responsibility


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
    answer = who_answers(cast.bjorken, cast.storgatan, None, noon(date(2027, 5, 12)))
    assert answer.rule == rule
    assert who_answers(cast.bjorken, cast.storgatan, None, noon(date(2027, 5, 13))).rule.is_catch_all


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


def test_it_puts_equipment_before_worksite(cast: Cast) -> None:
    add(cast, worksite=cast.storgatan, category=cast.lift_category)
    rule = add(cast, equipment=cast.lift)
    found = who_answers(cast.bjorken, cast.storgatan, cast.lift_category, equipment=cast.lift)
    assert found.rule == rule
    assert winner(cast) != rule


def test_it_names_what_was_not_asked_with(cast: Cast) -> None:
    add(cast, customer=cast.bjorken, worksite=cast.storgatan)
    with CaptureQueriesContext(connection) as queries:
        reason = who_answers(None, cast.storgatan, None).reason
    assert "Brf Björken + Storgatan 1 → Tea Lind" in reason and len(queries) == 2


def test_it_knows_where_a_thing_stands(cast: Cast) -> None:
    rule = add(cast, worksite=cast.storgatan)
    assert who_answers(None, None, None, equipment=cast.lift).rule == rule


def test_it_does_not_count_outside_its_hours(cast: Cast) -> None:
    rule = add(cast, worksite=cast.storgatan, from_time=time(16), until_time=time(7), weekdays=31)
    friday = date(2026, 11, 27)
    answers = [who_answers(cast.bjorken, cast.storgatan, None, at(friday, hour)).rule for hour in (12, 16)]
    assert [answer == rule for answer in answers] == [False, True]


def test_it_puts_hours_before_none_where_the_places_are_the_same(cast: Cast) -> None:
    add(cast, worksite=cast.storgatan)
    narrow = add(cast, worksite=cast.storgatan, weekdays=16, order=5)
    assert who_answers(None, cast.storgatan, None, noon(date(2026, 11, 27))).rule == narrow


def test_who_is_on_call_goes_before_a_more_specific_rule(cast: Cast) -> None:
    day = add(cast, worksite=cast.storgatan, category=cast.lift_category)
    jour = add(cast, person=None, team=cast.doors, weekdays=96, holidays="also", on_call=True)
    asked = (cast.bjorken, cast.storgatan, cast.lift_category)
    days = (date(2026, 11, 27), date(2026, 11, 28), date(2026, 12, 24))
    assert [who_answers(*asked, noon(one)).rule for one in days] == [day, jour, jour]


def test_it_reads_hours_in_the_companys_time_zone(cast: Cast) -> None:
    rule = add(cast, worksite=cast.storgatan, from_time=time(16), until_time=time(7))
    summer = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)  # half past four in Stockholm
    assert who_answers(None, cast.storgatan, None, summer).rule == rule


def test_it_passes_over_a_rule_out_of_use(cast: Cast) -> None:
    add(cast, worksite=cast.storgatan, is_active=False)
    assert winner(cast).is_catch_all


def test_a_loop_among_the_categories_ends(cast: Cast) -> None:
    rule = add(cast, category=cast.lift_category)
    Category.objects.filter(pk=cast.lift_category.pk).update(parent=cast.door_category)
    Category.objects.filter(pk=cast.door_category.pk).update(parent=cast.lift_category)
    assert winner(cast, cast.door_category) == rule


def test_it_costs_two_queries_among_five_thousand_rules(cast: Cast) -> None:
    customers = Customer.objects.bulk_create(Customer(number=f"B{n}", name=f"B{n}") for n in range(500))
    Responsibility.objects.bulk_create(
        Responsibility(person=cast.tea, customer=customers[n % 500]) for n in range(5000)
    )
    with CaptureQueriesContext(connection) as queries:
        found = rules_for(question_of(cast.bjorken, cast.storgatan, cast.lift_category))
        answer = who_answers(cast.bjorken, cast.storgatan, cast.lift_category)
    assert len(queries) == 3 and len(found) == 1 and answer.rule.is_catch_all


def test_it_costs_as_many_queries_however_many_rules(cast: Cast) -> None:
    Responsibility.objects.bulk_create(Responsibility(person=cast.tea, category=cast.lift_category) for _ in range(50))
    with CaptureQueriesContext(connection) as queries:
        who_answers(cast.bjorken, cast.storgatan, cast.lift_category)
    assert len(queries) == 2

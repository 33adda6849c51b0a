from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from workflows.models import Category, ServiceLevel
from workflows.service import Levels, which_level


@pytest.fixture
def office(db: None) -> ServiceLevel:
    return ServiceLevel.objects.create(name_sv="Kontorstid")


@pytest.fixture
def gold(db: None) -> ServiceLevel:
    return ServiceLevel.objects.create(name_sv="Guld")


def give(thing: Any, level: ServiceLevel) -> Any:
    thing.service_level = level
    thing.save()
    return thing


def test_a_category_has_the_level_of_the_nearest_above(cast: Cast, office: ServiceLevel, gold: ServiceLevel) -> None:
    give(cast.lift_category, office)
    middle = Category.objects.create(parent=cast.lift_category, name_sv="Motor")
    lowest = Category.objects.create(parent=middle, name_sv="Drev")
    assert which_level(None, lowest).level == office
    give(middle, gold)
    found = which_level(None, lowest)
    assert (found.level, found.reason) == (gold, "kategorin Motor")


def test_the_customer_s_agreement_goes_before_the_category_s(
    cast: Cast, office: ServiceLevel, gold: ServiceLevel
) -> None:
    give(cast.lift_category, office)
    found = which_level(give(cast.bjorken, gold), cast.lift_category)
    assert (found.level, found.reason) == (gold, "kundens avtal")


def test_a_level_that_is_not_in_use_does_not_count(cast: Cast, office: ServiceLevel, gold: ServiceLevel) -> None:
    give(cast.lift_category, office)
    give(cast.bjorken, gold)
    ServiceLevel.objects.filter(pk=gold.pk).update(is_active=False)
    assert which_level(cast.bjorken, cast.lift_category).level == office


def test_there_may_be_none(cast: Cast, office: ServiceLevel) -> None:
    assert which_level(cast.bjorken, cast.lift_category).level is None
    assert which_level(None, None).level is None


def test_it_asks_twice_at_most(
    cast: Cast, office: ServiceLevel, gold: ServiceLevel, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    give(cast.bjorken, gold)
    lowest = give(cast.lift_category, office)
    for number in range(5):
        lowest = Category.objects.create(parent=lowest, name_sv=f"Nivå {number}")
    with django_assert_max_num_queries(2):
        which_level(cast.bjorken, lowest)


@pytest.mark.parametrize("gold_is_active", [True, False])
def test_asked_of_all_at_once_it_answers_the_same(
    gold_is_active: bool, cast: Cast, office: ServiceLevel, gold: ServiceLevel
) -> None:
    give(cast.lift_category, office)
    give(cast.bjorken, gold)
    ServiceLevel.objects.filter(pk=gold.pk).update(is_active=gold_is_active)
    below = Category.objects.create(parent=cast.lift_category, name_sv="Motor")
    levels = Levels.now()
    for customer in (None, cast.bjorken, cast.asen):
        for category in (None, below, cast.lift_category, cast.door_category):
            found = levels.of(customer.service_level_id if customer else None, category.pk if category else None)
            assert found == which_level(customer, category).level

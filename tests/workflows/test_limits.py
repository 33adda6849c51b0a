from typing import Any

import pytest

from workflows import limits
from workflows.limits import Limit, counts, spent, within

pytestmark = pytest.mark.django_db


def test_it_lets_as_many_through_as_it_says() -> None:
    assert [within("x", "anna", most=3, seconds=60) for _ in range(5)] == [True, True, True, False, False]


def test_it_counts_each_by_herself() -> None:
    within("x", "anna", most=1, seconds=60)
    assert within("x", "otto", most=1, seconds=60) and within("y", "anna", most=1, seconds=60)


def test_it_starts_anew_in_the_next_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.time, "time", lambda: 1000.0)
    within("x", "anna", most=1, seconds=60)
    monkeypatch.setattr(limits.time, "time", lambda: 1060.0)
    assert within("x", "anna", most=1, seconds=60)


def test_it_forgets_stretches_that_have_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    within("x", "otto", most=1, seconds=60)
    monkeypatch.setattr(limits.time, "time", lambda: 1000.0)
    within("x", "anna", most=1, seconds=60)
    assert limits.forget_passed() == 1 and not limits.LimitCount.objects.filter(until__year=1970).exists()


def test_it_tells_how_often_without_counting() -> None:
    limit = Limit("x", "anna", 2, 60)
    assert [counts([limit, Limit("x", "otto", 2, 60)]) for _ in range(2)] == [[0, 0], [0, 0]]
    spent([limit])
    assert counts([limit, Limit("x", "otto", 2, 60)]) == [1, 0]


def test_it_says_which_of_several_are_at_their_limit() -> None:
    few, many = Limit("x", "anna", 1, 60), Limit("y", "anna", 3, 60)
    assert [set(spent([few, many])) for _ in range(4)] == [set(), {few}, {few}, {few, many}]
    assert counts([few, many]) == [1, 3]


def test_it_counts_several_in_one_statement(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        spent([Limit("x", str(number), 3, 60) for number in range(4)])

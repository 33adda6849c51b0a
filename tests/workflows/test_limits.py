import pytest

from workflows import limits
from workflows.limits import within

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


def test_it_says_that_a_limit_is_reached_without_counting() -> None:
    assert [limits.reached("x", "anna", most=1, seconds=60) for _ in range(2)] == [False, False]
    within("x", "anna", most=1, seconds=60)
    assert limits.reached("x", "anna", most=1, seconds=60)

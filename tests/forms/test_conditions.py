import pytest

from forms.conditions import OPERATORS, Condition, cycle, hold, read
from tests.forms.conditional import TABLE

ANSWERS = {"danger": ["yes"], "floors": ["3.0"], "parts": ["Dörr", "Korg"], "words": ["Hissen STANNAR ibland"]}


@pytest.mark.parametrize(
    ("question", "operator", "value", "expected"),
    [
        ("danger", "is", "yes", True),
        ("danger", "is", "no", False),
        ("danger", "is_not", "no", True),
        ("floors", "is", "3", True),
        ("floors", "is", "3,0", True),
        ("parts", "is", "korg", True),
        ("parts", "is_not", "Dörr", False),
        ("words", "contains", "stannar", True),
        ("words", "contains", "luktar", False),
        ("words", "answered", "", True),
        ("words", "not_answered", "", False),
    ],
)
def test_it_compares_an_answer(question: str, operator: str, value: str, expected: bool) -> None:
    assert hold([Condition(question, operator, value)], "all", ANSWERS) is expected


@pytest.mark.parametrize(("operator", "answer", "value", "expected"), TABLE)
def test_it_holds_as_the_table_says(operator: str, answer: list[str], value: str, expected: bool) -> None:
    assert hold([Condition("a", operator, value)], "all", {"a": answer}) is expected


@pytest.mark.parametrize("operator", OPERATORS)
def test_it_finds_only_that_nothing_was_answered_where_nothing_was(operator: str) -> None:
    assert hold([Condition("gone", operator, "yes")], "all", ANSWERS) is (operator == "not_answered")


def test_it_asks_for_all_or_for_one() -> None:
    both = [Condition("danger", "is", "yes"), Condition("floors", "is", "7")]

    assert (hold(both, "all", ANSWERS), hold(both, "any", ANSWERS)) == (False, True)


def test_it_always_counts_without_conditions() -> None:
    assert hold([], "any", {}) and hold([], "all", {})


@pytest.mark.parametrize(
    "raw", [None, "x", {}, [1], [{}], [{"question": "a"}], [{"question": "a", "operator": "or"}],
            [{"question": "a", "operator": "is", "value": 1}], [{"question": "a", "operator": "is", "more": "1"}]],
)  # fmt: skip
def test_it_refuses_what_is_no_condition(raw: object) -> None:
    with pytest.raises(ValueError):
        read(raw)


@pytest.mark.parametrize(
    ("waits_for", "ring"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"], "c": []}, []),
        ({"a": ["b", "c"], "b": ["c"], "c": ["gone"]}, []),
        ({"a": ["a"]}, ["a", "a"]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, ["b", "c", "b"]),
        ({"x": [], "a": ["b"], "b": ["c"], "c": ["a"]}, ["a", "b", "c", "a"]),
    ],
)
def test_it_finds_a_ring(waits_for: dict[str, list[str]], ring: list[str]) -> None:
    assert cycle(waits_for) == ring

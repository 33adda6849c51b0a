from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import translation

from forms.fields import Asked, question_type, type_choices, types
from forms.models import Question

ASKED = Asked(AnonymousUser(), "0" * 32)


def field(kind: str, **values: Any) -> Any:
    return question_type(kind).field(Question(field_type=kind, label_sv="Fråga", **values), ASKED)


def test_every_kind_can_be_chosen_and_asked() -> None:
    flat = [one for group in type_choices() for one in (group[1] if isinstance(group[1], list) else [group])]
    assert {name for name, _label in flat} == set(types()) and len(flat) == len(types())
    assert all(field(kind, choices_sv="A\nB").label == "Fråga" for kind, one in types().items() if one.asks)


def test_a_kind_that_is_gone_is_asked_as_text() -> None:
    assert question_type("hologram") is not None
    assert field("hologram").clean("ord") == "ord"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("short_text", "  Hiss  ", "Hiss"),
        ("long_text", "rad 1\nrad 2", "rad 1\nrad 2"),
        ("number", "3,5", Decimal("3.5")),
        ("date", "2026-05-12", date(2026, 5, 12)),
        ("choice", "B", "B"),
        ("multiple_choice", ["A", "B"], ["A", "B"]),
        ("yes_no", "no", "no"),
        ("email", "eva@example.com", "eva@example.com"),
        ("phone", "+46 (0)70-123 45 67", "+46 (0)70-123 45 67"),
    ],
)
def test_it_takes_what_people_write(kind: str, typed: Any, kept: Any) -> None:
    assert field(kind, choices_sv="A\nB").clean(typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("short_text", "x" * 256),
        ("short_text", "a\x00b"),
        ("long_text", "x" * 5001),
        ("number", "tre"),
        ("number", "NaN"),
        ("number", "1e400"),
        ("date", "2026-02-30"),
        ("date", "0000-00-00"),
        ("choice", "C"),
        ("multiple_choice", ["A", "C"]),
        ("yes_no", "maybe"),
        ("email", "eva@"),
        ("phone", "ring mig"),
        ("phone", "1234"),
    ],
)
def test_it_refuses_what_does_not_fit(kind: str, typed: Any) -> None:
    with pytest.raises(ValidationError):
        field(kind, choices_sv="A\nB").clean(typed)


def test_it_says_answers_in_the_language_of_the_moment_and_keeps_them_in_swedish() -> None:
    with translation.override("en"):
        kind, asked = question_type("choice"), field("choice", choices_sv="Ja\nNej", choices_en="Yes\nNo")
        assert kind.words("Nej", asked) == "No"
        assert kind.kept("Nej", asked) == "Nej"
        assert question_type("yes_no").words("yes", None) == "Yes"
        assert question_type("yes_no").kept("yes", None) == "Ja"
        assert question_type("date").kept(date(2026, 5, 12), None) == "12 maj 2026"


def test_a_choice_without_english_is_shown_in_swedish() -> None:
    with translation.override("en"):
        assert field("choice", choices_sv="Ja\nNej").choices == [("Ja", "Ja"), ("Nej", "Nej")]


def test_what_an_administrator_writes_is_no_markup() -> None:
    assert "<b>" not in str(field("short_text", help_sv="<b>fet</b>").help_text)


def test_it_is_no_longer_than_what_it_becomes() -> None:
    assert field("short_text", maps_to="order_number").max_length == 50
    assert field("short_text", maps_to="title").max_length == 140

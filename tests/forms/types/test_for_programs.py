"""What each kind of question tells programs of its limits, and how it takes an answer that came as JSON."""

from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser

from forms.fields import Asked, QuestionType, question_type, types
from forms.models import Question

CHOICES = {"choices_sv": "Ett\nTvå", "choices_en": "One\nTwo"}


def field_of(name: str) -> tuple[QuestionType, forms.Field]:
    kind = question_type(name)
    return kind, kind.field(Question(label_sv="F", field_type=name, **CHOICES), Asked(AnonymousUser()))


@pytest.mark.parametrize("name", [name for name, kind in types().items() if kind.asks])
def test_every_limit_can_be_written_as_json(name: str) -> None:
    kind, field = field_of(name)
    for limit in kind.limits(field).values():
        assert isinstance(limit, int | str) or all(isinstance(one, str) for one in limit)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("short_text", {"max_length": 255}),
        ("long_text", {"max_length": 5000}),
        ("number", {"max_digits": 15, "decimal_places": 4}),
        ("email", {"max_length": 254}),
        ("worksite", {"max_length": 200}),
        ("date", {}),
    ],
)
def test_it_tells_its_limits(name: str, limits: dict[str, Any]) -> None:
    kind, field = field_of(name)
    assert kind.limits(field) == limits


@pytest.mark.parametrize(
    ("name", "value", "posted"),
    [
        ("short_text", "a", {"q": ["a"]}),
        ("short_text", None, {}),
        ("multiple_choice", ["Ett", "Två"], {"q": ["Ett", "Två"]}),
        ("multiple_choice", "Ett", {"q": ["Ett"]}),
        ("yes_no", True, {"q": ["yes"]}),
        ("yes_no", "no", {"q": ["no"]}),
        ("address", {"street": "Storgatan 1", "city": None}, {"q_street": ["Storgatan 1"]}),
        ("articles", [], {}),
        ("articles", [{"name": "Olja"}], {"q-0-what": ["Olja"], "q-0-quantity": [""]}),
        ("articles", [{"article": "4711", "quantity": "2"}], {"q-0-what": ["4711"], "q-0-quantity": ["2"]}),
    ],
)
def test_it_takes_an_answer_as_a_browser_would_post_it(name: str, value: Any, posted: Any) -> None:
    kind, field = field_of(name)
    assert kind.posted("q", value, field) == posted


@pytest.mark.parametrize("name", [name for name, kind in types().items() if kind.asks])
@pytest.mark.parametrize("value", [{}, {"a": 1}, [[]], [None], 1.5])
def test_what_cannot_be_an_answer_is_refused(name: str, value: Any) -> None:
    kind, field = field_of(name)
    with pytest.raises(ValueError, match="q"):
        kind.posted("q", value, field)


def test_files_are_no_answer_of_json() -> None:
    kind, field = field_of("photos")
    with pytest.raises(ValueError, match="q"):
        kind.posted("q", "a.jpg", field)

"""Invented answers to every kind of question: nobody could answer otherwise."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forms.fields import Asked, types
from forms.form import EMPTY
from forms.models import Question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", [name for name, kind in types().items() if kind.asks])
def test_every_kind_has_an_answer_that_is_compared_as_it_is_said(name: str) -> None:
    kind = types()[name]
    question = Question(field_type=name, label_sv="Vad gäller det?", choices_sv="röd\nblå", required=True)
    field = kind.field(question, Asked(AnonymousUser()))
    samples = kind.samples(question)
    assert samples
    for text in samples:
        value = kind.invented([text], field)
        assert value not in EMPTY and kind.words(value, field)
        assert name in ("photos", "file") or text in [*kind.compared(value)]


def test_a_number_is_read_in_either_language() -> None:
    kind, question = types()["number"], Question(field_type="number", label_sv="Antal")
    field = kind.field(question, Asked(AnonymousUser()))
    assert kind.invented(["3,50"], field) == kind.invented(["3.5"], field)
    assert kind.invented(["många"], field) is None

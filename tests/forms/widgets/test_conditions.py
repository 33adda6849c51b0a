import json

import pytest
from bs4 import BeautifulSoup
from django import forms

from forms.fields import types
from forms.models import Outcome, Question
from forms.widgets.conditions import CONDITION_PANELS, ConditionsInput, kind_of


def drawn(model: type[Outcome] | type[Question], **values: str) -> BeautifulSoup:
    panel = CONDITION_PANELS[1].bind_to_model(model)
    form = forms.modelform_factory(model, fields=["conditions"], widgets={"conditions": ConditionsInput})
    instance = model(**values)
    bound = panel.get_bound_panel(instance=instance, request=None, form=form(instance=instance))
    return BeautifulSoup(str(bound.bound_field), "html.parser")


def test_it_holds_the_list_and_the_name_of_its_row() -> None:
    box = drawn(Question, label_sv="Färg", clean_name="farg").select_one(".s-conditions")
    assert box is not None and box["data-own"] == "farg"
    assert json.loads(box.textarea.text) == []
    assert json.loads(str(box["data-words"]))["always"] == "Visas alltid"


def test_of_an_outcome_it_speaks_otherwise() -> None:
    box = drawn(Outcome).select_one(".s-conditions")
    assert box is not None and box["data-own"] == ""
    assert json.loads(str(box["data-words"]))["always"] == "Gäller alltid"


@pytest.mark.parametrize(
    ("kind", "way"),
    [("section", "none"), ("stop", "none"), ("choice", "choices"), ("yes_no", "yes_no"), ("number", "text")],
)
def test_it_knows_how_an_answer_is_chosen(kind: str, way: str) -> None:
    assert kind in types() and kind_of(kind) == way

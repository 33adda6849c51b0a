"""A form of three steps with a stop, sent a step at a time by somebody without JavaScript."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Site

from forms import opened
from forms.models import FormSubmission, IntakeFormPage, Question, StoppedPost
from forms.steps import Step, split
from tests.cast import Cast
from tests.forms.test_rubbish import handed_out
from tests.journeys.person import Person
from tests.pictures import upload
from workflows.models import Case

pytestmark = pytest.mark.django_db


def when(question: str, value: str = "", operator: str = "is") -> list[dict[str, str]]:
    return [{"question": question, "operator": operator, "value": value}]


ROWS: list[dict[str, Any]] = [
    {"field_type": "section", "label_sv": "Vad", "clean_name": "vad"},
    {"field_type": "yes_no", "label_sv": "Fara?", "clean_name": "fara", "required": True},
    {"field_type": "stop", "label_sv": "Ring", "help_sv": "Ring 112.", "clean_name": "ring",
     "conditions": when("fara", "yes")},
    {"field_type": "choice", "label_sv": "Sak", "clean_name": "sak", "choices_sv": "Hiss\nDörr", "required": True},
    {"label_sv": "Våning", "clean_name": "vaning", "required": True, "conditions": when("sak", "Hiss")},
    {"field_type": "section", "label_sv": "Mått", "clean_name": "matt", "conditions": when("sak", "Dörr")},
    {"field_type": "heading", "label_sv": "Mät så här", "clean_name": "mat"},
    {"label_sv": "Bredd", "clean_name": "bredd", "required": True},
    {"field_type": "section", "label_sv": "Vem", "clean_name": "vem"},
    {"label_sv": "Namn", "clean_name": "namn", "required": True},
    {"field_type": "photos", "label_sv": "Foton", "clean_name": "foton"},
]  # fmt: skip


def make_page(cast: Cast) -> IntakeFormPage:
    page = IntakeFormPage(title="Tre steg", slug="tre-steg")
    questions = [Question(sort_order=order, **row) for order, row in enumerate(ROWS)]
    for question in questions:
        question.clean()
    page.questions.set(questions)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    return page


@pytest.fixture
def page(cast: Cast) -> IntakeFormPage:
    return make_page(cast)


@pytest.fixture
def pia(page: IntakeFormPage) -> Person:
    return Person().opens("/tre-steg/")


def seen(person: Person) -> list[str]:
    """Names of the questions, headings and stops that are to be seen."""
    parts = person.page.select("[data-step]:not([hidden]) > .question:not([hidden])")
    return [str(part["data-name"]) for part in parts]


def test_it_begins_with_the_first_step(pia: Person) -> None:
    assert seen(pia) == ["fara", "sak"] and "Steg 1 av 2 · Vad" in pia.text


def test_a_question_that_comes_up_is_asked_before_it_goes_on(pia: Person) -> None:
    pia.sends(go="next", fara="no", sak="Hiss")
    assert seen(pia) == ["fara", "sak", "vaning"] and not pia.page.select(".error-summary")
    pia.sends(go="next")
    assert seen(pia) == ["fara", "sak", "vaning"] and pia.page.select_one("#id_vaning_error")
    assert seen(pia.sends(go="next", vaning="3")) == ["namn", "foton"]


def test_a_step_that_does_not_count_is_left_out(pia: Person) -> None:
    pia.sends(go="next", fara="no", sak="Dörr")
    assert seen(pia) == ["mat", "bredd"] and "Steg 2 av 3 · Mått" in pia.text
    pia.sends(go="next", bredd="90").sends(go="send", namn="Pia")
    case = Case.objects.get()
    assert case.answers == [["Fara?", "Nej"], ["Sak", "Dörr"], ["Bredd", "90"], ["Namn", "Pia"]]


def test_what_is_hidden_is_not_kept(pia: Person) -> None:
    pia.sends(go="next", fara="no", sak="Dörr", vaning="3").sends(go="next", bredd="90")
    pia.sends(go="back").sends(go="back").sends(go="next", sak="Hiss").sends(go="next", vaning="2")
    pia.sends(go="send", namn="Pia")
    kept = {"fara": "Nej", "sak": "Hiss", "vaning": "2", "namn": "Pia"}
    assert FormSubmission.objects.get().form_data == kept


@pytest.mark.parametrize("go", ["next", "send"])
def test_nobody_goes_past_a_stop(pia: Person, go: str) -> None:
    pia.sends(go=go, fara="yes", sak="Dörr", bredd="90", namn="Pia", step="2")
    assert seen(pia) == ["fara", "ring", "sak"] and not Case.objects.exists()
    assert [link["href"] for link in pia.page.select("[data-stop] a")] == ["tel:112", "tel:081234560"]
    assert pia.page.select_one("input[name=namn]")["value"] == "Pia"
    assert seen(pia.sends(go="next", fara="no")) == ["mat", "bredd"]


def test_back_loses_nothing_and_finds_no_fault(pia: Person) -> None:
    pia.sends(go="next", fara="no", sak="Dörr").sends(go="back", foton=upload(), bredd="")
    assert seen(pia) == ["fara", "sak"] and not pia.page.select(".error-summary, .field--error")
    pia.sends(go="next").sends(go="next", bredd="90")
    assert "1 foto är redan med" in pia.text
    pia.sends(go="send", namn="Pia")
    assert Case.objects.get().attachments.count() == 1


def test_the_last_post_leads_to_the_first_step_with_a_fault(pia: Person) -> None:
    pia.sends(go="send", step="2", fara="no", sak="Dörr", bredd="", namn="")
    assert seen(pia) == ["mat", "bredd"]
    assert pia.page.select_one("#id_bredd_error") and not pia.page.select_one("#id_namn_error")


@pytest.mark.parametrize("step", ["", "-1", "x", "99999", "²"])
def test_a_step_that_is_none_is_the_end(pia: Person, step: str) -> None:
    assert seen(pia.sends(go="next", step=step, fara="no", sak="Dörr")) == ["mat", "bredd"]


def test_its_columns_are_what_is_asked(page: IntakeFormPage) -> None:
    names = [name for name, _label in page.get_data_fields()]
    assert names == ["submit_time", "case", "fara", "sak", "vaning", "bredd", "namn", "foton"]


def test_its_copy_waits_for_the_same(page: IntakeFormPage) -> None:
    copy = page.copy(update_attrs={"slug": "kopia", "title": "Kopia"})
    assert copy.questions.get(clean_name="vaning").conditions == when("sak", "Hiss")


def test_questions_before_the_first_section_are_a_step(cast: Cast) -> None:
    rows = [("a", Question(label_sv="A")), ("b", Question(label_sv="B", field_type="section"))]
    assert [(step.name, len(step.items)) for step in split(rows)] == [("", 1), ("b", 0)]
    assert split([]) == [Step(0)]


def test_turning_its_pages_is_no_haste(pia: Person, settings: Settings) -> None:
    settings.FORM_SECONDS = 3
    pia.sends(go="next", fara="no", sak="Dörr").sends(go="next", bredd="90").sends(go="back").sends(go="next")
    assert seen(pia) == ["namn", "foton"] and not StoppedPost.objects.exists()


def test_it_was_handed_out_with_its_first_step(pia: Person, settings: Settings, monkeypatch: Any) -> None:
    settings.FORM_SECONDS = 3
    now = opened.time.time
    monkeypatch.setattr(opened.time, "time", lambda: now() + 4)
    pia.sends(go="next", fara="no", sak="Hiss").sends(go="next", vaning="3").sends(go="send", namn="Pia")
    assert Case.objects.get().reporter_name == "" and not StoppedPost.objects.exists()


@pytest.mark.parametrize("go", ["next", "send", "", "back"])
def test_haste_is_haste_by_whichever_button(client: Client, page: IntakeFormPage, settings: Settings, go: str) -> None:
    settings.FORM_SECONDS = 3
    hidden = handed_out(client.get(page.url))
    answers = {"step": "0", "fara": "no", "sak": "Dörr", "asked": ["matt", "bredd"], "bredd": "9", "namn": "Pia"}
    for step in ("0", "1", "2"):
        client.post(page.url, answers | hidden | {"go": go, "step": step})
    assert not Case.objects.exists()

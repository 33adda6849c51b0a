"""The ready forms are ours: each must be whole, in both languages, and work."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site

from forms.fields import question_type
from forms.models import FormSubmission, IntakeFormPage, Question
from forms.portable.library import FOLDER, ready_forms
from forms.portable.making import bring_in
from forms.portable.reading import read
from forms.portable.writing import document_of
from tests.cast import Cast
from tests.forms.sender import send
from workflows.models import Category

pytestmark = pytest.mark.django_db
NAMES = sorted(ready_forms())
SAMPLE = {
    "number": "3", "date": "2030-05-01", "time": "09:30", "yes_no": "no", "rating": "4",
    "email": "eva@gatan.example", "phone": "0701234567", "organisation_number": "556016-0680",
    "photos": "", "file": "",
}  # fmt: skip


@pytest.fixture
def home(cast: Cast) -> Page:
    return Site.objects.get(is_default_site=True).root_page


def document(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_bytes())


def made(name: str, home: Page, cast: Cast) -> IntakeFormPage:
    return bring_in(read(ready_forms()[name].raw, home), home, by=cast.adam)


def sample(question: Question) -> Any:
    if question_type(question.field_type).has_choices:
        return question.offered()[0][0]
    return SAMPLE.get(question.field_type, "Svar")


def test_there_are_six_to_choose_from() -> None:
    assert NAMES == ["cleaning", "door", "hvac", "lift", "order_work", "property_care"]


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_read_without_a_problem(home: Page, name: str) -> None:
    assert read(ready_forms()[name].raw, home).problems == []


@pytest.mark.parametrize("name", NAMES)
def test_it_is_written_as_an_export_is(home: Page, cast: Cast, name: str) -> None:
    whole = document(name)
    for path in [whole["form"].get("category"), *(one.get("category") for one in whole["form"]["outcomes"])]:
        parent = None
        for step in path or []:
            parent, _made = Category.objects.get_or_create(name_sv=step, parent=parent)
    assert document_of(made(name, home, cast))["form"] == whole["form"]


@pytest.mark.parametrize("name", NAMES)
def test_it_says_everything_in_both_languages(name: str) -> None:
    whole = document(name)
    for part in [whole, whole["form"], *whole["form"]["questions"]]:
        for column, text in part.items():
            if column.endswith("_sv"):
                english = part.get(f"{column[:-3]}_en", "")
                assert english and text and english.count("\n") == text.count("\n"), (name, column, text)
    assert whole["form"]["title_en"]


@pytest.mark.parametrize("name", NAMES)
def test_it_asks_by_what_was_answered(name: str) -> None:
    form = document(name)["form"]
    choices = {one["clean_name"]: one.get("choices_sv", "yes\nno").split("\n") for one in form["questions"]}
    conditional = [one for one in form["questions"] if one.get("conditions")]
    assert len(conditional) >= 2 and form["outcomes"]
    for one in [*conditional, *form["outcomes"]]:
        for condition in one["conditions"]:
            if condition["operator"] == "is":
                assert condition["value"] in choices[condition["question"]]


@pytest.mark.parametrize("name", NAMES)
def test_its_titles_are_made_of_its_own_answers(name: str) -> None:
    form = document(name)["form"]
    answers = {one["clean_name"]: "svar" for one in form["questions"]}
    for one in [form, *form["outcomes"]]:
        assert "{" not in one.get("title_pattern", "").format(**answers)


@pytest.mark.parametrize("name", NAMES)
def test_published_it_takes_a_report(client: Client, home: Page, cast: Cast, name: str) -> None:
    page = made(name, home, cast)
    page.get_latest_revision().publish()
    answers = {one.clean_name: sample(one) for one in page.questions.all()}
    answer = send(client, IntakeFormPage.objects.get(pk=page.pk).url, answers)
    assert answer.status_code == 302, answer.content.decode()
    assert FormSubmission.objects.get().page_id == page.pk


@pytest.mark.parametrize("kind", ["request", "deviation", "order"])
def test_those_to_begin_with_are_written_as_an_export_is(pages: dict[str, IntakeFormPage], kind: str) -> None:
    whole = json.loads((FOLDER / "begin" / f"{kind}.json").read_bytes())
    assert document_of(pages[kind]) == whole
    assert pages[kind].live and pages[kind].kind == kind

"""What the page editor shows of a form while it is edited."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.admin.models import FormState
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset

from forms.models import FormSubmission, IntakeFormPage, Outcome, QrCode
from forms.preview import Preview
from tests.cast import Cast
from tests.forms.conditional import conditions
from tests.forms.test_form_page import posted, question
from workflows.models import Case, Responsibility, Worksite

pytestmark = pytest.mark.django_db
CHOICE = {"kind": "choice", "choices_sv": "hiss\ndörr", "required": "on"}
QUESTIONS = [question("Vad?", maps_to="title"), question("Var?", "worksite"), question("Sak", **CHOICE)]


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def outcome(*ones: tuple[str, str, str], **values: Any) -> dict[str, Any]:
    return {"what": "changes", "match": "all", "conditions": conditions(*ones), "kind": "", "category": "",
            "priority": "", "title_pattern": "", **values}  # fmt: skip


def shown(editor: Client, *outcomes: Any, questions: Any = QUESTIONS, mode: str = "case", **values: Any) -> Any:
    """The preview of a form that has never been saved."""
    home = Site.objects.get(is_default_site=True).root_page
    url = f"/admin/pages/add/intake/intakeformpage/{home.pk}/preview/"
    data = posted(*questions, **values, outcomes=inline_formset(list(outcomes)))
    told = editor.post(url, data).json()
    answer = editor.get(url, {"mode": mode})
    answer.told = told  # type: ignore[attr-defined]
    return answer


def titles(answer: Any) -> list[list[str]]:
    return [[one.case.title for one in card.cases] for card in answer.context["cards"]]


@pytest.mark.parametrize(("mode", "words"), [("form", "Klotter"), ("landing", "4711"), ("case", "Klotter")])
def test_it_is_shown_in_a_frame_of_the_editor(editor: Client, mode: str, words: str) -> None:
    answer = shown(editor, mode=mode)
    assert answer.status_code == 200 and words in answer.content.decode()
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_it_says_who_would_get_the_case_and_why(editor: Client, cast: Cast) -> None:
    Responsibility.objects.create(worksite=cast.kanalgatan, person=cast.nils)
    Worksite.objects.exclude(pk=cast.kanalgatan.pk).update(is_active=False)
    (card,) = shown(editor).context["cards"]
    at, unknown = card.cases[0].got
    assert (at.who, unknown.who) == (cast.nils, cast.lifts)
    assert at.where == f"Vid {cast.kanalgatan}" and at.reason.startswith("Regel") and "psamlande" in unknown.reason


def test_each_outcome_that_can_be_met_has_its_card(editor: Client, cast: Cast) -> None:
    door = ("questions-2", "is", "dörr")
    answer = shown(
        editor,
        outcome(door, priority="4", title_pattern="Dörr: {vad}"),
        outcome(door, ("questions-0", "contains", "glas"), what="further", category=str(cast.door_category.pk)),
    )
    plain, first, second = answer.context["cards"]
    assert titles(answer) == [["[Vad?]"], ["Dörr: [Vad?]"], ["Dörr: glas", "Dörr: glas"]]
    assert [card.cases[0].case.priority for card in (plain, first, second)] == [2, 4, 4]
    assert second.cases[1].case.category == cast.door_category
    assert ("Sak", "dörr") in first.answers


def test_an_outcome_that_cannot_be_met_is_named(editor: Client) -> None:
    both = [("questions-2", "is", "hiss"), ("questions-2", "is", "dörr")]
    answer = shown(editor, outcome(*both, priority="4"))
    assert len(answer.context["cards"]) == 1 and len(answer.context["never"]) == 1
    assert "Följd 1" in answer.context["never"][0]


def test_what_waits_for_what_waits_is_met(editor: Client) -> None:
    rows = [
        question("Fara?", "yes_no"),
        question("Ring 112", "stop", conditions=conditions(("questions-0", "is", "yes"))),
        question("Sort", "multiple_choice", choices_sv="a\nb\nc", conditions=conditions(("questions-0", "is", "no"))),
        question("Antal", "number", conditions=conditions(("questions-2", "is", "b"))),
    ]
    met = outcome(("questions-3", "is", "3,0"), ("questions-2", "is", "c"), priority="4")
    stopped = outcome(("questions-0", "is", "yes"), priority="4")
    answer = shown(editor, met, stopped, questions=rows)
    assert [card.cases[0].case.priority for card in answer.context["cards"]] == [2, 4]
    assert len(answer.context["never"]) == 1


@pytest.mark.parametrize("kind", ["photos", "file"])
def test_what_waits_for_files_is_met_by_there_being_some(editor: Client, kind: str) -> None:
    asked = [*QUESTIONS, question("Foton", kind)]
    waiting = [outcome(("questions-3", how, "x.jpg"), priority="4") for how in ("answered", "is")]
    answer = shown(editor, *waiting, questions=asked)
    assert [card.cases[0].case.priority for card in answer.context["cards"]] == [2, 4]
    assert len(answer.context["never"]) == 1


def test_where_nobody_answers_it_says_so(editor: Client) -> None:
    Responsibility.objects.all().delete()
    answer = shown(editor)
    assert answer.status_code == 200 and "uppsamlande" in answer.content.decode().lower()
    assert answer.context["cards"][0].cases[0].got[0].who is None


def test_it_writes_nothing(editor: Client) -> None:
    shown(editor, outcome(what="further", priority="4"))
    kept = [model.objects.count() for model in (Case, FormSubmission, QrCode, IntakeFormPage)]
    assert kept == [0, 0, 0, 0] and FormState.objects.count() == 1


def test_a_row_that_is_wrong_makes_it_wait(editor: Client) -> None:
    answer = shown(editor, outcome(("gone", "answered", ""), priority="4"))
    assert answer.told == {"is_valid": False, "is_available": False} and answer.status_code == 200


def test_a_form_without_questions_is_shown(editor: Client) -> None:
    ((title,),) = titles(shown(editor, questions=[]))
    assert title.startswith("Klotter: ")


def test_the_receipt_shows_as_many_cases_as_there_may_be(editor: Client) -> None:
    text = shown(editor, outcome(what="further", title_pattern="Även {form}"), mode="landing").content.decode()
    assert "4712" in text and "Även Klotter" in text


def test_a_form_for_codes_has_no_unknown_place(editor: Client, cast: Cast) -> None:
    (card,) = shown(editor, questions=[QUESTIONS[0]], audience="code").context["cards"]
    assert [got.where for got in card.cases[0].got] == [f"Vid {Worksite.objects.visible_to(cast.adam).first()}"]


def test_more_outcomes_cost_no_more_questions(cast: Cast, pages: dict[str, IntakeFormPage]) -> None:
    page, asked = pages["request"], []
    for count in (1, 20):
        page.outcomes = [Outcome(what="further", kind="order") for _number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            assert len(Preview(page, cast.adam).cards()) == count
        asked.append(len(queries))
    assert asked[0] >= asked[1]

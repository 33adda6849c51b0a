"""What the page editor says of conditions that cannot be."""

from typing import Any

import pytest
from django.test import Client

from forms.models import IntakeFormPage
from tests.cast import Cast
from tests.forms.conditional import conditions
from tests.forms.test_form_page import create, posted, question

pytestmark = pytest.mark.django_db
CHOICE = {"kind": "choice", "choices_sv": "röd\nblå"}


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def refused(answer: Any) -> dict[int, dict[str, list[str]]]:
    """{number of the row: its errors}"""
    assert answer.status_code == 200 and not IntakeFormPage.objects.exists()
    rows = answer.context["form"].formsets["questions"].forms
    return {number: dict(row.errors) for number, row in enumerate(rows) if row.errors}


def test_a_new_row_is_waited_for_by_its_place(editor: Client) -> None:
    rows = [question("Färg", **CHOICE), question("Nyans", conditions=conditions(("questions-0", "is", "röd")))]
    assert create(editor, *rows).status_code == 302
    waiting = IntakeFormPage.objects.get().questions.get(label_sv="Nyans")
    assert waiting.conditions == [{"question": "farg", "operator": "is", "value": "röd"}]


@pytest.mark.parametrize(
    ("first", "one", "words"),
    [
        (question("A"), ("gone", "answered", ""), "finns inte längre"),
        (question("A"), ("questions-1", "answered", ""), "väntar på varandra"),
        (question("A"), ("questions-2", "answered", ""), "”C” kommer senare"),
        (question("A", "heading"), ("questions-0", "answered", ""), "”A” är ingen fråga"),
        (question("A", **CHOICE), ("questions-0", "is", "grön"), "”grön” finns inte bland svaren på ”A”"),
        (question("A", "yes_no"), ("questions-0", "is_not", "ja"), "”ja” finns inte bland svaren på ”A”"),
        (question("A"), ("questions-0", "is", " "), "Ange vilket svar på ”A”"),
    ],
)
def test_it_says_what_cannot_be(editor: Client, first: Any, one: tuple[str, str, str], words: str) -> None:
    errors = refused(create(editor, first, question("B", conditions=conditions(one)), question("C")))
    assert list(errors) == [1] and words in errors[1]["conditions"][0]


def test_a_ring_is_named(editor: Client) -> None:
    rows = [
        question("A", conditions=conditions(("questions-1", "answered", ""))),
        question("B", conditions=conditions(("questions-0", "answered", ""))),
    ]
    (errors,) = refused(create(editor, *rows)).values()
    assert "”A” → ”B” → ”A”" in errors["conditions"][0].replace("“", "”")


def test_a_stop_needs_a_condition(editor: Client) -> None:
    errors = refused(create(editor, question("A"), question("Ring 112", "stop")))
    assert "Ett stopp behöver ett villkor" in errors[1]["conditions"][0]


def test_the_order_in_which_they_stand_counts(editor: Client) -> None:
    rows = [question("A", ORDER="2"), question("B", ORDER="1", conditions=conditions(("questions-0", "answered", "")))]
    answer = create(editor, *rows)
    assert "”A” kommer senare" in answer.content.decode()


def test_what_is_no_condition_is_refused(editor: Client) -> None:
    for raw in ("{}", "[1]", "nonsense", '[{"question": "a", "operator": "or"}]'):
        assert list(refused(create(editor, question("A"), question("B", conditions=raw)))) == [1]


def edit(editor: Client, *rows: dict[str, Any]) -> Any:
    page = IntakeFormPage.objects.get()
    pks = dict(enumerate(page.questions.values_list("pk", flat=True)))
    held = [row | {"id": pks.get(number, "")} for number, row in enumerate(rows)]
    data = posted(*held) | {"questions-INITIAL_FORMS": str(len(pks)), "action-publish": "yes"}
    return editor.post(f"/admin/pages/{page.pk}/edit/", data)


def test_a_new_label_breaks_nothing(editor: Client) -> None:
    create(editor, question("Färg", **CHOICE), question("B", conditions=conditions(("questions-0", "is", "röd"))))
    kept = conditions(("farg", "is", "röd"))
    assert edit(editor, question("Kulör", **CHOICE), question("B", conditions=kept)).status_code == 302
    assert IntakeFormPage.objects.get().questions.get(label_sv="B").compared[0].question == "farg"


def test_a_choice_that_is_waited_for_stays(editor: Client) -> None:
    create(editor, question("Färg", **CHOICE), question("B", conditions=conditions(("questions-0", "is", "röd"))))
    changed = CHOICE | {"choices_sv": "rosa\nblå"}
    text = edit(editor, question("Färg", **changed), question("B", conditions=conditions(("farg", "is", "röd"))))
    assert "”B” visas när svaret är ”röd”" in text.content.decode()


def test_a_question_that_is_waited_for_cannot_go(editor: Client) -> None:
    create(editor, question("Färg", **CHOICE), question("B", conditions=conditions(("questions-0", "is", "röd"))))
    gone = question("Färg", **CHOICE, DELETE="1")
    answer = edit(editor, gone, question("B", conditions=conditions(("farg", "is", "röd"))))
    assert "finns inte längre" in answer.content.decode()

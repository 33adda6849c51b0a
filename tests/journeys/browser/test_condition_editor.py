"""An administrator says in the page editor when a question is shown, of rows old and new."""

import json
from typing import Any

import pytest

from forms.models import IntakeFormPage
from tests import cast as the_cast
from tests.forms.test_steps import make_page
from tests.threads import in_thread

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.slow]


def set_up() -> int:
    page = make_page(the_cast.build())
    page.save_revision().publish()
    return page.pk


@pytest.fixture
def editor(site: str, desk: Any) -> Any:
    number = in_thread(set_up)
    desk.goto(f"{site}/accounts/login/")
    desk.click("details.login__other summary")
    desk.fill("details input[name=login]", "adam@norrhiss.example")
    desk.fill("details input[name=password]", the_cast.PASSWORD)
    desk.click("details button")
    desk.wait_for_load_state()
    desk.goto(f"{site}/admin/pages/{number}/edit/")
    desk.wait_for_selector(".s-conditions__shown")
    return desk


def row(editor: Any, number: int) -> Any:
    return editor.locator(f"#inline_child_questions-{number}")


def posted(editor: Any, number: int) -> Any:
    return json.loads(editor.input_value(f"[name=questions-{number}-conditions]"))


def test_it_is_read_and_changed_in_words(editor: Any) -> None:
    """In one visit: the editor takes seconds to open."""
    says_when(editor)
    offers_what_stands_above(editor)
    joins_and_takes_away(editor)


def says_when(editor: Any) -> None:
    assert "Visas alltid" in row(editor, 3).locator(".s-conditions").inner_text()
    box = row(editor, 4).locator(".s-conditions select")
    assert [box.nth(n).evaluate("box => box.selectedOptions[0].text") for n in range(3)] == ["Sak", "är", "Hiss"]


def offers_what_stands_above(editor: Any) -> None:
    editor.fill("[name=questions-1-label_sv]", "Livsfara?")
    editor.locator("[name=questions-1-label_sv]").blur()
    assert row(editor, 4).locator(".s-conditions select").first.inner_text().split("\n") == ["Livsfara?", "Sak"]


def test_a_row_just_added_can_be_waited_for(editor: Any) -> None:
    for number, label in ((11, "Ny"), (12, "Nyare")):
        editor.click("#id_questions-ADD")
        editor.fill(f"[name=questions-{number}-label_sv]", label)
        editor.locator(f"[name=questions-{number}-label_sv]").blur()
    new = row(editor, 12)
    new.get_by_role("button", name="Lägg till villkor").click()
    new.locator(".s-conditions select").first.select_option(label="Ny")
    new.locator(".s-conditions select").nth(1).select_option(label="är besvarad")
    assert posted(editor, 12) == [{"question": "questions-11", "operator": "answered", "value": ""}]
    editor.click("[name=action-publish]")
    editor.wait_for_url("**/admin/pages/**", wait_until="load")
    editor.wait_for_selector(".messages .success, .w-messages .success, [data-w-messages-target] li, .messages li")
    kept = in_thread(lambda: IntakeFormPage.objects.get().questions.get(label_sv="Nyare").conditions)
    assert kept == [{"question": "ny", "operator": "answered", "value": ""}]


def joins_and_takes_away(editor: Any) -> None:
    one = row(editor, 4)
    one.get_by_role("button", name="Lägg till villkor").click()
    one.locator(".s-conditions__all").select_option("any")
    assert editor.input_value("[name=questions-4-match]") == "any" and "eller" in one.inner_text()
    for _time in range(2):
        one.get_by_role("button", name="Ta bort villkoret").first.click()
    assert posted(editor, 4) == [] and "Visas alltid" in one.inner_text()

"""A form of three steps on a phone with JavaScript: conditions at once, and nothing of what was typed is ever lost."""

import json
from typing import Any

import pytest

from tests import cast as the_cast
from tests.forms.conditional import TABLE
from tests.forms.test_steps import make_page
from tests.pictures import jpeg
from tests.threads import in_thread
from workflows.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.looks, pytest.mark.slow]
NEXT, BACK, SEND = "[data-go=next]", "[data-go=back]", "[data-go=send]"


def set_up() -> None:
    make_page(the_cast.build())


@pytest.fixture
def form(site: str, phone: Any) -> Any:
    in_thread(set_up)
    faults: list[str] = []
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.goto(f"{site}/tre-steg/")
    yield phone
    assert faults == []


def seen(form: Any) -> list[str]:
    parts = "[data-step]:not([hidden]) > .question:not([hidden])"
    return form.eval_on_selector_all(parts, "parts => parts.map((part) => part.dataset.name)")


def first_step(form: Any, thing: str = "Dörr") -> None:
    form.check("input[name=fara][value=no]")
    form.check(f"input[name=sak][value={thing}]")
    form.click(NEXT)


def test_the_browser_compares_as_the_server_does(form: Any) -> None:
    for operator, answer, value, expected in TABLE:
        said = form.evaluate(
            """([operator, answer, value]) => {
                return window.intakeConditions.hold([{question: "a", operator, value}], "all", {a: answer});
            }""",
            [operator, answer, value],
        )
        assert said is expected, (operator, answer, value)


def test_what_counts_is_shown_at_once(form: Any) -> None:
    assert seen(form) == ["fara", "sak"]
    form.check("input[name=sak][value=Hiss]")
    assert seen(form) == ["fara", "sak", "vaning"] and "Steg 1 av 2 · Vad" in form.inner_text(".road")
    form.check("input[name=sak][value=Dörr]")
    assert seen(form) == ["fara", "sak"] and "Steg 1 av 3 · Vad" in form.inner_text(".road")


def test_a_stop_takes_the_buttons_away(form: Any) -> None:
    form.check("input[name=fara][value=yes]")
    assert form.is_visible("[data-stop] a[href='tel:112']") and not form.is_visible(NEXT)
    form.check("input[name=fara][value=no]")
    assert not form.is_visible("[data-stop]") and form.is_visible(NEXT)


def test_a_step_is_looked_at_before_it_gives_way(form: Any) -> None:
    form.click(NEXT)
    assert "obligatoriskt" in form.inner_text("#id_fara_error") and seen(form) == ["fara", "sak"]
    first_step(form)
    assert seen(form) == ["mat", "bredd"]
    assert form.evaluate("document.activeElement.textContent") == "Mått"


def test_both_ways_back_lose_nothing(form: Any) -> None:
    first_step(form)
    form.fill("[name=bredd]", "90")
    form.click(NEXT)
    form.go_back()
    assert seen(form) == ["mat", "bredd"] and form.input_value("[name=bredd]") == "90"
    form.click(BACK)
    form.wait_for_selector("[name=fara]", state="visible")
    assert form.is_checked("input[name=fara][value=no]")


def test_it_is_sent_once_and_forgotten(form: Any, site: str) -> None:
    first_step(form, "Hiss")
    form.fill("[name=vaning]", "3")
    form.click(NEXT)
    form.fill("[name=namn]", "Pia")
    form.click(SEND)
    form.wait_for_url("**/receipt/**")
    assert in_thread(lambda: Case.objects.get().answers)[-1] == ["Namn", "Pia"]
    form.goto(f"{site}/tre-steg/")
    assert not form.is_visible("[data-draft]") and not form.is_checked("input[name=fara][value=no]")


def test_a_reload_keeps_what_was_written_and_chosen(form: Any) -> None:
    first_step(form)
    form.fill("[name=bredd]", "90")
    form.click(NEXT)
    form.set_input_files("[name=foton]", files=[{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}])
    form.fill("[name=namn]", "Pia")
    form.wait_for_timeout(800)
    key = form.input_value("[name=submission-key]")
    form.reload()
    form.wait_for_selector(".chosen li")
    assert form.is_visible("[data-draft]") and form.input_value("[name=submission-key]") == key
    assert form.input_value("[name=namn]") == "Pia" and "Steg 3 av 3" in form.inner_text(".road")
    form.click(SEND)
    form.wait_for_url("**/receipt/**")
    assert in_thread(lambda: Case.objects.get().attachments.count()) == 1


def test_starting_over_forgets_it(form: Any) -> None:
    first_step(form)
    form.reload()
    form.click("[data-start-over]")
    form.wait_for_selector("[data-draft]", state="hidden")
    assert not form.is_checked("input[name=fara][value=no]")
    assert form.evaluate("Object.keys(localStorage)") == []


def test_a_draft_of_last_week_is_forgotten(form: Any) -> None:
    first_step(form)
    form.evaluate("""() => {
        const [name] = Object.keys(localStorage);
        window.addEventListener("pagehide", () => {
            const draft = JSON.parse(localStorage.getItem(name));
            localStorage.setItem(name, JSON.stringify({...draft, at: Date.now() - 8 * 86400000}));
        });
    }""")
    form.reload()
    assert not form.is_visible("[data-draft]") and seen(form) == ["fara", "sak"]


def test_nothing_secret_is_kept(form: Any) -> None:
    first_step(form)
    (draft,) = form.evaluate("Object.values(localStorage)")
    assert {*json.loads(draft)["values"]} == {"fara", "sak", "vaning", "bredd", "namn", "opened"}


def test_without_signal_it_stays_and_is_sent_later(form: Any) -> None:
    first_step(form, "Hiss")
    form.fill("[name=vaning]", "3")
    form.click(NEXT)
    form.fill("[name=namn]", "Pia")
    form.context.set_offline(True)
    form.click(SEND)
    form.wait_for_selector("[data-no-signal]", state="visible")
    assert form.input_value("[name=namn]") == "Pia" and not in_thread(Case.objects.exists)
    form.context.set_offline(False)
    form.click(SEND)
    form.wait_for_url("**/receipt/**")
    assert in_thread(Case.objects.count) == 1

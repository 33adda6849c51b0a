"""Adam builds the three forms of the demo by clicking, and one with a photo and two conditions that Anna sends."""

import json
from typing import Any

import pytest

from forms.models import IntakeFormPage
from forms.portable.library import FOLDER
from forms.portable.writing import document_of
from tests import cast as the_cast
from tests.journeys.browser.editor import Editor
from tests.pictures import jpeg
from tests.threads import in_thread
from workflows.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.looks]
ADAM = "adam@norrhiss.example"
CLICKED = ("label_sv", "label_en", "help_sv", "help_en", "choices_sv", "choices_en", "maps_to", "required")
SHOWN = {"yes": "Ja", "no": "Nej"}
PLAIN = ("title_en", "slug", "kind")


@pytest.fixture
def editor(site: str, desk: Any) -> Editor:
    in_thread(the_cast.build)
    editor = Editor(desk, site)
    editor.log_in(ADAM)
    return editor


def words(html: str) -> str:
    return html.removeprefix("<p>").removesuffix("</p>")


def build(editor: Editor, form: dict[str, Any]) -> None:
    editor.begin(form["title"])
    for name in ("intro_sv", "intro_en", "thanks_sv", "thanks_en"):
        editor.fill(**{name: words(form[name])})
    labels = {question["clean_name"]: question["label_sv"] for question in form["questions"]}
    for question in form["questions"]:
        place = editor.add_question(label_sv=question["label_sv"], field_type=question["field_type"])
        always = question["field_type"] in ("photos", "worksite", "articles")
        given = {name: question[name] for name in CLICKED if name in question and not (always and name == "maps_to")}
        editor.change_question(place, **given)
        for one in question.get("conditions", []):
            editor.add_condition(place, labels[one["question"]], one["operator"], SHOWN[one["value"]])
    editor.fill(**{name: form[name] for name in PLAIN})
    editor.publish()


@pytest.mark.slow  # 15 s each
@pytest.mark.parametrize("kind", ["request", "deviation", "order"])
def test_the_forms_of_the_demo_can_be_built_by_clicking(editor: Editor, kind: str) -> None:
    wanted = json.loads((FOLDER / "begin" / f"{kind}.json").read_text())["form"]
    build(editor, wanted)
    built = in_thread(lambda: document_of(IntakeFormPage.objects.live().get(title=wanted["title"])))["form"]
    assert built["questions"] == wanted["questions"]
    assert {name: words(str(built[name])) for name in wanted if name != "questions"} == {
        name: words(str(wanted[name])) for name in wanted if name != "questions"
    }


def test_a_photo_and_two_conditions_go_from_adam_to_anna_and_old_words_stay(editor: Editor, phone: Any) -> None:
    editor.begin("Dörrfel")
    editor.add_question(label_sv="Vad är fel?", field_type="choice", choices_sv="Låset\nKarmen", required=True)
    lock = editor.add_question(label_sv="Vilket lås?", field_type="short_text", maps_to="title")
    editor.add_condition(lock, "Vad är fel?", "is", "Låset")
    photo = editor.add_question(label_sv="Visa karmen", field_type="photos")
    editor.add_condition(photo, "Vad är fel?", "is", "Karmen")
    editor.publish()

    sends(phone, editor.site)
    editor.open("Dörrfel")
    editor.change_question(0, label_sv="Vad är trasigt?")
    editor.publish()

    case = in_thread(Case.objects.get)
    assert case.answers == [["Vad är fel?", "Karmen"], ["Visa karmen", "1 fil"]]
    assert in_thread(lambda: case.attachments.count()) == 1
    phone.goto(f"{editor.site}/dorrfel/")
    assert "Vad är trasigt?" in phone.inner_text("main") and "Vad är fel?" not in phone.inner_text("main")


def sends(phone: Any, site: str) -> None:
    """Anna, 360 px wide; each condition is at once what she sees."""
    phone.goto(f"{site}/dorrfel/")
    lock, photo = phone.locator("[name=vilket_las]"), phone.locator("[name=visa_karmen]")
    assert not lock.is_visible() and not photo.is_visible()
    phone.get_by_label("Låset", exact=True).check()
    assert lock.is_visible() and not photo.is_visible()
    lock.fill("Nedre låset")
    phone.get_by_label("Karmen", exact=True).check()
    assert not lock.is_visible() and photo.is_visible()
    photo.set_input_files([{"name": "karm.jpg", "mimeType": "image/jpeg", "buffer": jpeg(1200, 900)}])
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.click("button[data-go=send]")
    phone.wait_for_url("**/receipt/**")

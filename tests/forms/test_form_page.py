import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from forms.models import IntakeFormPage
from forms.ready_forms import make_ready_forms
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def question(label: str, kind: str = "short_text", **values: Any) -> dict[str, Any]:
    return {"label_sv": label, "label_en": "", "field_type": kind, "maps_to": "", "help_sv": "", "help_en": "",
            "choices_sv": "", "choices_en": "", "clean_name": "", "match": "all", "conditions": "[]",
            **values}  # fmt: skip


def posted(*questions: dict[str, Any], **values: Any) -> dict[str, Any]:
    texts = {
        name: rich_text("") for name in ("intro_sv", "intro_en", "thanks_sv", "thanks_en", "closed_sv", "closed_en")
    }
    return nested_form_data(
        {"title": "Klotter", "slug": "klotter", "title_en": "Graffiti", "kind": "deviation", "category": "",
         "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
         "questions": inline_formset(list(questions)), "outcomes": inline_formset([]),
         "audience": "anybody", "title_pattern": "", "opens_on": "", "closes_on": "",
         "comments": inline_formset([]), **texts, **values}
    )  # fmt: skip


def create(editor: Client, *questions: dict[str, Any], **values: Any) -> Any:
    home = Site.objects.get(is_default_site=True).root_page
    url = f"/admin/pages/add/intake/intakeformpage/{home.pk}/"
    return editor.post(url, posted(*questions, **values) | {"action-publish": "yes"})


def test_it_speaks_the_reader_s_language(client: Client, pages: Pages) -> None:
    url = pages["request"].url
    assert "<h1>Serviceanmälan</h1>" in client.get(url).content.decode()
    client.cookies["django_language"] = "en"
    text = client.get(url).content.decode()
    assert "<h1>Service request</h1>" in text and "Your name" in text and "Send the report" in text


def test_what_has_no_english_is_shown_in_swedish(client: Client, pages: Pages) -> None:
    pages["request"].questions.update(label_en="")
    client.cookies["django_language"] = "en"
    assert "Ditt namn" in client.get(pages["request"].url).content.decode()


def test_an_administrator_builds_a_form(editor: Client) -> None:
    answer = create(editor, question("Var?", "worksite"), question("Var?"), question("Foto", "photos"))
    assert answer.status_code == 302, answer.context["form"].errors
    page = IntakeFormPage.objects.get(slug="klotter")
    asked = [(one.clean_name, one.field_type, one.maps_to) for one in page.questions.all()]
    assert asked == [("var", "worksite", "worksite"), ("var_2", "short_text", ""), ("foto", "photos", "photos")]
    assert Client().get(page.url).status_code == 200


def test_two_answers_cannot_become_the_same_thing(editor: Client) -> None:
    answer = create(editor, question("A", maps_to="title"), question("B", maps_to="title"))
    assert answer.status_code == 200 and not IntakeFormPage.objects.exists()
    assert "En annan fråga blir redan" in answer.content.decode()


def test_a_choice_needs_choices(editor: Client) -> None:
    answer = create(editor, question("Färg", "choice", choices_sv="röd"))
    assert "Skriv minst två alternativ" in answer.content.decode()


def test_a_label_can_change_and_its_column_stays(editor: Client) -> None:
    create(editor, question("Färg"))
    page = IntakeFormPage.objects.get()
    one = page.questions.get()
    values = question("Kulör", clean_name="farg", id=one.pk)
    data = posted(values) | {"questions-INITIAL_FORMS": "1", "action-publish": "yes"}
    assert editor.post(f"/admin/pages/{page.pk}/edit/", data).status_code == 302
    one.refresh_from_db()
    assert (one.label_sv, one.clean_name) == ("Kulör", "farg")


@pytest.mark.parametrize(("mode", "words"), [("form", "Vad är det?"), ("landing", "Ditt ärendenummer")])
def test_the_editor_previews_what_is_not_saved_yet(editor: Client, mode: str, words: str) -> None:
    home = Site.objects.get(is_default_site=True).root_page
    url = f"/admin/pages/add/intake/intakeformpage/{home.pk}/preview/"
    kept = json.loads(editor.post(url, posted(question("Vad är det?"), question("Foto", "photos"))).content)
    assert kept["is_valid"], kept
    answer = editor.get(f"{url}?mode={mode}")
    assert answer.status_code == 200 and words in answer.content.decode()


def test_a_page_that_is_not_live_is_not_there(client: Client, pages: Pages) -> None:
    pages["request"].unpublish()
    assert client.get(pages["request"].url).status_code == 404
    assert client.post(pages["request"].url).status_code == 404


def test_a_form_without_questions_is_still_a_page(client: Client, pages: Pages) -> None:
    pages["order"].questions.all().delete()
    assert client.get(pages["order"].url).status_code == 200


def test_the_start_page_offers_the_forms(client: Client, pages: Pages) -> None:
    text = client.get("/").content.decode()
    assert all(page.url in text for page in pages.values())


def test_the_ready_forms_are_made_once(pages: Pages) -> None:
    again = make_ready_forms(Site.objects.get(is_default_site=True).root_page)
    assert again == pages and not any(Page.find_problems())

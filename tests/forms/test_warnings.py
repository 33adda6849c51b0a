"""What an administrator is told when a form has been saved."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client

from forms.models import IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.test_form_page import create, posted, question

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def told(answer: Any) -> str:
    assert answer.status_code == 302
    return " ".join(str(one) for one in get_messages(answer.wsgi_request) if one.level_tag == "warning")


@pytest.mark.parametrize(
    ("audience", "named"), [("anybody", {"Plats", "Sak", "Vara"}), ("code", {"Sak", "Vara"}), ("logged_in", set())]
)
def test_it_names_the_questions_that_read_a_register(editor: Client, audience: str, named: set[str]) -> None:
    rows = [question("Plats", "worksite"), question("Sak", "equipment"), question("Vara", "articles"), question("Namn")]
    words = told(create(editor, *rows, audience=audience))
    assert {label for label in ("Plats", "Sak", "Vara", "Namn") if label in words} == named


def test_it_puts_swedish_quotation_marks_around_them(editor: Client) -> None:
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"
    assert "”Plats”, ”Sak”" in told(create(editor, question("Plats", "worksite"), question("Sak", "equipment")))


def test_it_tells_that_a_code_leads_to_a_log_in(editor: Client, cast: Cast) -> None:
    create(editor, question("Namn"))
    page = IntakeFormPage.objects.get()
    QrCode.objects.create(page=page, worksite=cast.storgatan)
    one = question("Namn", id=page.questions.get().pk, clean_name="namn")
    data = posted(one, audience="logged_in") | {"questions-INITIAL_FORMS": "1", "action-publish": "yes"}
    assert "logga in efter skanningen" in told(editor.post(f"/admin/pages/{page.pk}/edit/", data))

import re
from typing import Any

import pytest
from django.test import Client

from forms.models import IntakeFormPage
from tests.forms.conftest import code, pages
from tests.forms.sender import DEVIATION, key_in
from tests.pictures import upload
from workflows.models import Case

__all__ = ["code", "pages"]
pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, headers={"Accept-Language": "sv"})


def filled_in(strict: Client, url: str) -> dict[str, Any]:
    return {**DEVIATION, "var_ar_det": "Port B", "submission-key": key_in(strict.get(url))}


def test_a_form_that_was_open_for_too_long_comes_back_filled_in(strict: Client, pages: Pages) -> None:
    url = pages["deviation"].url
    data = filled_in(strict, url)
    answer = strict.post(url, data | {"foton": upload()})
    text = answer.content.decode()
    assert answer.status_code == 403 and not Case.objects.exists()
    assert "Glas på golvet" in text and "Port B" in text and "1 foto är redan med" in text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert token and strict.post(url, data | {"csrfmiddlewaretoken": token[1]}).status_code == 302
    assert Case.objects.get().attachments.count() == 1


def test_so_does_one_behind_a_code(strict: Client, code: Any) -> None:
    url = f"/q/{code.token}/"
    assert "Glas på golvet" in strict.post(url, filled_in(strict, url)).content.decode()


def test_what_another_site_sends_is_not_shown(strict: Client, pages: Pages) -> None:
    url = pages["deviation"].url
    answer = strict.post(url, filled_in(strict, url), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403 and "Glas på golvet" not in answer.content.decode()


def test_elsewhere_it_is_refused_as_ever(strict: Client) -> None:
    assert strict.post("/language/", {"language": "en"}).status_code == 403

"""Scripts of other websites: those that the administrator named may use the API, from browsers that ask first."""

import pytest
from django.test import Client

from forms.models import IntakeFormPage
from tests.api.program import REQUEST
from workflows.models import Company

pytestmark = pytest.mark.django_db
HERS = "https://www.firma.example"
ALLOW = "Access-Control-Allow-Origin"
Pages = dict[str, IntakeFormPage]


@pytest.fixture(autouse=True)
def named(pages: Pages) -> None:
    company = Company.load()
    company.websites = HERS
    company.save()


@pytest.mark.parametrize("origin", [HERS, "https://elak.example", "http://www.firma.example", "null", ""])
def test_it_answers_named_websites_alone(client: Client, origin: str) -> None:
    answer = client.get(REQUEST, headers={"Origin": origin} if origin else {})
    assert answer.status_code == 200 and "Origin" in answer["Vary"]
    assert answer.get(ALLOW) == (origin if origin == HERS else None)
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize(("origin", "allowed"), [(HERS, "GET, POST"), ("https://elak.example", None)])
def test_it_tells_browsers_beforehand(client: Client, origin: str, allowed: str | None) -> None:
    asks = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    answer = client.options(f"{REQUEST}/submissions", headers=asks)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.get("Access-Control-Allow-Methods") == allowed


def test_it_leaves_all_other_pages_alone(client: Client, pages: Pages) -> None:
    answer = client.get(pages["request"].url, headers={"Origin": HERS})
    assert ALLOW not in answer

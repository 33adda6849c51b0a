import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from workflows.models import Company

pytestmark = pytest.mark.django_db


def test_it_says_that_there_is_nothing_in_the_reader_s_language(client: Client) -> None:
    response = client.get("/finns-inte/")
    assert response.status_code == 404
    assert "Här finns ingenting" in response.content.decode()
    client.cookies["django_language"] = "en"
    assert "There is nothing here" in client.get("/finns-inte/").content.decode()


def test_it_names_the_company_and_how_to_reach_it(client: Client) -> None:
    company = Company.load()
    company.name, company.phone = "Norrhiss <Service>", "08-123 45 60"
    company.save()
    page = client.get("/finns-inte/").content.decode()
    assert "Norrhiss &lt;Service&gt;" in page
    assert 'href="tel:081234560"' in page


def test_it_offers_the_other_language_and_comes_back(client: Client) -> None:
    page = client.get("/?a=1").content.decode()
    assert 'name="language" value="en"' in page
    assert 'name="next" value="/?a=1"' in page


def test_it_shows_what_was_seen_and_what_is_now() -> None:
    rows = [
        {"label": "Status", "seen": "kvitterat", "now": "väntar"},
        {"label": "Ort", "seen": "Åre", "now": "Åre"},
    ]
    with translation.override("sv"):
        text = render_to_string("serva/conflict.html", {"rows": rows, "by": "Nils", "typed": "Bytt <spärr>"})
    assert "Det här har ändrats under tiden" in text
    assert text.count("kvitterat") == text.count("väntar") == 1
    assert text.count('class="changed"') == 2
    assert "Bytt &lt;spärr&gt;" in text and "Nils hann före dig" in text


def test_it_blames_nobody_else_for_her_own_change() -> None:
    with translation.override("sv"):
        text = render_to_string("serva/conflict.html", {"rows": [], "by": "Nils", "own": True})
    assert "Du har själv ändrat något" in text and "Nils" not in text


def test_it_can_say_sorry_without_anything_to_lean_on() -> None:
    assert "Något gick fel" in render_to_string("500.html")

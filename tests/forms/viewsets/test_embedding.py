"""The lines that an administrator copies into another website."""

import html
from typing import Any

import pytest
from django.test import Client

from forms.models import IntakeFormPage
from tests.cast import Cast
from workflows.models import Company

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


def embed(client: Client, page: IntakeFormPage) -> str:
    answer = client.get(f"/admin/intake-forms/{page.pk}/embed/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_the_list_of_forms_leads_to_it(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.adam)
    assert f"/admin/intake-forms/{pages['order'].pk}/embed/" in client.get("/admin/intake-forms/").content.decode()


def test_it_shows_lines_to_copy_in_both_languages(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.adam)
    text = embed(client, pages["request"])
    for language, title in (("sv", "Serviceanmälan"), ("en", "Service request")):
        line = f'data-form="serviceanmalan" data-title="{title}" data-lang="{language}" async></script>'
        assert text.count(line) == 2  # shown, and copied
    assert "/static/intake/embed.js" in text and "/api/v1/forms/serviceanmalan" in text


def test_a_title_cannot_break_out_of_the_lines(client: Client, cast: Cast, pages: Pages) -> None:
    IntakeFormPage.objects.update(title='"><b>')
    client.force_login(cast.adam)
    assert 'data-title="&quot;&gt;&lt;b&gt;"' in embed(client, pages["request"])


def test_without_websites_it_says_so_and_leads_to_the_setting(client: Client, cast: Cast, pages: Pages) -> None:
    setting = "/admin/settings/workflows/company/"
    client.force_login(cast.adam)
    assert "Ingen annan webbplats är angiven" in embed(client, pages["order"]) and setting in embed(
        client, pages["order"]
    )
    Company.objects.update(websites="https://www.firma.example")
    text = embed(client, pages["order"])
    assert "Ingen annan webbplats" not in text and "<li>https://www.firma.example</li>" in text


def test_who_may_not_change_the_setting_is_told_who_does(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.edda)
    text = embed(client, pages["order"])
    assert "En administratör anger dem" in text and "Ange era webbplatser" not in text


@pytest.mark.parametrize("change", [{"audience": "logged_in"}, {"live": False}, {"closes_on": "2020-01-01"}])
def test_it_says_when_the_form_cannot_be_embedded(client: Client, cast: Cast, pages: Pages, change: Any) -> None:
    client.force_login(cast.adam)
    assert "kan inte bäddas in" not in embed(client, pages["order"])
    IntakeFormPage.objects.update(**change)
    assert "kan inte bäddas in" in embed(client, pages["order"])


def test_websites_that_are_none_are_told_beside_the_field(client: Client, cast: Cast) -> None:
    client.force_login(cast.adam)
    url = f"/admin/settings/workflows/company/{Company.load().pk}/"
    answer = client.post(url, {"name": "N", "auto_close_days": "7", "websites": "http://fel.example/sida"})
    text = html.unescape(answer.content.decode())
    assert "”http://fel.example/sida” är ingen adress till en webbplats" in text and not Company.load().websites

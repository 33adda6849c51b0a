"""The form in a frame of another website: the same way in, without cookies, for anybody and as nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms import audience, limits, opened
from forms.models import FormSubmission, IntakeFormPage
from tests.cast import CANARY, Cast
from tests.forms.sender import REQUEST, key_in, send
from tests.pictures import upload
from workflows.models import Case, Company

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
FULL = REQUEST | {"var_ar_det": "Storgatan 1"}
URL = "/forms/embed/serviceanmalan/"
POLICY = "Content-Security-Policy"


@pytest.fixture
def strict() -> Client:
    """Where a missing CSRF token would be refused."""
    return Client(enforce_csrf_checks=True)


def test_it_is_the_form_without_our_frame_around_it(client: Client, pages: Pages) -> None:
    text = client.get(URL).content.decode()
    assert "Vad gäller det?" in text and 'name="submission-key"' in text
    assert "site-header" not in text and "site-footer" not in text and "csrfmiddlewaretoken" not in text


def test_it_becomes_a_case_and_a_receipt_in_the_frame(strict: Client, pages: Pages) -> None:
    answer = send(strict, URL, FULL | {"foton": upload()})
    case = Case.objects.get()
    assert answer.url == f"/forms/embed/receipt/{case.links.get().token}/"
    text = strict.get(answer.url).content.decode()
    assert f">{case.number}<" in text and f'href="{URL}"' in text and "site-header" not in text


def test_no_answer_sets_a_cookie(strict: Client, pages: Pages) -> None:
    answers = [strict.get(URL), send(strict, URL, {}), send(strict, URL, FULL)]
    answers += [strict.get(answers[-1].url), strict.get("/forms/embed/received/"), strict.get("/forms/embed/x/")]
    assert [answer.status_code for answer in answers] == [200, 200, 302, 200, 200, 404]
    assert not any(answer.cookies for answer in answers)


def test_who_is_logged_in_is_nobody_there(client: Client, cast: Cast, pages: Pages) -> None:
    client.force_login(cast.otto)
    assert CANARY not in client.get(URL).content.decode()
    assert send(client, URL, FULL).status_code == 302
    assert Case.objects.get().reporter is None and FormSubmission.objects.get().user is None


def test_only_named_websites_may_frame_it(client: Client, pages: Pages) -> None:
    assert "frame-ancestors 'none'" in client.get(URL)[POLICY]
    company = Company.load()
    company.websites = "https://www.firma.example\nhttps://två.example:8443/"
    company.save()
    answer = client.get(URL)
    assert "frame-ancestors https://www.firma.example https://xn--tv-zia.example:8443;" in answer[POLICY] + ";"
    assert "X-Frame-Options" not in answer and "script-src 'self'" in answer[POLICY]
    assert "frame-ancestors 'none'" in client.get(pages["request"].url)[POLICY]


def test_errors_stand_in_the_frame_with_what_was_typed(client: Client, pages: Pages) -> None:
    text = send(client, URL, {"vad_galler_det": "Hiss & dörr"}).content.decode()
    assert 'value="Hiss &amp; dörr"' in text and 'id="id_var_ar_det_error"' in text and "embedded.js" in text


def test_it_speaks_the_language_of_the_page_around_it_to_the_end(client: Client, pages: Pages) -> None:
    answer = send(client, f"{URL}?lang=en", FULL)
    assert answer.url.endswith("/?lang=en") and Case.objects.get().reporter_language == "en"
    assert "Your case number" in client.get(answer.url).content.decode()
    assert client.get(f"{URL}?lang=xx")["Content-Language"] == "sv"


def test_it_has_the_limits_and_the_trap_of_the_page(client: Client, pages: Pages, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", (4, 600))
    assert send(client, URL, FULL | {"company-website": "https://spam.example"}).status_code == 400
    assert send(client, pages["request"].url, FULL).status_code == 302
    assert send(client, URL, FULL).status_code == 429


def test_posted_twice_and_on_the_page_it_is_one_case(client: Client, pages: Pages) -> None:
    data = {"submission-key": key_in(client.get(URL)), **FULL}
    receipts = {client.post(url, data).url.rpartition("receipt/")[2] for url in (URL, URL, pages["request"].url)}
    assert len(receipts) == 1 and Case.objects.count() == 1


@pytest.mark.parametrize("audience", ["logged_in", "chosen", "code"])
def test_what_is_not_for_anybody_is_not_there(client: Client, pages: Pages, audience: str) -> None:
    IntakeFormPage.objects.update(audience=audience)
    answer = client.get(URL)
    assert (answer.status_code, answer.content) == (404, client.get("/forms/embed/finns-inte/").content)
    assert client.post(URL, FULL).status_code == 404


def test_a_form_that_closes_while_somebody_writes_is_taken_within_the_grace(
    client: Client, pages: Pages, monkeypatch: Any
) -> None:
    data = {"submission-key": key_in(client.get(URL)), **FULL}
    IntakeFormPage.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.get(URL).status_code == client.post(URL, data).status_code == 404
    monkeypatch.setattr(audience, "GRACE", timedelta(days=1))
    assert client.post(URL, data).status_code == 302


@pytest.mark.parametrize("named", ["", "its own key", "another key"])
def test_it_takes_time_to_fill_in_there_too(client: Client, pages: Pages, settings: Any, named: str) -> None:
    settings.FORM_SECONDS = 3
    key = key_in(client.get(URL))
    page = pages["request"].pk
    marks = {"its own key": opened.mark(page, key), "another key": opened.mark(page, "f" * 32)}
    answer = client.post(URL, {"submission-key": key, "opened": marks.get(named, ""), **FULL})
    assert answer.status_code == 400 and 'value="Hissen står"' in answer.content.decode()


def test_when_much_comes_in_it_sets_a_task_that_its_own_scripts_solve(
    client: Client, pages: Pages, monkeypatch: Any
) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", (2, 600))
    assert send(client, URL, {"company-website": "x"}).status_code == 400
    answer = send(client, URL, FULL)
    text = answer.content.decode()
    assert answer.status_code == 429 and "intake/proof.js" in text and 'id="proof-task"' in text
    assert "script-src 'self'" in answer[POLICY] and not answer.cookies


def test_a_revoked_link_shows_that_it_was_received_and_no_more(client: Client, pages: Pages) -> None:
    data = {"submission-key": key_in(client.get(URL)), **FULL}
    receipt = client.post(URL, data).url
    Case.objects.get().links.update(revoked_at="2026-01-01T00:00Z")
    assert client.get(receipt).status_code == 404
    again = client.post(URL, data).url
    assert again == "/forms/embed/received/" and "Hissen står" not in client.get(again).content.decode()


def test_it_costs_a_known_number_of_queries(client: Client, pages: Pages, django_assert_num_queries: Any) -> None:
    client.get(URL)
    with django_assert_num_queries(3):
        client.get(URL)

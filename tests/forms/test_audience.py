from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from forms.models import IntakeFormPage, QrCode
from tests.cast import Cast
from tests.forms.sender import DEVIATION, key_in, send
from tests.forms.test_rubbish import handed_out
from workflows.models import Case

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]


def limit(page: IntakeFormPage, **values: Any) -> None:
    IntakeFormPage.objects.filter(pk=page.pk).update(**values)


CELLS = {
    "anybody": {"stranger": 200, "anna": 200, "otto": 200, "tea": 200, "dora": 200},
    "logged_in": {"stranger": 302, "anna": 200, "otto": 200, "tea": 200, "dora": 200},
    "chosen": {"stranger": 302, "anna": 200, "otto": 404, "tea": 200, "dora": 200},
    "code": {"stranger": 200, "anna": 200, "otto": 200, "tea": 200, "dora": 200},
}


@pytest.mark.parametrize(("audience", "who", "status"), [(a, w, s) for a, row in CELLS.items() for w, s in row.items()])
def test_a_form_is_for_its_audience(
    client: Client, cast: Cast, pages: Pages, audience: str, who: str, status: int
) -> None:
    page = pages["deviation"]
    page.customers.set([cast.bjorken])
    page.save()
    limit(page, audience=audience)
    if who != "stranger":
        client.force_login(getattr(cast, who))
    answer = client.get(page.url)
    assert answer.status_code == status
    shown = audience != "code" or who in ("tea", "dora")
    assert status != 200 or ("submission-key" in answer.content.decode()) == shown


def test_a_form_for_codes_opens_by_its_code(client: Client, pages: Pages, code: QrCode) -> None:
    limit(pages["deviation"], audience="code")
    send(client, f"/q/{code.token}/", DEVIATION)
    assert Case.objects.count() == 1


def test_the_log_in_leads_back_to_the_form(client: Client, pages: Pages) -> None:
    limit(pages["request"], audience="logged_in")
    assert client.get(pages["request"].url).url.endswith(f"?next={pages['request'].url}")


def test_what_was_typed_survives_a_log_in_that_ran_out(client: Client, cast: Cast, pages: Pages) -> None:
    limit(pages["request"], audience="logged_in")
    client.force_login(cast.anna)
    hidden = handed_out(client.get(pages["request"].url))
    answer = Client().post(pages["request"].url, hidden | {"vad_galler_det": "Hissen står"})
    text, key = answer.content.decode(), hidden["submission-key"]
    assert answer.status_code == 403 and 'value="Hissen står"' in text and key in text and "?next=" in text


@pytest.mark.parametrize("hidden", [{}, {"submission-key": "a" * 32}, {"submission-key": "x", "company-website": "x"}])
@pytest.mark.parametrize(("audience", "who", "status"), [("logged_in", "", 302), ("chosen", "otto", 404)])
def test_whom_it_was_not_handed_out_to_reads_nothing_of_it(
    client: Client, cast: Cast, pages: Pages, hidden: dict[str, str], audience: str, who: str, status: int
) -> None:
    limit(pages["deviation"], audience=audience)
    if who:
        client.force_login(getattr(cast, who))
    answer = client.post(pages["deviation"].url, DEVIATION | hidden)
    assert answer.status_code == status and "Vad har du sett?" not in answer.content.decode()
    assert not Case.objects.exists()


def test_another_customer_cannot_send_it(client: Client, cast: Cast, pages: Pages) -> None:
    limit(pages["deviation"], audience="chosen")
    client.force_login(cast.otto)
    assert client.post(pages["deviation"].url, DEVIATION | {"submission-key": "a" * 32}).status_code == 404
    assert not Case.objects.exists()


@pytest.mark.parametrize("dates", [{"opens_on": 1}, {"closes_on": -2}])
def test_a_closed_form_shows_its_text_instead(client: Client, pages: Pages, dates: dict[str, int]) -> None:
    today = timezone.localdate()
    days = {name: today + timedelta(days=count) for name, count in dates.items()}
    hidden = handed_out(client.get(pages["deviation"].url))
    limit(pages["deviation"], closed_sv="<p>Vi öppnar i maj.</p>", **days)
    for text in (client.get(pages["deviation"].url), client.post(pages["deviation"].url, DEVIATION)):
        assert "Vi öppnar i maj." in text.content.decode() and "submission-key" not in text.content.decode()
    answer = client.post(pages["deviation"].url, DEVIATION | hidden)
    assert answer.status_code == 403 and "Glas på golvet" in answer.content.decode()
    assert not Case.objects.exists()


def test_the_start_page_lists_only_what_the_person_may_use(client: Client, cast: Cast, pages: Pages) -> None:
    pages["order"].customers.set([cast.bjorken])
    pages["order"].save()
    limit(pages["order"], audience="chosen")
    limit(pages["deviation"], audience="code")
    shown = {}
    for who in ("stranger", "anna", "otto"):
        visitor = Client()
        if who != "stranger":
            visitor.force_login(getattr(cast, who))
        text = visitor.get("/").content.decode()
        shown[who] = {name for name, page in pages.items() if f'href="{page.url}"' in text}
    assert shown == {"stranger": {"request"}, "anna": {"request", "order"}, "otto": {"request"}}


def test_who_logged_in_in_another_tab_sends_what_she_typed(cast: Cast, pages: Pages) -> None:
    limit(pages["deviation"], audience="logged_in")
    anna = Client(enforce_csrf_checks=True)
    anna.force_login(cast.anna)
    key = key_in(anna.get(pages["deviation"].url))
    answer = anna.post(pages["deviation"].url, DEVIATION | {"submission-key": key, "csrfmiddlewaretoken": "a" * 64})
    assert answer.status_code == 403 and "Glas på golvet" in answer.content.decode()
    token = anna.cookies["csrftoken"].value
    again = DEVIATION | {"submission-key": key_in(answer), "csrfmiddlewaretoken": token, "var_ar_det": "Här"}
    assert anna.post(pages["deviation"].url, again).status_code == 302
    assert Case.objects.get().submission_key == key


def test_a_code_of_a_closed_form_says_so(client: Client, pages: Pages, code: QrCode) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    limit(pages["deviation"], closes_on=yesterday, closed_sv="<p>Vi öppnar i maj.</p>")
    text = client.get(f"/q/{code.token}/").content.decode()
    assert "Vi öppnar i maj." in text and "submission-key" not in text


def test_a_code_of_a_form_for_customers_leads_back_after_the_log_in(
    client: Client, cast: Cast, pages: Pages, code: QrCode
) -> None:
    limit(pages["deviation"], audience="logged_in")
    asked = client.get(f"/q/{code.token}/")
    assert (asked.status_code, asked.url) == (302, f"/accounts/login/?next=/q/{code.token}/")
    client.force_login(cast.anna)
    assert "Storgatan 1" in client.get(f"/q/{code.token}/").content.decode()

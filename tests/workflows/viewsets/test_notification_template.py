import html
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from workflows.models import NotificationTemplate


@pytest.fixture
def adam(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def template(event: str = "opened", audience: str = "team") -> NotificationTemplate:
    return NotificationTemplate.objects.get(event=event, audience=audience)


def post(client: Client, one: NotificationTemplate, **fields: str) -> Any:
    words = {name: getattr(one, name) for name in one.fields}
    return client.post(reverse("notification_templates:edit", args=[one.pk]), {**words, **fields})


def test_it_shows_what_serva_says_while_nobody_says_anything_else(adam: Client) -> None:
    page = adam.get(reverse("notification_templates:edit", args=[template().pk])).content.decode()
    assert "Ett nytt ärende har kommit till {answerer}" in page and "A new case has reached {answerer}" in page


def test_it_refuses_an_unknown_name_beside_the_field_and_keeps_what_was_typed(adam: Client) -> None:
    page = post(adam, template(), body_sv="Hej {case.customer.note}").content.decode()
    assert "{case.customer.note} är inte känt här. Du kan skriva {answerer}" in html.unescape(page)
    assert "Hej {case.customer.note}</textarea>" in page and template().body_sv == ""


def test_it_refuses_a_brace_without_its_twin(adam: Client) -> None:
    assert "En klammer utan sin motpart" in post(adam, template(), subject_sv="Hej {number").content.decode()


def test_it_refuses_a_strangers_words_in_the_receipt(adam: Client) -> None:
    page = post(adam, template("opened", "customer"), body_sv="{text}").content.decode()
    assert "{text} är inte känt här" in html.unescape(page)


def test_it_shows_the_words_on_a_real_case_and_saves_nothing(adam: Client, cast: Cast) -> None:
    case = cast.opens_case()
    answer = post(adam, template(), subject_sv="Hör på: {title}", preview="1", **{"preview-case": str(case.pk)})
    preview = answer.context["preview"]
    assert preview.subject == f"[#{case.pk}] Hör på: Hissen står still"
    assert "plan 2" in preview.text and "plan 2" in preview.html and template().subject_sv == ""


def test_it_shows_them_in_the_language_that_was_asked_for(adam: Client, cast: Cast) -> None:
    cast.opens_case()
    answer = post(adam, template(), preview="1", **{"preview-language": "en"})
    assert "New case" in answer.context["preview"].subject


def test_it_runs_nothing_that_a_stranger_wrote(adam: Client, cast: Cast) -> None:
    cast.opens_case(title="<script>alert(1)</script>", description="</iframe><img src=x onerror=alert(2)>")
    page = post(adam, template(), preview="1").content.decode()
    assert "<script>alert(1)" not in page and "<img src=x" not in page


def test_it_makes_no_link_for_a_preview(adam: Client, cast: Cast) -> None:
    case = cast.opens_case(reporter=None, reporter_name="Bo", reporter_email="bo@x.example")
    before = case.links.count()
    page = post(adam, template("finished", "customer"), preview="1").content.decode()
    assert case.links.count() == before and case.links.get().token not in page


def test_it_says_that_there_is_no_such_case(adam: Client, cast: Cast) -> None:
    cast.opens_case()
    page = post(adam, template(), preview="1", **{"preview-case": "987654"})
    assert "Det finns inget ärende 987654." in page.content.decode() and page.context["preview"] is None


def test_it_sends_a_test_to_oneself_alone(adam: Client, cast: Cast) -> None:
    cast.opens_case()
    post(adam, template("finished", "customer"), subject_sv="Klart: {title}", test="1")
    assert [message.to for message in mail.outbox] == [[cast.adam.email]]
    assert "Klart: Hissen" in mail.outbox[0].subject and len(mail.outbox[0].alternatives) == 1  # type: ignore[attr-defined]


def test_it_says_what_went_wrong_with_the_test(adam: Client, cast: Cast, settings: Any) -> None:
    cast.opens_case()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "Det gick inte att skicka: ConnectionRefusedError" in post(adam, template(), test="1").content.decode()


def test_it_goes_back_to_servas_own_words(adam: Client) -> None:
    post(adam, template(), subject_sv="Eget: {title}", body_en="Own")
    assert template().is_own
    post(adam, template(), own_words="1")
    assert not template().is_own


def test_it_is_read_but_not_written_by_the_office(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert client.get(reverse("notification_templates:inspect", args=[template().pk])).status_code == 200
    post(client, template(), subject_sv="Nej")
    assert template().subject_sv == ""


def test_it_asks_as_little_for_all_as_for_some(adam: Client, django_assert_max_num_queries: Any) -> None:
    adam.get(reverse("notification_templates:index"))
    with django_assert_max_num_queries(16):
        adam.get(reverse("notification_templates:index"))

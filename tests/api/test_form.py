"""What a program is told of a form."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from forms.models import IntakeFormPage, QrCode, Question
from tests.api.program import DEVIATION, FORMS, REQUEST, opened
from tests.cast import CANARY, Cast

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
MISSING = f"{FORMS}finns-inte"


def asked(form: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in form["questions"] if one["name"] == name)
    return found


def test_it_tells_a_form_in_both_languages(client: Client, pages: Pages) -> None:
    form = opened(client)
    assert form["title"] == {"sv": "Serviceanmälan", "en": "Service request"}
    assert form["introduction"]["en"].startswith("<p>Something that does not work")
    assert (form["kind"], form["languages"], form["place_is_known"]) == ("request", ["sv", "en"], False)
    assert form["submit"]["url"].endswith("/api/v1/forms/serviceanmalan/submissions")


def test_it_tells_questions_in_their_order_with_choices_and_limits(client: Client, pages: Pages) -> None:
    form = opened(client)
    names = list(pages["request"].questions.values_list("clean_name", flat=True))
    assert [one["name"] for one in form["questions"]] == names
    assert (
        asked(form, "hur_brattom_ar_det")["choices"][0]["sv"]
        == asked(form, "hur_brattom_ar_det")["choices"][0]["value"]
    )
    assert asked(form, "vad_galler_det")["limits"] == {"max_length": 140}
    assert asked(form, "foton")["limits"]["max_files"] == 10
    assert asked(form, "var_ar_det")["required"] is True


def test_it_tells_yes_and_no_in_both_languages(client: Client, pages: Pages) -> None:
    choices = asked(opened(client, DEVIATION), "kan_nagon_skadas")["choices"]
    assert choices == [{"value": "yes", "sv": "Ja", "en": "Yes"}, {"value": "no", "sv": "Nej", "en": "No"}]


def test_it_tells_when_a_question_counts(client: Client, pages: Pages) -> None:
    question = pages["request"].questions.get(clean_name="beratta_mer")
    question.match = "any"
    question.conditions = [{"question": "hur_brattom_ar_det", "operator": "is", "value": "Samma dag"}]
    question.save()
    assert asked(opened(client), "beratta_mer")["conditions"] == {"match": "any", "of": question.conditions}


def test_each_opened_form_has_a_key_of_its_own(client: Client, pages: Pages) -> None:
    assert opened(client)["key"] != opened(client)["key"]


def test_it_shows_nothing_of_a_register_even_to_who_is_logged_in(client: Client, cast: Cast, pages: Pages) -> None:
    for user in (cast.otto, cast.dora):
        client.force_login(user)
        answer = client.get(REQUEST)
        assert CANARY not in answer.content.decode() and "Storgatan" not in answer.content.decode()
        assert asked(answer.json(), "var_ar_det")["choices"] == []
    assert "foton" in answer.content.decode()


def test_it_neither_reads_nor_sets_cookies(client: Client, cast: Cast, pages: Pages) -> None:
    cast.otto.language = "en"
    cast.otto.save()
    client.force_login(cast.otto)
    answer = client.get(MISSING)
    assert answer.json()["error"] == "Det finns inget sådant formulär här." and not answer.cookies


@pytest.mark.parametrize("audience", ["logged_in", "chosen", "code"])
def test_it_does_not_know_forms_that_are_not_for_anybody(client: Client, pages: Pages, audience: str) -> None:
    IntakeFormPage.objects.update(audience=audience)
    assert (client.get(REQUEST).status_code, client.get(REQUEST).content) == (404, client.get(MISSING).content)


def test_it_does_not_know_forms_that_are_closed(client: Client, pages: Pages) -> None:
    today, day = timezone.localdate(), timedelta(days=1)
    for opens, closes, status in [(today, today, 200), (today + day, None, 404), (None, today - day, 404)]:
        IntakeFormPage.objects.update(opens_on=opens, closes_on=closes)
        assert client.get(REQUEST).status_code == status


def test_of_two_with_one_address_it_opens_the_one_that_is_open(client: Client, pages: Pages) -> None:
    closed = timezone.localdate() - timedelta(days=1)
    IntakeFormPage.objects.filter(pk=pages["request"].pk).update(slug="avvikelse", closes_on=closed)
    assert opened(client, DEVIATION)["title"]["sv"] == "Avvikelse"


def test_it_does_not_know_forms_that_are_drafts_or_behind_a_password(client: Client, pages: Pages) -> None:
    PageViewRestriction.objects.create(page=pages["request"], restriction_type="password", password="x")
    IntakeFormPage.objects.filter(pk=pages["deviation"].pk).update(live=False)
    assert {client.get(url).content for url in (REQUEST, DEVIATION, MISSING)} == {client.get(MISSING).content}


def test_it_knows_addresses_with_swedish_letters(client: Client, pages: Pages) -> None:
    IntakeFormPage.objects.filter(pk=pages["request"].pk).update(slug="felanmälan")
    assert opened(client, f"{FORMS}felanmälan")["slug"] == "felanmälan"
    assert client.get("/forms/embed/felanmälan/").status_code == 200


@pytest.mark.parametrize("path", [f"{FORMS}a%00b", "/forms/embed/a%00b/"])
def test_nul_letters_are_no_address(client: Client, pages: Pages, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("audience", ["anybody", "code"])
def test_it_knows_the_place_of_a_code_and_says_nothing_of_it(client: Client, code: QrCode, audience: str) -> None:
    IntakeFormPage.objects.update(audience=audience)
    answer = client.get(f"{DEVIATION}?code={code.token}")
    assert answer.json()["place_is_known"] and answer.json()["submit"]["url"].endswith(f"?code={code.token}")
    assert "Storgatan" not in answer.content.decode() and "var_ar_det" not in answer.content.decode()


@pytest.mark.parametrize("token", ["x" * 22, "\x00", "å", "a" * 5000])
def test_it_knows_no_form_at_a_code_that_is_not_there(client: Client, code: QrCode, token: str) -> None:
    answer = client.get(DEVIATION, {"code": token})
    assert (answer.status_code, answer.content) == (404, client.get(MISSING).content)


def test_a_code_opens_no_other_form(client: Client, code: QrCode) -> None:
    assert client.get(REQUEST, {"code": code.token}).status_code == 404


def test_a_revoked_code_is_gone(client: Client, code: QrCode) -> None:
    QrCode.objects.update(revoked_at=timezone.now())
    assert client.get(DEVIATION, {"code": code.token}).status_code == 410


def test_it_costs_the_same_for_few_and_many_questions(
    client: Client, pages: Pages, django_assert_num_queries: Any
) -> None:
    opened(client)
    cache_is_database = 0 if settings.REDIS_URL else 1
    with django_assert_num_queries(3 + cache_is_database) as few:
        opened(client)
    for number in range(40):
        Question.objects.create(page=pages["request"], label_sv="Fråga", clean_name=f"fraga_{number}", sort_order=90)
    with django_assert_num_queries(len(few)):
        assert len(opened(client)["questions"]) > 40

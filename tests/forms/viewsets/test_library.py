from typing import Any

import pytest
from django.test import Client

from forms.models import IntakeFormPage
from forms.portable.library import ready_forms
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIBRARY = "/admin/intake-forms/library/"


@pytest.fixture
def adam(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_cards_speak_the_person_s_language(adam: Client, cast: Cast, language: str) -> None:
    cast.adam.language = language
    cast.adam.save()
    text = adam.get(LIBRARY).content.decode()
    for one in ready_forms().values():
        assert getattr(one, f"title_{language}") in text and getattr(one, f"about_{language}") in text


def test_using_one_opens_a_draft_of_it(adam: Client) -> None:
    answer = adam.post(LIBRARY, {"name": "lift"})
    page = IntakeFormPage.objects.get()
    assert answer.url == f"/admin/pages/{page.pk}/edit/"
    assert (page.live, page.title, page.category.name_sv) == (False, "Hiss: felanmälan", "Hiss")
    assert adam.get(answer.url).status_code == 200


def test_it_can_be_used_twice(adam: Client) -> None:
    for _time in range(2):
        adam.post(LIBRARY, {"name": "lift"})
    slugs = IntakeFormPage.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["hiss-felanmalan", "hiss-felanmalan-2"]


def test_it_says_what_was_left_empty(adam: Client) -> None:
    text = adam.post(LIBRARY, {"name": "cleaning"}, follow=True).content.decode()
    assert "kategorin ”Städning” används inte här" in text


@pytest.mark.parametrize("data", [{}, {"name": "../settings"}, {"name": "\x00"}])
def test_what_is_not_in_it_is_not_there(adam: Client, data: dict[str, Any]) -> None:
    assert adam.post(LIBRARY, data).status_code == 404
    assert not IntakeFormPage.objects.exists()


def test_it_costs_the_same_however_many_forms_there_are(adam: Client, django_assert_max_num_queries: Any) -> None:
    adam.get(LIBRARY)
    with django_assert_max_num_queries(30) as one:
        adam.get(LIBRARY)
    cost = len(one)
    for _time in range(3):
        adam.post(LIBRARY, {"name": "lift"})
    with django_assert_max_num_queries(cost):
        adam.get(LIBRARY)

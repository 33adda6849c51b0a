"""The list of a customer's cases."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.cast import CANARY, Cast
from workflows.actions.cancel_case import cancel_case
from workflows.actor import SYSTEM
from workflows.models import Company, Contact, Worksite
from workflows.paging import ROWS

URL = "/portal/"


def page(client: Client, query: str = "") -> str:
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def anna(client: Client, cast: Cast) -> Client:
    client.force_login(cast.anna)
    return client


def test_it_asks_for_log_in(client: Client, cast: Cast) -> None:
    assert client.get(URL)["Location"] == "/accounts/login/?next=/portal/"


def test_it_lists_her_cases_and_no_others(anna: Client, cast: Cast) -> None:
    cast.opens_case()
    cast.foreign_case()
    html = page(anna, "?status=all")
    assert "Hissen står still" in html and CANARY not in html


def test_it_lists_for_a_person_with_own_scope_only_what_she_reported(anna: Client, cast: Cast) -> None:
    Contact.objects.filter(user=cast.anna).update(scope=Contact.Scope.OWN)
    cast.opens_case(title="Min egen")
    other = Contact.objects.create(customer=cast.bjorken, name="Bo")
    cast.opens_case(title="Grannens", reporter=other)
    html = page(anna)
    assert "Min egen" in html and "Grannens" not in html


def test_it_shows_open_cases_first_and_ended_ones_on_wish(anna: Client, cast: Cast) -> None:
    cast.opens_case(title="Pågående fel")
    cancel_case(cast.opens_case(title="Gammalt fel"), by=SYSTEM)
    assert "Pågående fel" in page(anna) and "Gammalt fel" not in page(anna)
    assert "Gammalt fel" in page(anna, "?status=ended") and "Pågående fel" not in page(anna, "?status=ended")


def test_it_speaks_to_customers_in_their_words(anna: Client, cast: Cast) -> None:
    cast.opens_case()
    assert "Mottaget" in page(anna)


def test_it_finds_by_words_and_by_number(anna: Client, cast: Cast) -> None:
    first, second = cast.opens_case(title="Knappen fastnar"), cast.opens_case(title="Lampan blinkar")
    by_words, by_number = page(anna, "?q=knapp"), page(anna, f"?q={second.pk}")
    assert first.title in by_words and second.title not in by_words
    assert second.title in by_number and first.title not in by_number


def test_it_never_finds_somebody_elses_case(anna: Client, cast: Cast) -> None:
    foreign = cast.foreign_case()
    assert CANARY not in page(anna, f"?status=all&q={foreign.pk}")


def test_it_filters_by_worksite(anna: Client, cast: Cast) -> None:
    garden = Worksite.objects.create(customer=cast.bjorken, name="Gården")
    cast.opens_case(title="På gatan")
    cast.opens_case(title="På gården", worksite=garden)
    html = page(anna, f"?worksite={garden.pk}")
    assert "På gården" in html and "På gatan" not in html


def test_it_takes_a_foreign_worksite_for_none(anna: Client, cast: Cast) -> None:
    cast.opens_case()
    cast.foreign_case()
    html = page(anna, f"?worksite={cast.kanalgatan.pk}")
    assert CANARY not in html and "field__error" in html


@pytest.mark.parametrize(
    "query", ["?p=x", "?p=-1", "?p=99999", "?status=<b>", "?worksite=x", "?q=%00", "?q=" + "å" * 500]
)
def test_it_bears_nonsense(anna: Client, cast: Cast, query: str) -> None:
    cast.opens_case()
    page(anna, query)


def test_it_keeps_the_filter_on_the_next_page(anna: Client, cast: Cast) -> None:
    for number in range(ROWS + 1):
        cast.opens_case(title=f"Fel {number}")
    assert "?status=all&amp;q=Fel&amp;p=2" in page(anna, "?status=all&q=Fel")


def test_it_asks_the_database_as_often_for_50_rows_as_for_one(
    anna: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    Worksite.objects.create(customer=cast.bjorken, name="Gården")
    cast.opens_case()
    Company.shown()
    with django_assert_num_queries(7):
        page(anna)
    for _ in range(49):
        cast.opens_case()
    with django_assert_num_queries(7):
        page(anna)


@pytest.mark.parametrize(("who", "where"), [("tea", "/field/"), ("dora", "/admin/"), ("edda", "/admin/")])
def test_it_sends_staff_to_their_own_place(client: Client, cast: Cast, who: str, where: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(URL)["Location"] == where


def test_it_tells_somebody_without_customer_whom_to_call(client: Client, cast: Cast) -> None:
    Contact.objects.filter(user=cast.anna).update(is_active=False)
    client.force_login(cast.anna)
    response = client.get(URL)
    assert response.status_code == 403 and "08-123 45 60" in response.content.decode()


@pytest.mark.parametrize("path", ["", "1/", "worksites/", "settings/"])
def test_it_tells_a_log_in_of_nobody_the_same_whatever_it_asks_for(client: Client, cast: Cast, path: str) -> None:
    client.force_login(User.objects.create_user(email="nobody@bjorken.example"))
    case = cast.opens_case()
    words = client.get(f"/portal/{path.replace('1', str(case.pk))}").content.decode()
    assert "Din inloggning hör inte till någon kund" in words and "mailto:" in words
    assert case.title not in words and "site-nav" not in words

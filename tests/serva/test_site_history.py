import pytest
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log

from tests.cast import CANARY, Cast

PAGES = ["wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"]


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["tea", "lena", "dora", "edda", "anna", "otto"])
def test_it_names_nothing_to_who_is_no_administrator(
    who: str, page: str, query: str, cast: Cast, client: Client
) -> None:
    log(cast.asen, "wagtail.edit")
    client.force_login(getattr(cast, who))
    response = client.get(reverse(page) + query)
    assert response.status_code == 302
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_it_shows_the_administrator_what_was_changed(page: str, cast: Cast, client: Client) -> None:
    log(cast.asen, "wagtail.edit")
    client.force_login(cast.adam)
    assert cast.asen.name in client.get(reverse(page)).content.decode()


def test_it_is_not_in_the_office_menu(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert "site-history" not in client.get(reverse("customers:index")).content.decode()

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from tests.cast import Cast

pytestmark = pytest.mark.django_db
GUESS = "a" * 22  # as long as a real one


def test_it_leads_on_from_a_page_that_moved(client: Client, cast: Cast) -> None:
    Redirect.objects.create(old_path="/gamla-sidan", redirect_link="/kontakt/")
    answer = client.get("/gamla-sidan/")
    assert answer.status_code == 301
    assert answer["Location"] == "/kontakt/"


def test_it_asks_for_no_other_address_of_a_link_that_is_guessed(
    client: Client, cast: Cast, django_assert_num_queries
) -> None:
    Redirect.objects.create(old_path=f"/c/{GUESS}", redirect_link="/kontakt/")
    client.get(f"/c/{GUESS}/")
    with django_assert_num_queries(1):
        assert client.get(f"/c/{GUESS}/").status_code == 404

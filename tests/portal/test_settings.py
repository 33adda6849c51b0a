import pytest
from django.test import Client

from tests.cast import Cast

URL = "/portal/settings/"
GOOD = {"name": "Anna Berg", "phone": "070-1", "language": "en"}


@pytest.fixture
def anna(client: Client, cast: Cast) -> Client:
    client.force_login(cast.anna)
    return client


def test_it_saves_name_phone_and_language_of_mails_and_pages(anna: Client, cast: Cast) -> None:
    assert anna.post(URL, GOOD)["Location"] == URL
    cast.anna.refresh_from_db()
    contact = cast.anna.contact
    contact.refresh_from_db()
    assert (contact.name, contact.phone, contact.language, cast.anna.language) == ("Anna Berg", "070-1", "en", "en")
    assert "Your settings are saved." in anna.get(URL).content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x" * 200}, {"language": "de"}, {"phone": "\x00"}])
def test_it_keeps_what_was_typed_beside_what_is_wrong(anna: Client, cast: Cast, wrong: dict[str, str]) -> None:
    response = anna.post(URL, {**GOOD, **wrong})
    cast.anna.contact.refresh_from_db()
    assert response.status_code == 422 and cast.anna.contact.name == "Anna Ström"
    assert "field__error" in response.content.decode()


def test_it_changes_nothing_else_whatever_is_posted(anna: Client, cast: Cast) -> None:
    contact = cast.anna.contact
    anna.post(URL, {**GOOD, "scope": "own", "customer": cast.asen.pk, "user": cast.otto.pk, "email": "x@x.example"})
    contact.refresh_from_db()
    assert (contact.scope, contact.customer, contact.email) == ("all", cast.bjorken, "anna@bjorken.example")

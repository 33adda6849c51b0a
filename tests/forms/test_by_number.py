import pytest
from django.test import Client

from forms import codes
from forms.models import QrCode
from forms.models.qr_code import as_printed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_it_asks_for_the_number(client: Client) -> None:
    answer = client.get("/q/")
    assert answer.status_code == 200 and 'name="number"' in answer.content.decode()


@pytest.mark.parametrize("spelt", ["{}", " {} ", "{}.", "“{}”"])
def test_it_leads_where_the_scan_would(client: Client, code: QrCode, spelt: str) -> None:
    for number in (code.short_number, code.short_number.lower(), code.short_number.replace("-", " ")):
        answer = client.get("/q/", {"number": spelt.format(number)})
        assert answer.status_code == 302 and answer["Location"] == f"/q/{code.token}/"


@pytest.mark.parametrize("number", ["222-2222", "O01-IL00", "x", "é" * 7, "\x00" * 7, "2" * 300, "%", "²²²²²²²"])
def test_what_is_unknown_and_what_is_misspelt_answer_alike(client: Client, code: QrCode, number: str) -> None:
    answer = client.get("/q/", {"number": number})
    assert answer.status_code == 404 and "Det finns ingen etikett" in answer.content.decode()


def test_it_gives_back_what_was_typed(client: Client, code: QrCode) -> None:
    assert 'value="K7M-2&quot;PQ"' in client.get("/q/", {"number": 'K7M-2"PQ'}).content.decode()


def test_a_revoked_code_explains_itself_here_too(client: Client, code: QrCode) -> None:
    codes.revoke(code)
    assert client.get("/q/", {"number": code.short_number}, follow=True).status_code == 410


def test_it_stops_who_guesses(client: Client, code: QrCode) -> None:
    answers = [client.get("/q/", {"number": "222-2222"}).status_code for _time in range(31)]
    assert answers == [404] * 30 + [429]
    assert client.get("/q/", {"number": code.short_number}).status_code == 429
    other = client.get("/q/", {"number": code.short_number}, REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 302


def test_staff_look_up_as_many_as_they_like(client: Client, cast: Cast, code: QrCode) -> None:
    client.force_login(cast.tea)
    assert {client.get("/q/", {"number": "222-2222"}).status_code for _time in range(32)} == {404}


def test_a_number_is_read_as_labels_have_it() -> None:
    assert [as_printed(typed) for typed in ("k7m2pqr", "K7M-2PQR", "K7M2PQ", "K7M-2PQ0")] == [
        "K7M-2PQR", "K7M-2PQR", "", ""
    ]  # fmt: skip

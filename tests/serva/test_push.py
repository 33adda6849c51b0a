from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from workflows.models import PushSubscription

P256DH = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
AUTH = "tBHItJI5svbpez7KI4CCXg"
GIVEN = {"endpoint": "https://push.example/abc", "p256dh": P256DH, "auth": AUTH, "device": "Firefox, Android"}


@pytest.fixture
def tea(cast: Cast, client: Client) -> Client:
    client.force_login(cast.tea)
    return client


def test_it_keeps_in_which_browser_notices_are_on(tea: Client, cast: Cast) -> None:
    assert tea.post("/push/subscribe/", GIVEN).status_code == 204
    assert tea.post("/push/subscribe/", GIVEN).status_code == 204
    kept = PushSubscription.objects.get()
    assert (kept.user, kept.device, kept.p256dh) == (cast.tea, "Firefox, Android", P256DH)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("endpoint", "https://127.0.0.1/x"),
        ("endpoint", "http://push.example/x"),
        ("endpoint", "file:///etc/passwd"),
        ("endpoint", ""),
        ("p256dh", "kort"),
        ("p256dh", "å" * 20),
        ("auth", AUTH + AUTH),
        ("device", "x" * 81),
    ],
)
def test_it_refuses_what_no_browser_sends(tea: Client, field: str, value: str) -> None:
    answer = tea.post("/push/subscribe/", {**GIVEN, field: value})
    assert answer.status_code == 422 and field in answer.json()["errors"]
    assert not PushSubscription.objects.exists()


def test_it_belongs_to_whoever_turned_it_on_last(tea: Client, cast: Cast) -> None:
    tea.post("/push/subscribe/", GIVEN)
    tea.force_login(cast.anna)
    tea.post("/push/subscribe/", GIVEN)
    assert PushSubscription.objects.get().user == cast.anna


def test_it_is_turned_off_by_its_owner_alone(tea: Client, cast: Cast) -> None:
    tea.post("/push/subscribe/", GIVEN)
    other = Client()
    other.force_login(cast.anna)
    assert other.post("/push/unsubscribe/", {"endpoint": GIVEN["endpoint"]}).status_code == 204
    assert PushSubscription.objects.exists()
    tea.post("/push/unsubscribe/", {"endpoint": GIVEN["endpoint"]})
    assert not PushSubscription.objects.exists()


def test_it_keeps_the_newest_of_many(tea: Client) -> None:
    for number in range(22):
        tea.post("/push/subscribe/", {**GIVEN, "endpoint": f"https://push.example/{number}"})
    kept = PushSubscription.objects.values_list("endpoint", flat=True)
    assert len(kept) == 20 and "https://push.example/1" not in kept


def test_it_asks_for_log_in(client: Client, db: None) -> None:
    assert client.post("/push/subscribe/", GIVEN)["Location"].startswith("/accounts/login/")


def test_it_gives_a_worker_that_is_asked_for_anew(client: Client, db: None) -> None:
    answer: Any = client.get("/push/worker.js")
    assert answer["Content-Type"].startswith("text/javascript") and answer["Cache-Control"] == "no-cache"
    assert b"showNotification" in answer.content


def test_it_is_off_where_she_has_logged_out(tea: Client, cast: Cast) -> None:
    tea.post("/push/subscribe/", GIVEN)
    elsewhere = Client()
    elsewhere.force_login(cast.tea)
    elsewhere.post("/push/subscribe/", {**GIVEN, "endpoint": "https://push.example/annan"})
    tea.post("/accounts/logout/")
    assert list(PushSubscription.objects.values_list("endpoint", flat=True)) == ["https://push.example/annan"]

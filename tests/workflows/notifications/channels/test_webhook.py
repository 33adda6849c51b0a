import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import CANARY, Cast
from tests.fake_server import FakeServer, fake
from workflows import errands
from workflows.models import Delivery, Errand, NotificationRule, WebhookEndpoint

__all__ = ["fake"]


@pytest.fixture
def endpoint(db: None, fake: FakeServer, settings: Any) -> WebhookEndpoint:
    settings.ALLOW_PRIVATE_ADDRESSES, settings.BASE_URL = True, "https://serva.example"
    NotificationRule.objects.create(event="opened", receiver="systems", channel="webhook")
    return WebhookEndpoint.objects.create(name="Larmcentral", url=f"{fake.url}/serva")


def test_it_says_what_happened_to_which_case_and_nothing_of_people(
    cast: Cast, endpoint: WebhookEndpoint, fake: FakeServer
) -> None:
    case = cast.foreign_case()
    errands.perform_due()
    [got] = fake.got
    said = json.loads(got.body)
    assert said["event"] == "opened" and got.headers["X-Serva-Delivery"] == said["id"]
    assert said["case"] == {
        "number": case.pk,
        "status": "assigned",
        "priority": case.priority,
        "url": f"https://serva.example/admin/cases/{case.pk}/",
    }
    assert CANARY not in got.body.decode()


def test_it_signs_the_time_and_the_body(cast: Cast, endpoint: WebhookEndpoint, fake: FakeServer) -> None:
    cast.opens_case()
    errands.perform_due()
    [got] = fake.got
    stamp = got.headers["X-Serva-Timestamp"]
    right = hmac.new(endpoint.secret.encode(), f"{stamp}.".encode() + got.body, hashlib.sha256).hexdigest()
    assert got.headers["X-Serva-Signature"] == f"v1={right}" and abs(int(stamp) - time.time()) < 60


def test_it_says_the_same_under_the_same_id_when_it_tries_again(
    cast: Cast, endpoint: WebhookEndpoint, fake: FakeServer
) -> None:
    fake.answers = [500, 200]
    cast.opens_case()
    errands.perform_due()
    Errand.objects.filter(done_at=None).update(due_at=Errand.objects.earliest("pk").created_at)
    errands.perform_due()
    first, second = fake.got
    assert first.body == second.body and first.headers["X-Serva-Delivery"] == second.headers["X-Serva-Delivery"]
    assert Delivery.objects.get(channel="webhook").state == "sent"


def test_it_calls_no_address_inside_unless_the_settings_allow_it(
    cast: Cast, endpoint: WebhookEndpoint, fake: FakeServer, settings: Any
) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False
    cast.opens_case()
    errands.perform_due()
    delivery = Delivery.objects.get(channel="webhook")
    assert fake.got == [] and delivery.state == "refused" and "https://" in delivery.error


def test_it_turns_off_what_says_that_it_is_gone(cast: Cast, endpoint: WebhookEndpoint, fake: FakeServer) -> None:
    fake.answers = [410]
    cast.opens_case()
    cast.opens_case()
    errands.perform_due()
    assert not WebhookEndpoint.objects.get().is_active and len(fake.got) == 1


@pytest.fixture
def adam(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("https://10.0.0.5/x", "Adressen leder in i det egna nätverket."),
        ("https://localhost/x", "Adressen leder in i det egna nätverket."),
        ("http://example.se/", "Adressen måste börja med https://"),
    ],
)
def test_it_says_beside_the_field_what_is_wrong_with_an_address(adam: Client, url: str, sentence: str) -> None:
    given = {"name": "Ny", "url": url, "secret": "x" * 30, "is_active": "on"}
    page = adam.post(reverse("webhook_endpoints:add"), given).content.decode()
    assert sentence in page and f'value="{url}"' in page and not WebhookEndpoint.objects.exists()


def test_it_wants_a_secret_that_cannot_be_guessed(adam: Client) -> None:
    given = {"name": "Ny", "url": "https://example.se/", "secret": "kort", "is_active": "on"}
    assert "Minst 20 tecken." in adam.post(reverse("webhook_endpoints:add"), given).content.decode()


def test_it_makes_a_new_secret_for_each(adam: Client) -> None:
    pages = [adam.get(reverse("webhook_endpoints:add")) for _ in range(2)]
    first, second = (page.context["form"]["secret"].value() for page in pages)
    assert first != second and len(first) > 40


def test_it_lets_no_secret_out_with_a_file(adam: Client) -> None:
    kept = WebhookEndpoint.objects.create(name="Larm", url="https://example.se/")
    answer = adam.get(reverse("webhook_endpoints:index"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "Larm" in text and kept.secret not in text

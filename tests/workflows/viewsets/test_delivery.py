import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.workflows.viewsets.test_registers import queries_of
from workflows.models import Delivery


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def notice(cast: Cast, number: int, **fields: object) -> Delivery:
    event = cast.opens_case().events.first()
    given = {"channel": "email", "address": f"a{number}@x.example", "subject": f"Ämne {number}", "text": "c/hemlig"}
    return Delivery.objects.create(
        **{**given, "event": event, "recipient_key": f"a{number}", "message_id": f"<{number}>", **fields}
    )


def test_it_shows_what_became_of_a_notice_but_not_its_link(cast: Cast, office: Client) -> None:
    notice(cast, 1, state="refused", error="550 Mailbox unknown")
    page = office.get(reverse("deliveries:index")).content.decode()
    assert "550 Mailbox unknown" in page
    assert "avvisat" in page
    assert "hemlig" not in page


def test_it_filters_by_state(cast: Cast, office: Client) -> None:
    notice(cast, 1)
    notice(cast, 2, state="refused")
    page = office.get(reverse("deliveries:index_results"), {"state": "refused"}).content.decode()
    assert "Ämne 2" in page
    assert "Ämne 1" not in page


def test_it_lists_fifty_with_the_queries_of_one(cast: Cast, office: Client) -> None:
    notice(cast, 0)
    one = queries_of(office, reverse("deliveries:index"))
    for number in range(1, 52):
        notice(cast, number)
    assert queries_of(office, reverse("deliveries:index")) == one


@pytest.mark.parametrize("who", ["tea", "lena", "edda", "anna", "otto"])
def test_it_is_for_the_office(who: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(reverse("deliveries:index")).status_code == 302
    assert client.get(reverse("deliveries:index"), {"export": "xlsx"}).status_code == 302

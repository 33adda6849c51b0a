"""What the lookups answer, and to whom."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import CANARY, Cast
from workflows.models import Customer, Worksite


def find(client: Client, what: str, **query: Any) -> list[dict[str, Any]]:
    response = client.get(f"/admin/cases/find/{what}/", query)
    assert response.status_code == 200
    rows: list[dict[str, Any]] = response.json()["rows"]
    return rows


def test_a_worksite_brings_its_customer_and_contact_person(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    [row] = find(client, "worksites", q="storg")
    assert (row["id"], row["text"]) == (cast.storgatan.pk, "Storgatan 1")
    assert row["fills"]["customer"] == {"id": cast.bjorken.pk, "text": "Brf Björken"}
    assert row["fills"]["contact"]["text"] == "Anna Ström"


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("customers", "1001"),
        ("customers", "BJÖRKEN"),
        ("contacts", "070-111"),
        ("equipment", "h-100"),
        ("articles", "kolv"),
    ],
)
def test_it_finds_by_what_people_say(cast: Cast, client: Client, what: str, words: str) -> None:
    client.force_login(cast.dora)
    assert len(find(client, what, q=words)) == 1


def test_a_chosen_customer_narrows_the_worksites(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert [row["id"] for row in find(client, "worksites", customer=cast.asen.pk)] == [cast.kanalgatan.pk]


def test_it_offers_nothing_that_is_out_of_use(cast: Cast, client: Client) -> None:
    Worksite.objects.filter(pk=cast.storgatan.pk).update(is_active=False)
    client.force_login(cast.dora)
    assert find(client, "worksites", q="storg") == []


def test_it_answers_with_a_dozen_at_most_the_best_first(cast: Cast, client: Client) -> None:
    Customer.objects.bulk_create(Customer(number=f"K{number}", name=f"AB Berg {number}") for number in range(30))
    Customer.objects.create(number="X", name="Berg och Dal")
    client.force_login(cast.dora)
    rows = find(client, "customers", q="berg")
    assert len(rows) == 12 and rows[0]["text"] == "Berg och Dal"


@pytest.mark.parametrize("what", ["customers", "contacts"])
def test_it_names_no_customer_to_a_technician(cast: Cast, client: Client, what: str) -> None:
    client.force_login(cast.tea)
    assert find(client, what, q=CANARY[:6]) == []


@pytest.mark.parametrize(("who", "status"), [("anna", 302), ("dora", 404)])
def test_it_knows_only_its_registers(cast: Cast, client: Client, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get("/admin/cases/find/users/", {"q": "a"}).status_code == status


@pytest.mark.parametrize(
    "query", ["q=%00", f"q={'x' * 4000}", "customer=abc&q=s", "customer=99999999999999999999&q=s", ""]
)
def test_it_bears_nonsense(cast: Cast, client: Client, query: str) -> None:
    client.force_login(cast.dora)
    assert client.get(f"/admin/cases/find/worksites/?{query}").status_code == 200


def test_it_takes_no_post(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert client.post("/admin/cases/find/worksites/").status_code == 405

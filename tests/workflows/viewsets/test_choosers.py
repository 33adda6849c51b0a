import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import CANARY, Cast
from workflows.models import Worksite

CHOOSERS = ["choose_customer", "choose_worksite", "choose_contact", "choose_equipment", "choose_colleague"]


def chosen(client: Client, name: str, pk: object) -> Any:
    return client.get(reverse(f"{name}:chosen", args=[pk]))


@pytest.mark.parametrize("page", ["choose", "choose_results"])
@pytest.mark.parametrize("name", CHOOSERS)
def test_it_offers_the_office_what_there_is(name: str, page: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert client.get(reverse(f"{name}:{page}")).status_code == 200


@pytest.mark.parametrize("page", ["choose", "choose_results"])
@pytest.mark.parametrize("name", ["choose_customer", "choose_contact"])
def test_it_offers_a_technician_no_customer(name: str, page: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.tea)
    shown = client.get(reverse(f"{name}:{page}")).content.decode()
    assert CANARY not in shown
    assert "Björken" not in shown


@pytest.mark.parametrize("name", ["choose_customer", "choose_contact"])
def test_it_names_no_foreign_thing_by_its_number(name: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.tea)
    pk = {"choose_customer": cast.asen.pk, "choose_contact": cast.otto.contact.pk}[name]
    assert chosen(client, name, pk).status_code == chosen(client, name, 999_999).status_code == 404
    many = client.get(reverse(f"{name}:chosen_multiple"), {"id": [pk]})
    assert CANARY not in many.content.decode()


@pytest.mark.parametrize("name", CHOOSERS)
@pytest.mark.parametrize("pk", ["abc", "9" * 5000, "-1", "1.5"])
def test_it_answers_404_for_nonsense(name: str, pk: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert chosen(client, name, pk).status_code == 404
    assert client.get(reverse(f"{name}:chosen_multiple"), {"id": [pk]}).status_code == 200


@pytest.mark.parametrize("name", CHOOSERS)
def test_it_makes_nothing_new(name: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    assert client.post(f"{reverse(f'{name}:choose')}create/").status_code == 404


def test_it_finds_by_words_within_the_customer(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    Worksite.objects.create(customer=cast.bjorken, name="Ängsvägen 2")
    asked = {"customer": cast.bjorken.pk, "q": "ängs"}
    shown = client.get(reverse("choose_worksite:choose_results"), asked).content.decode()
    assert "Ängsvägen 2" in shown
    assert "Storgatan 1" not in shown


@pytest.mark.parametrize("query", [{"customer": "abc"}, {"customer": "9" * 5000}, {"q": "\x00"}])
def test_it_overlooks_nonsense(query: dict[str, str], cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert client.get(reverse("choose_worksite:choose_results"), query).status_code == 200


def test_it_leaves_out_what_is_not_in_use(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    Worksite.objects.update(is_active=False)
    assert "Storgatan 1" not in client.get(reverse("choose_worksite:choose_results")).content.decode()


def test_it_answers_with_the_name_of_what_was_chosen(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    answer = json.loads(chosen(client, "choose_worksite", cast.storgatan.pk).content)
    assert answer["result"]["title"] == "Storgatan 1"


@pytest.mark.parametrize("name", CHOOSERS)
def test_it_lets_no_contact_in(name: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.otto)
    assert client.get(reverse(f"{name}:choose")).status_code in {302, 403}


def test_a_form_does_not_name_a_foreign_thing_that_was_posted(cast: Cast, client: Client) -> None:
    """Somebody who may add worksites but not see customers posts a customer's number."""
    from django.contrib.auth.models import Permission

    cast.tea.user_permissions.add(Permission.objects.get(codename="add_worksite"))
    client.force_login(cast.tea)
    response = client.post(reverse("worksites:add"), {"name": "Ny", "customer": cast.asen.pk, "is_active": "on"})
    assert response.status_code == 200
    assert CANARY not in response.content.decode()
    assert not Worksite.objects.filter(name="Ny").exists()

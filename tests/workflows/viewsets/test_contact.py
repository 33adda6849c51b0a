from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from workflows.models import Contact, Worksite


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def fields(contact: Contact | None = None, **others: Any) -> dict[str, Any]:
    given = {"name": "Bo Ek", "email": "bo@bjorken.example", "phone": "", "language": "sv", "scope": "own"}
    if contact is not None:
        given |= {"name": contact.name, "email": contact.email, "customer": contact.customer_id}
    return {**given, "is_active": "on", **others}


def test_it_makes_a_contact_and_goes_back_to_where_one_came_from(cast: Cast, office: Client) -> None:
    customer_url = reverse("customers:edit", args=[cast.bjorken.pk])
    url = f"{reverse('contacts:add')}?customer={cast.bjorken.pk}&next={customer_url}"
    assert "&amp;next=%2Fadmin%2Fcustomers%2Fedit%2F" in office.get(url).content.decode()
    response = office.post(url, fields(customer=cast.bjorken.pk))
    assert response.headers["Location"] == customer_url
    assert Contact.objects.get(name="Bo Ek").customer == cast.bjorken


def test_it_goes_nowhere_else(cast: Cast, office: Client) -> None:
    response = office.post(f"{reverse('contacts:add')}?next=https://x.example/", fields(customer=cast.bjorken.pk))
    assert response.headers["Location"] == reverse("contacts:edit", args=[Contact.objects.get(name="Bo Ek").pk])


def test_it_offers_the_worksites_of_her_customer_only(cast: Cast, office: Client) -> None:
    page = office.get(reverse("contacts:edit", args=[cast.anna.contact.pk])).content.decode()
    assert "Storgatan 1" in page
    assert cast.kanalgatan.name not in page


def test_it_refuses_another_customers_worksite(cast: Cast, office: Client) -> None:
    anna = cast.anna.contact
    given = fields(anna, worksites=[cast.kanalgatan.pk], scope="worksites")
    assert office.post(reverse("contacts:edit", args=[anna.pk]), given).status_code == 200
    assert not anna.worksites.exists()


def test_nobody_posts_a_log_in(cast: Cast, office: Client) -> None:
    anna = cast.anna.contact
    office.post(reverse("contacts:edit", args=[anna.pk]), fields(anna, user=cast.adam.pk))
    anna.refresh_from_db()
    assert anna.user == cast.anna


def test_it_opens_a_log_in(cast: Cast, office: Client) -> None:
    contact = Contact.objects.create(customer=cast.bjorken, name="Bo Ek", email="Bo@bjorken.example")
    page = office.post(reverse("contacts:log_in", args=[contact.pk]), {"open": "1"}, follow=True).content.decode()
    assert "Bo Ek kan logga in med en kod som skickas till bo@bjorken.example." in page
    contact.refresh_from_db()
    assert contact.user is not None
    assert not contact.user.has_usable_password()


def test_it_says_why_a_log_in_cannot_be_opened(cast: Cast, office: Client) -> None:
    contact = Contact.objects.create(customer=cast.bjorken, name="Bo Ek")
    page = office.post(reverse("contacts:log_in", args=[contact.pk]), {"open": "1"}, follow=True).content.decode()
    assert "Skriv en e-postadress först" in page


def test_it_closes_a_log_in(cast: Cast, office: Client) -> None:
    office.post(reverse("contacts:log_in", args=[cast.anna.contact.pk]), {"close": "1"})
    cast.anna.refresh_from_db()
    assert not cast.anna.is_active


def test_it_offers_to_follow_a_new_address(cast: Cast, office: Client) -> None:
    Contact.objects.filter(user=cast.anna).update(email="ny@bjorken.example")
    page = office.get(reverse("contacts:edit", args=[cast.anna.contact.pk])).content.decode()
    assert "Skicka koden till ny@bjorken.example i stället" in page


@pytest.mark.parametrize("who", ["tea", "lena", "anna", "otto"])
def test_it_opens_no_log_in_for_who_does_not_see_her(who: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    contact = Contact.objects.create(customer=cast.bjorken, name="Bo Ek", email="bo@bjorken.example")
    assert client.post(reverse("contacts:log_in", args=[contact.pk]), {"open": "1"}).status_code in {302, 404}
    contact.refresh_from_db()
    assert contact.user is None


def test_economy_may_look_but_open_no_log_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.edda)
    contact = Contact.objects.create(customer=cast.bjorken, name="Bo Ek", email="bo@bjorken.example")
    client.post(reverse("contacts:log_in", args=[contact.pk]), {"open": "1"})
    contact.refresh_from_db()
    assert contact.user is None


@pytest.mark.parametrize("name", ["customers", "worksites"])
def test_a_page_shows_what_belongs_to_it(name: str, cast: Cast, office: Client) -> None:
    thing = {"customers": cast.bjorken, "worksites": cast.storgatan}[name]
    page = office.get(reverse(f"{name}:edit", args=[thing.pk])).content.decode()
    expected = {"customers": ["Anna Ström", "Storgatan 1", "Lägg till kontaktperson"], "worksites": ["Hiss A"]}[name]
    assert all(words in page for words in expected)


def test_a_customers_page_costs_the_same_for_one_and_fifty_worksites(cast: Cast, office: Client) -> None:
    from tests.workflows.viewsets.test_registers import queries_of

    url = reverse("customers:edit", args=[cast.bjorken.pk])
    one = queries_of(office, url)
    Worksite.objects.bulk_create(
        Worksite(customer=cast.bjorken, name=f"P{n}", contact=cast.anna.contact) for n in range(50)
    )
    assert queries_of(office, url) == one
    assert "Visa alla" in office.get(url).content.decode()


def test_a_worksite_in_a_schedule_keeps_its_customer(cast: Cast, office: Client) -> None:
    from workflows.models import Schedule

    Schedule.objects.create(title="Rond", customer=cast.bjorken).worksites.add(cast.storgatan)
    given = {"name": "Storgatan 1", "customer": cast.asen.pk, "is_active": "on"}
    page = office.post(reverse("worksites:edit", args=[cast.storgatan.pk]), given).content.decode()
    assert "Ta bort det därifrån först." in page

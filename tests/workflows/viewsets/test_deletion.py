import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from workflows.models import Article, Category, Contact, Customer, Equipment, Responsibility, Schedule, Worksite


@pytest.fixture
def adam(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


@pytest.mark.parametrize(
    ("name", "held", "words"),
    [
        ("customers", "bjorken", ["1 arbetsställe", "1 kontaktperson", "1 ärende"]),
        ("worksites", "storgatan", ["1 objekt", "1 ärende"]),
        ("categories", "lift_category", ["1 ärende"]),
        ("teams", "lifts", ["1 ansvarsområde", "1 ärende"]),
    ],
)
def test_it_says_what_holds_a_thing(name: str, held: str, words: list[str], cast: Cast, adam: Client) -> None:
    cast.opens_case()
    thing = getattr(cast, held)
    url = reverse(f"{name}:delete", args=[thing.pk])
    page = adam.get(url).content.decode()
    assert "kan inte tas bort" in page
    assert all(word in page for word in words)
    assert adam.post(url).status_code == 409
    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_it_says_that_an_article_has_been_used(cast: Cast, adam: Client) -> None:
    from workflows.actions.use_article import use_article
    from workflows.actor import Actor

    use_article(cast.opens_case(), cast.article, 2, by=Actor.of(cast.dora, via="admin"))
    response = adam.post(reverse("articles:delete", args=[cast.article.pk]))
    assert response.status_code == 409
    assert "1 använd artikel" in response.content.decode()
    assert Article.objects.filter(pk=cast.article.pk).exists()


@pytest.mark.parametrize(("name", "thing"), [("customers", "bjorken"), ("worksites", "storgatan"), ("teams", "lifts")])
def test_it_puts_out_of_use_instead(name: str, thing: str, cast: Cast, adam: Client) -> None:
    held = getattr(cast, thing)
    Responsibility.objects.create(team=cast.doors)
    adam.post(reverse(f"{name}:delete", args=[held.pk]), {"rest": "1"})
    held.refresh_from_db()
    assert not held.is_active


def test_it_pauses_a_schedule_instead(cast: Cast, adam: Client) -> None:
    schedule = Schedule.objects.create(title="Rond", customer=cast.bjorken)
    adam.post(reverse("schedules:delete", args=[schedule.pk]), {"rest": "1"})
    schedule.refresh_from_db()
    assert schedule.is_paused


def test_it_deletes_what_nothing_holds(cast: Cast, adam: Client) -> None:
    equipment = Equipment.objects.create(worksite=cast.storgatan, name="Port")
    assert adam.post(reverse("equipment:delete", args=[equipment.pk])).status_code == 302
    assert not Equipment.objects.filter(pk=equipment.pk).exists()


def test_it_tells_what_goes_along(cast: Cast, adam: Client) -> None:
    category = Category.objects.create(name_sv="Port")
    Responsibility.objects.create(category=category, person=cast.tea)
    page = adam.get(reverse("categories:delete", args=[category.pk])).content.decode()
    assert "Det här tas bort på samma gång: 1 ansvarsområde." in page


def test_it_closes_the_log_in_of_a_contact_who_goes(cast: Cast, adam: Client) -> None:
    assert adam.post(reverse("contacts:delete", args=[cast.anna.contact.pk])).status_code == 302
    cast.anna.refresh_from_db()
    assert not cast.anna.is_active
    assert Worksite.objects.get(pk=cast.storgatan.pk).contact is None


def test_it_keeps_a_contact_who_has_written_in_a_case(cast: Cast, adam: Client) -> None:
    cast.opens_case()
    assert adam.post(reverse("contacts:delete", args=[cast.anna.contact.pk])).status_code == 409
    assert Contact.objects.filter(pk=cast.anna.contact.pk).exists()


def test_it_refuses_to_let_the_last_catch_all_go(cast: Cast, adam: Client) -> None:
    catch_all = Responsibility.objects.catch_all().get()
    url = reverse("responsibilities:delete", args=[catch_all.pk])
    assert "Då skulle ingen få" in adam.get(url).content.decode()
    assert [adam.post(url, given).status_code for given in ({}, {"rest": "1"})] == [409, 409]
    Responsibility.objects.create(person=cast.tea)
    assert adam.post(url).status_code == 302


def test_it_lets_the_office_delete_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    customer = Customer.objects.create(number="9", name="Ensam")
    url = reverse("customers:delete", args=[customer.pk])
    assert client.post(url).status_code == 404
    client.post(url, {"rest": "1"})
    customer.refresh_from_db()
    assert customer.is_active


def test_it_counts_no_more_than_a_thousand(cast: Cast, adam: Client) -> None:
    Contact.objects.bulk_create(Contact(customer=cast.bjorken, name=f"P{n}") for n in range(1001))
    assert (
        "fler än 1000 kontaktpersoner" in adam.get(reverse("customers:delete", args=[cast.bjorken.pk])).content.decode()
    )

"""A case for a caller: found or new, all in one post."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows.actions.cancel_case import cancel_case
from workflows.actor import SYSTEM
from workflows.models import Case, Category, Contact, Customer, Responsibility, Worksite

ADDRESS = "/admin/cases/new/"
KEY = "b" * 32


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def post(client: Client, **given: Any) -> Any:
    return client.post(ADDRESS, {"key": KEY, "title": "Hissen tjuter", **given})


NEW = {
    "customer_name": "Brf Eken", "worksite_street": "Ekvägen 4", "worksite_postal_code": "123 45",
    "worksite_city": "Solna", "contact_name": "Eva Ek", "contact_phone": "070-1", "contact_email": "Eva@Eken.example",
}  # fmt: skip


def test_it_registers_for_what_was_found(cast: Cast, office: Client) -> None:
    given = {
        "worksite": cast.storgatan.pk, "customer": cast.bjorken.pk, "contact": cast.anna.contact.pk,
        "equipment": cast.lift.pk, "category": cast.lift_category.pk, "priority": "4", "kind": "order",
        "finish_by_0": "2030-05-31", "finish_by_1": "14:30", "order_number": "PO 9", "description": "Ringde 09:10",
    }  # fmt: skip
    response = post(office, **given)
    case = Case.objects.get()
    assert response.url == reverse("cases:room", args=[case.pk])
    assert (case.source, case.kind, case.priority, case.worksite, case.customer, case.equipment) == (
        "office", "order", 4, cast.storgatan, cast.bjorken, cast.lift,
    )  # fmt: skip
    assert (case.reporter, case.team, case.order_number) == (cast.anna.contact, cast.lifts, "PO 9")
    assert case.events.get().user == cast.dora


def test_it_makes_customer_worksite_and_contact_in_one_go(cast: Cast, office: Client) -> None:
    post(office, **NEW)
    case = Case.objects.get()
    assert (case.customer.name, case.customer.number) == ("Brf Eken", "1003")  # type: ignore[union-attr]
    assert (case.worksite.name, case.worksite.customer) == ("Ekvägen 4", case.customer)  # type: ignore[union-attr]
    assert (case.reporter.email, case.reporter.customer) == ("eva@eken.example", case.customer)  # type: ignore[union-attr]
    assert (case.reporter_name, case.reporter_phone) == ("Eva Ek", "070-1")


def test_a_new_worksite_and_contact_may_belong_to_a_known_customer(cast: Cast, office: Client) -> None:
    post(office, customer=cast.bjorken.pk, worksite_street="Bivägen 2", contact_name="Bo")
    case = Case.objects.get()
    assert (case.customer, case.worksite.customer, case.reporter.customer) == (cast.bjorken,) * 3  # type: ignore[union-attr]


def test_the_caller_s_customer_is_the_case_s(cast: Cast, office: Client) -> None:
    post(office, contact=cast.anna.contact.pk, place="Bakom garaget")
    assert Case.objects.get().customer == cast.bjorken


def test_a_stranger_s_name_stands_on_the_case_alone(cast: Cast, office: Client) -> None:
    post(office, place="Busshållplatsen", contact_name="Pia", contact_phone="070-9")
    case = Case.objects.get()
    assert (case.reporter, case.reporter_name, case.reporter_phone, case.customer) == (None, "Pia", "070-9", None)


def test_the_priority_follows_from_the_category(cast: Cast, office: Client) -> None:
    Category.objects.filter(pk=cast.lift_category.pk).update(priority=4)
    post(office, worksite=cast.storgatan.pk, category=cast.lift_category.pk)
    assert Case.objects.get().priority == 4


def test_it_takes_photos(cast: Cast, office: Client) -> None:
    post(office, worksite=cast.storgatan.pk, files=[upload()])
    assert Case.objects.get().attachments.count() == 1


def test_what_is_posted_twice_is_one_case(cast: Cast, office: Client) -> None:
    assert [post(office, **NEW).status_code for _time in range(2)] == [302, 302]
    assert (Case.objects.count(), Customer.objects.filter(name="Brf Eken").count(), Worksite.objects.count()) == (
        1,
        1,
        3,
    )


def test_it_finds_what_was_written_without_javascript(cast: Cast, office: Client) -> None:
    post(office, worksite_text="Storgatan")
    assert Case.objects.get().worksite == cast.storgatan


def test_it_offers_what_the_words_may_mean_without_javascript(cast: Cast, office: Client) -> None:
    other = Worksite.objects.create(customer=cast.bjorken, name="Storgatan 10")
    page = post(office, worksite_text="stor")
    shown = page.content.decode()
    assert page.status_code == 422 and f'type="radio" name="worksite" value="{other.pk}"' in shown
    assert 'value="stor"' in shown and 'value="Hissen tjuter"' in shown
    post(office, worksite=other.pk, worksite_text="stor")
    assert Case.objects.get().worksite == other


WRONG = {
    "no title": ({"title": " ", "place": "x"}, "Skriv med några ord vad det gäller."),
    "no place": ({}, "Var är det?"),
    "found and new": ({"customer": "bjorken", "customer_name": "Ny", "place": "x"}, "både valt"),
    "number taken": ({"customer_name": "Ny", "customer_number": "1001", "place": "x"}, "har det numret"),
    "nobody's worksite": ({"worksite_street": "Ekvägen 4"}, "Vems arbetsställe är det?"),
    "worksite without a street": ({"worksite_city": "Solna", "customer": "bjorken"}, "Vilken gata?"),
    "another's worksite": ({"worksite": "storgatan", "customer": "asen"}, "hör till Brf Björken"),
    "another's caller": ({"worksite": "kanalgatan", "contact": "anna"}, "hör till Brf Björken"),
    "caller without a name": ({"contact_phone": "070", "place": "x"}, "Vad heter den som ringer?"),
    "bad address": ({"contact_name": "Pia", "contact_email": "pia@", "place": "x"}, "e-post"),
    "equipment elsewhere": ({"worksite": "kanalgatan", "equipment": "lift"}, "ett annat arbetsställe"),
    "gone": ({"worksite": "999999"}, "finns inte längre"),
    "nonsense": ({"worksite": "²", "customer": "9" * 50}, "finns inte längre"),
    "bad date": ({"place": "x", "finish_by_0": "i morgon", "finish_by_1": "14:30"}, "Skriv datumet som"),
    "bad category": ({"place": "x", "category": "xyz"}, "kategori"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_it_says_what_is_wrong_and_keeps_what_was_written(cast: Cast, office: Client, name: str) -> None:
    given, sentence = WRONG[name]
    people = {"anna": cast.anna.contact, "lift": cast.lift}
    known = {key: people.get(value) or getattr(cast, value, None) for key, value in given.items()}
    ids = {key: thing.pk if (thing := known[key]) is not None else value for key, value in given.items()}
    before = Customer.objects.count(), Worksite.objects.count(), Contact.objects.count()
    page = post(office, **{"description": "Det här får inte försvinna", **ids})
    shown = page.content.decode()
    assert page.status_code == 422 and sentence.lower() in shown.lower() and "Det här får inte försvinna" in shown
    assert not Case.objects.exists()
    assert (Customer.objects.count(), Worksite.objects.count(), Contact.objects.count()) == before


def test_it_makes_nothing_when_nobody_would_answer(cast: Cast, office: Client) -> None:
    Responsibility.objects.all().delete()
    page = post(office, **NEW)
    assert page.status_code == 409 and "Ekvägen 4" in page.content.decode()
    assert (Case.objects.count(), Customer.objects.count(), Worksite.objects.count()) == (0, 2, 2)


@pytest.mark.parametrize(
    ("who", "status"), [("dora", 200), ("adam", 200), ("tea", 404), ("lena", 404), ("edda", 404), ("anna", 302)]
)
@pytest.mark.parametrize("address", [ADDRESS, "/admin/cases/new/preview/"])
def test_it_is_for_those_who_answer_the_phone(cast: Cast, client: Client, address: str, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(address).status_code == status


@pytest.mark.parametrize("who", ["tea", "lena", "edda"])
def test_others_register_nothing(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert post(client, place="x").status_code == 404
    assert not Case.objects.exists()


def test_who_may_not_add_customers_is_not_asked_for_one(cast: Cast, office: Client) -> None:
    group = cast.dora.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="add_customer"))
    shown = office.get(ADDRESS).content.decode()
    assert 'name="customer_name"' not in shown and 'name="contact_name"' in shown
    post(office, place="x", customer_name="Smuggel AB")
    assert not Customer.objects.filter(name="Smuggel AB").exists()


def test_it_shows_who_will_get_it_and_what_is_open_there(cast: Cast, office: Client) -> None:
    cast.opens_case(title="Redan anmäld")
    cancel_case(cast.opens_case(title="Avbruten"), by=SYSTEM)
    part = office.get("/admin/cases/new/preview/", {"worksite": cast.storgatan.pk}).content.decode()
    assert "Hissgruppen" in part and "Redan anmäld" in part and "Avbruten" not in part and "Portkod 4711" in part
    theirs = office.get("/admin/cases/new/preview/", {"customer": cast.asen.pk, "category": "x", "worksite": "²"})
    assert "Nils Berg" in theirs.content.decode() and "<html" not in theirs.content.decode()


def test_it_warns_when_nobody_would_get_it(cast: Cast, office: Client) -> None:
    Responsibility.objects.all().delete()
    assert "uppsamlande" in office.get("/admin/cases/new/preview/").content.decode().lower()


def test_it_is_filled_in_with_what_is_known(cast: Cast, office: Client) -> None:
    shown = office.get(ADDRESS, {"worksite": cast.storgatan.pk, "customer": "abc"}).content.decode()
    for words in ("Storgatan 1", "Brf Björken", "Anna Ström"):
        assert f'value="{words}"' in shown
    assert CANARY not in shown


def test_one_may_type_at_once(cast: Cast, office: Client) -> None:
    page = office.get("/admin/cases/new/").content.decode()
    field = page.partition('name="worksite_text"')[2].partition(">")[0]
    assert "autofocus" in field


def test_a_page_with_faults_begins_with_them(cast: Cast, office: Client) -> None:
    page = office.post("/admin/cases/new/", {}).content.decode()
    assert page.count("autofocus") == 1
    assert "autofocus" in page.partition('class="error-summary"')[2].partition(">")[0]

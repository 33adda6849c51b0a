"""Every register, the same questions."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import CANARY, Cast
from workflows.models import (
    Absence,
    Article,
    Case,
    Category,
    Contact,
    Customer,
    Equipment,
    Responsibility,
    Schedule,
    ServiceLevel,
    Team,
    Worksite,
)

REGISTERS = {
    "customers": Customer,
    "contacts": Contact,
    "worksites": Worksite,
    "equipment": Equipment,
    "articles": Article,
    "categories": Category,
    "teams": Team,
    "responsibilities": Responsibility,
    "schedules": Schedule,
    "service_levels": ServiceLevel,
    "absences": Absence,
}
CHOOSERS = ["choose_customer", "choose_worksite", "choose_contact", "choose_equipment", "choose_colleague"]


def make(name: str, cast: Cast, number: int) -> Any:
    """One more of a register, with everything that its list shows."""
    match name:
        case "customers":
            return Customer.objects.create(number=f"K{number}", name=f"Kund {number}")
        case "contacts":
            return Contact.objects.create(customer=cast.bjorken, name=f"Person {number}")
        case "worksites":
            return Worksite.objects.create(customer=cast.bjorken, name=f"Plats {number}", contact=cast.anna.contact)
        case "equipment":
            return Equipment.objects.create(worksite=cast.storgatan, name=f"Port {number}")
        case "articles":
            return Article.objects.create(number=f"X-{number}", name_sv=f"Mutter {number}")
        case "categories":
            level = ServiceLevel.objects.create(name_sv=f"Nivå {number}")
            return Category.objects.create(parent=cast.lift_category, name_sv=f"Fel {number}", service_level=level)
        case "service_levels":
            return ServiceLevel.objects.create(name_sv=f"Nivå {number}")
        case "teams":
            team = Team.objects.create(name=f"Grupp {number}", leader=cast.lena)
            team.members.add(cast.tea)
            return team
        case "absences":
            day = timezone.localdate() + timedelta(days=number)
            return Absence.objects.create(person=cast.nils, first_day=day, last_day=day, deputy=cast.lena)
        case "responsibilities":
            return Responsibility.objects.create(
                customer=cast.bjorken, worksite=cast.storgatan, category=cast.lift_category, person=cast.tea
            )
        case _:
            schedule = Schedule.objects.create(
                title=f"Rond {number}", customer=cast.bjorken, category=cast.lift_category
            )
            schedule.worksites.add(cast.storgatan)
            return schedule


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def queries_of(client: Client, url: str) -> int:
    client.get(url)  # fills what is cached per process
    with CaptureQueriesContext(
        connection,
    ) as counted:
        response = client.get(url)
    assert response.status_code == 200
    return len(counted)


@pytest.mark.parametrize("name", REGISTERS)
def test_it_lists_fifty_rows_with_the_queries_of_one(name: str, cast: Cast, office: Client) -> None:
    make(name, cast, 0)
    url = reverse(f"{name}:index")
    one = queries_of(office, url)
    for number in range(1, 55):
        make(name, cast, number)
    assert queries_of(office, url) == one
    assert one <= 20


@pytest.mark.parametrize("page", ["edit", "inspect", "history"])
@pytest.mark.parametrize("name", REGISTERS)
def test_it_shows_every_page_of_a_thing_to_the_office(name: str, page: str, cast: Cast, office: Client) -> None:
    thing = make(name, cast, 1)
    assert office.get(reverse(f"{name}:{page}", args=[thing.pk])).status_code == 200


@pytest.mark.parametrize("page", ["edit", "inspect", "delete", "history"])
@pytest.mark.parametrize("name", REGISTERS)
def test_it_answers_404_for_what_nothing_has(name: str, page: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    assert client.get(reverse(f"{name}:{page}", args=[999_999])).status_code == 404


@pytest.mark.parametrize("name", REGISTERS)
def test_it_offers_a_form_for_a_new_thing(name: str, cast: Cast, office: Client) -> None:
    assert office.get(reverse(f"{name}:add"), {"customer": cast.bjorken.pk}).status_code == 200


@pytest.mark.parametrize("query", ["?customer=abc", f"?customer={'9' * 5000}", "?customer=999999"])
def test_it_overlooks_nonsense_given_to_a_new_thing(query: str, office: Client) -> None:
    assert office.get(reverse("worksites:add") + query).status_code == 200


@pytest.mark.parametrize("name", [*(f"{name}:index" for name in REGISTERS), "who_answers", "deliveries:index"])
@pytest.mark.parametrize("who", ["anna", "otto"])
def test_it_lets_no_contact_in(who: str, name: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize("name", ["worksites", "equipment", "articles", "categories", "teams"])
def test_it_lets_a_technician_read_and_no_more(name: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.tea)
    thing = make(name, cast, 1)
    assert client.get(reverse(f"{name}:inspect", args=[thing.pk])).status_code == 200
    for page in ("edit", "delete", "history"):
        assert client.post(reverse(f"{name}:{page}", args=[thing.pk])).status_code in {302, 404, 405}
    assert client.get(reverse(f"{name}:add")).status_code == 302
    assert REGISTERS[name].objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("page", ["edit", "inspect", "delete", "history"])
@pytest.mark.parametrize("name", ["customers", "contacts", "responsibilities", "service_levels", "absences"])
def test_it_hides_from_a_technician_that_something_exists(name: str, page: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.tea)
    there = client.get(reverse(f"{name}:{page}", args=[make(name, cast, 1).pk]))
    missing = client.get(reverse(f"{name}:{page}", args=[999_999]))
    assert (there.status_code, there.headers.get("Location")) == (missing.status_code, missing.headers.get("Location"))


@pytest.mark.parametrize("name", REGISTERS)
def test_it_finds_by_words_and_says_when_nothing_is_found(name: str, cast: Cast, office: Client) -> None:
    make(name, cast, 1)
    url = reverse(f"{name}:index_results")
    assert "Inget hittades" in office.get(url, {"q": "finns inte"}).content.decode()
    assert office.get(url, {"q": "\x00", "p": "x", "ordering": "nonsens"}).status_code == 200


@pytest.mark.parametrize("word", ["åsen", "ÅSEN", "Åsen"])
def test_it_finds_swedish_letters_whatever_their_case(word: str, cast: Cast, office: Client) -> None:
    found = office.get(reverse("customers:index_results"), {"q": word}).content.decode()
    assert cast.asen.name in found
    assert cast.bjorken.name not in found


def test_it_finds_what_has_all_the_words(cast: Cast, office: Client) -> None:
    url = reverse("worksites:index_results")
    assert "Storgatan 1" in office.get(url, {"q": "björken storg"}).content.decode()
    assert "Storgatan 1" not in office.get(url, {"q": "åsen storg"}).content.decode()


@pytest.mark.parametrize(
    ("name", "query", "kept"),
    [
        ("worksites", {"customer": "bjorken"}, "storgatan"),
        ("contacts", {"customer": "bjorken"}, None),
        ("equipment", {"worksite": "storgatan"}, "lift"),
        ("customers", {"is_active": "yes"}, "bjorken"),
        ("articles", {"kind": "material"}, "article"),
    ],
)
def test_it_filters(name: str, query: dict[str, str], kept: str | None, cast: Cast, office: Client) -> None:
    asked = {key: getattr(getattr(cast, value, None), "pk", value) for key, value in query.items()}
    page = office.get(reverse(f"{name}:index_results"), asked).content.decode()
    assert kept is None or getattr(cast, kept).name in page
    assert "customer" not in query or CANARY not in page


def test_it_shows_no_price_to_who_may_see_no_money(cast: Cast, client: Client) -> None:
    client.force_login(cast.tea)
    pages = [reverse("articles:index"), reverse("articles:inspect", args=[cast.article.pk])]
    assert not any("249,50" in client.get(page).content.decode() for page in pages)


def test_it_shows_prices_to_the_office(cast: Cast, office: Client) -> None:
    assert "249,50" in office.get(reverse("articles:index")).content.decode()


def things(cast: Cast) -> dict[str, Any]:
    return {"customers": cast.bjorken, "worksites": cast.storgatan, "equipment": cast.lift}


@pytest.mark.parametrize("register", ["customers", "worksites", "equipment"])
def test_the_page_of_a_thing_shows_its_cases(cast: Cast, client: Client, register: str) -> None:
    case = cast.opens_case(equipment=cast.lift)
    client.force_login(cast.dora)
    page = client.get(reverse(f"{register}:edit", args=[things(cast)[register].pk])).content.decode()
    assert f'<a href="/admin/cases/{case.pk}/">{case}</a>' in page
    assert 'class="chip chip--assigned"' in page


@pytest.mark.parametrize("register", ["customers", "worksites", "equipment"])
def test_the_page_of_a_thing_shows_no_case_that_the_person_does_not_see(
    cast: Cast, client: Client, register: str
) -> None:
    hidden = cast.opens_case(equipment=cast.lift, title="Ingenting för Nils")
    client.force_login(cast.nils)
    assert hidden not in Case.objects.visible_to(cast.nils)
    page = client.get(reverse(f"{register}:inspect", args=[things(cast)[register].pk])).content.decode()
    assert hidden.title not in page


def test_many_cases_of_a_worksite_lead_to_the_list(cast: Cast, client: Client) -> None:
    for _ in range(9):
        cast.opens_case()
    client.force_login(cast.dora)
    page = client.get(reverse("worksites:edit", args=[cast.storgatan.pk])).content.decode()
    assert f'href="/admin/cases/?tab=all&amp;worksite={cast.storgatan.pk}"' in page
    assert page.count("chip chip--assigned") == 8


def test_choices_begin_with_a_capital(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert ">Normal</option>" in client.get(reverse("categories:add")).content.decode()
    assert ">Normal</td>" in client.get(reverse("categories:index")).content.decode()


def test_a_number_that_is_taken_is_said_in_few_words(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    response = client.post(reverse("customers:add"), {"name": "Ny", "number": cast.bjorken.number, "is_active": "on"})
    assert response.context["form"].errors["number"] == ["Det används redan."]

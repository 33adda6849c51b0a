import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from workflows.models import Category, Customer, Responsibility


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def gaps(client: Client, **query: Any) -> dict[str, list[str]]:
    """Names of categories by customer."""
    page = (
        client.get(reverse("coverage"), query).content.decode().partition("s-table--gaps")[2].partition("</table>")[0]
    )
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.S)
    return {name: re.findall(r"</span>([^<]+)</a>", cells) for name, cells in rows}


def test_it_lists_a_customer_whom_only_the_catch_all_covers(cast: Cast, office: Client) -> None:
    assert gaps(office) == {"Brf Björken": ["Allt"]}


def test_it_leads_to_a_rule_with_both_filled_in(cast: Cast, office: Client) -> None:
    Responsibility.objects.create(category=cast.lift_category, person=cast.tea)
    page = office.get(reverse("coverage")).content.decode()
    everybodys, url = re.findall(r'href="(/admin/responsibilities/new/[^"]+)"', page)
    assert "customer=" not in everybodys
    page = office.get(url.replace("&amp;", "&")).content.decode()
    assert f'<option value="{cast.door_category.pk}" selected>' in page and "Brf Björken" in page


def test_a_rule_covers_what_lies_below_its_category(cast: Cast, office: Client) -> None:
    Category.objects.create(name_sv="Korg", parent=cast.lift_category)
    Responsibility.objects.create(category=cast.lift_category, person=cast.tea)
    assert gaps(office) == {"Alla kunder": ["Dörr"], "Brf Björken": ["Dörr"]}


def test_a_branch_that_is_covered_in_part_names_what_is_left(cast: Cast, office: Client) -> None:
    below = [Category.objects.create(name_sv=name, parent=cast.lift_category) for name in ("Korg", "Schakt")]
    Responsibility.objects.create(category=below[0], person=cast.tea)
    Responsibility.objects.create(category=cast.door_category, person=cast.tea)
    assert gaps(office)["Brf Björken"] == ["Hiss", "Hiss › Schakt"]


@pytest.mark.parametrize("fields", [{"weekdays": 31, "customer": True}, {"worksite": True}, {"equipment": True}])
def test_a_rule_for_some_hours_or_places_covers_in_part(fields: dict[str, Any], cast: Cast, office: Client) -> None:
    places = {"customer": cast.bjorken, "worksite": cast.storgatan, "equipment": cast.lift}
    Responsibility.objects.create(person=cast.tea, **{name: places.get(name, value) for name, value in fields.items()})
    assert gaps(office) == {"Brf Björken": ["Allt"]}
    assert "s-gaps__part" in office.get(reverse("coverage")).content.decode()


@pytest.mark.parametrize("gone", [{"is_active": False}, {"valid_until": "2001-01-01"}])
def test_a_rule_that_is_not_in_force_covers_nothing(gone: dict[str, Any], cast: Cast, office: Client) -> None:
    Responsibility.objects.filter(customer=cast.asen).update(**gone)
    assert len(gaps(office)) == 2


def test_it_says_when_everything_is_covered(cast: Cast, office: Client) -> None:
    Responsibility.objects.create(customer=cast.bjorken, person=cast.tea)
    assert "Allt är täckt" in office.get(reverse("coverage")).content.decode()


def test_it_finds_a_customer(cast: Cast, office: Client) -> None:
    assert gaps(office, q="Björk") and not gaps(office, q="ek")


def test_it_asks_as_much_for_five_hundred_customers_as_for_two(cast: Cast, office: Client) -> None:
    counted = []
    office.get(reverse("coverage"))
    for turn in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert office.get(reverse("coverage")).status_code == 200
        counted.append(len(queries))
        customers = Customer.objects.bulk_create(Customer(number=f"B{turn}-{n}", name=f"Kund {n}") for n in range(500))
        Category.objects.bulk_create(Category(name_sv=f"Slag {turn}-{n}") for n in range(60))
        Responsibility.objects.bulk_create(Responsibility(customer=one, person=cast.tea) for one in customers[:100])
    assert counted[0] == counted[1] <= 25

"""The office's list: who sees which rows, tabs, filters, words."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import CANARY, Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.cancel_case import cancel_case
from workflows.actor import SYSTEM, Actor
from workflows.models import Case, Category

INDEX = "/admin/cases/"


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def numbers(client: Client, query: str = "?tab=all") -> set[int]:
    return {case.pk for case in client.get(INDEX + query).context["page"].object_list}


@pytest.mark.parametrize(
    ("who", "own", "foreign"),
    [("dora", True, True), ("adam", True, True), ("edda", True, True), ("tea", True, False), ("lena", True, False),
     ("nils", False, True)],
)  # fmt: skip
def test_it_shows_each_of_the_staff_what_is_theirs(
    cast: Cast, client: Client, who: str, own: bool, foreign: bool
) -> None:
    ours, theirs = cast.opens_case(), cast.foreign_case()
    client.force_login(getattr(cast, who))
    assert numbers(client) == {case.pk for case, seen in [(ours, own), (theirs, foreign)] if seen}


def test_it_does_not_name_the_other_customer_to_a_technician(cast: Cast, client: Client) -> None:
    cast.opens_case()
    cast.foreign_case()
    client.force_login(cast.tea)
    assert CANARY not in client.get(INDEX + "?tab=all").content.decode()


@pytest.mark.parametrize("who", ["anna", "otto"])
def test_it_lets_no_contact_in(cast: Cast, client: Client, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(INDEX).status_code == 302


def test_it_is_not_there_for_staff_without_the_right(cast: Cast, client: Client) -> None:
    cast.edda.groups.first().permissions.remove(*cast.edda.groups.first().permissions.filter(codename="view_case"))
    client.force_login(cast.edda)
    assert client.get(INDEX).status_code == 404


def test_it_begins_with_what_is_open(cast: Cast, office: Client) -> None:
    case, ended = cast.opens_case(), cast.opens_case()
    cancel_case(ended, by=SYSTEM)
    assert numbers(office, "") == {case.pk}


def test_it_means_all_when_an_address_filters(cast: Cast, office: Client) -> None:
    ended = cast.opens_case()
    cancel_case(ended, by=SYSTEM)
    assert numbers(office, f"?worksite={cast.storgatan.pk}") == {ended.pk}


def test_it_has_quick_tabs(cast: Cast, office: Client) -> None:
    new, mine, late = cast.opens_case(), cast.opens_case(), cast.opens_case()
    acknowledge_case(mine, by=Actor.of(cast.dora, via="admin"))
    acknowledge_case(late, by=Actor.of(cast.tea, via="field"))
    Case.objects.filter(pk=late.pk).update(finish_by=timezone.now() - timedelta(hours=1))
    assert [numbers(office, f"?tab={tab}") for tab in ("new", "mine", "late")] == [{new.pk}, {mine.pk}, {late.pk}]


def test_it_counts_the_tabs(cast: Cast, office: Client) -> None:
    cast.opens_case()
    cast.opens_case()
    shown = {str(tab["label"]): tab.get("count") for tab in office.get(INDEX).context["tabs"]}
    assert (shown["Öppna"], shown["Mina"], shown["Alla"]) == ("2", "0", None)


def filters_of(cast: Cast, case: Case) -> dict[str, str]:
    below = Category.objects.create(name_sv="Korg", parent=cast.lift_category)
    Case.objects.filter(pk=case.pk).update(category=below)
    today = timezone.localdate()
    return {
        "customer": f"?customer={cast.bjorken.pk}",
        "customer in words": "?customer_text=björken",
        "worksite": f"?worksite={cast.storgatan.pk}",
        "category above": f"?category={cast.lift_category.pk}",
        "team": f"?team={cast.lifts.pk}",
        "several statuses": "?status=assigned&status=waiting&customer_text=1001",
        "dates": f"?opened_from={today}&opened_to={today}&team={cast.lifts.pk}",
    }


@pytest.mark.parametrize(
    "name", ["customer", "customer in words", "worksite", "category above", "team", "several statuses", "dates"]
)
def test_it_filters(cast: Cast, office: Client, name: str) -> None:
    case = cast.opens_case()
    cast.foreign_case()
    assert numbers(office, filters_of(cast, case)[name]) == {case.pk}


def test_it_filters_by_who_answers(cast: Cast, office: Client) -> None:
    cast.opens_case()
    theirs = cast.foreign_case()
    assert numbers(office, f"?responsible={cast.nils.pk}") == {theirs.pk}


@pytest.mark.parametrize(
    "query",
    ["?customer=abc", f"?worksite={'9' * 4000}", "?category=x", "?responsible=-1", "?team=99999999999999999999",
     "?opened_from=igår", "?opened_from=0001-01-01", "?opened_to=9999-12-31", "?status=borta", "?p=hej", "?p=-4",
     "?tab=nonsens", "?q=%00%00", f"?q={'å' * 5000}", "?q=123456789012345678901234567890", "?sort=x", "?export=exe",
     "?customer_text=%00", "?responsible=%C2%B2"],
)  # fmt: skip
def test_it_bears_nonsense(cast: Cast, office: Client, query: str) -> None:
    cast.opens_case()
    assert office.get(INDEX + query).status_code == 200


def test_it_says_what_is_wrong_beside_the_field(cast: Cast, office: Client) -> None:
    page = office.get(INDEX + "?opened_from=2026-05-02&opened_to=2026-05-01").content.decode()
    assert "Sista dagen är före den första." in page and 'value="2026-05-02"' in page


def test_it_offers_what_an_unclear_text_may_mean(cast: Cast, office: Client) -> None:
    cast.bjorken.name = "Åsen Norra"
    cast.bjorken.save()
    page = office.get(INDEX + "?customer_text=åsen")
    assert page.content.decode().count('type="radio" name="customer"') == 2


def test_it_finds_words(cast: Cast, office: Client) -> None:
    case = cast.opens_case(title="Kugghjulet knarrar")
    cast.opens_case()
    assert numbers(office, "?q=kugg") == {case.pk}


def test_it_goes_straight_to_a_number(cast: Cast, office: Client) -> None:
    case = cast.opens_case()
    for words in (case.number, f"%23{case.number}", f" {case.number} "):
        assert office.get(f"{INDEX}?q={words}").url == reverse("cases:room", args=[case.pk])


def test_it_goes_to_no_number_that_is_not_seen(cast: Cast, client: Client) -> None:
    theirs = cast.foreign_case()
    client.force_login(cast.tea)
    page = client.get(f"{INDEX}?q={theirs.number}")
    assert (page.status_code, CANARY in page.content.decode()) == (200, False)


def test_it_renders_no_option_for_every_customer_and_worksite(cast: Cast, office: Client) -> None:
    page = office.get(INDEX).content.decode()
    assert "Brf Björken" not in page and "Storgatan 1" not in page


def test_it_turns_pages(cast: Cast, office: Client) -> None:
    for _number in range(51):
        cast.opens_case()
    first, second = office.get(INDEX), office.get(INDEX + "?tab=open&p=2")
    assert (len(first.context["page"]), len(second.context["page"])) == (50, 1)
    assert "1–50 av 51" in first.content.decode()
    assert office.get(first.context["next_url"]).status_code == 200


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


@pytest.mark.parametrize("query", ["", "?tab=all&q=hiss", "?tab=late"])
def test_it_needs_as_many_queries_for_fifty_rows_as_for_one(cast: Cast, office: Client, query: str) -> None:
    def one_more(**fields: Any) -> None:
        case = cast.opens_case(equipment=cast.lift)
        Case.objects.filter(pk=case.pk).update(finish_by=timezone.now() - timedelta(hours=1))

    one_more()
    first = queries(office, INDEX + query)
    for _number in range(49):
        one_more()
    assert queries(office, INDEX + query) == first
    assert first <= 24


def test_it_takes_a_filter_away_with_its_pill(cast: Cast, office: Client) -> None:
    page = office.get(f"{INDEX}?tab=open&status=assigned&status=waiting&customer={cast.bjorken.pk}&customer_text=x&p=1")
    urls = {pill["value"]: pill["url"] for pill in page.context["pills"]}
    assert urls["Brf Björken"] == f"{INDEX}?tab=open&status=assigned&status=waiting"
    assert "status=assigned" not in urls["Tilldelat"] and "status=waiting" in urls["Tilldelat"]


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("?tab=waiting&q=zzzz", "?tab=all&amp;q=zzzz"),
        ("?tab=all&q=zzzz&status=done", "?tab=all&amp;q=zzzz"),
        ("?tab=all&q=zzzz", "?tab=all"),
        ("?tab=open&status=done", "?tab=all"),
    ],
)
def test_it_offers_to_look_further_when_nothing_was_found(cast: Cast, office: Client, query: str, link: str) -> None:
    cast.opens_case()
    assert f'class="button button-secondary" href="{INDEX}{link}"' in office.get(INDEX + query).content.decode()

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.cast import Cast
from workflows.models import Equipment, Schedule
from workflows.recurrence import in_words


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def fields(cast: Cast, **others: Any) -> dict[str, Any]:
    given = {
        "customer": cast.bjorken.pk, "title": "Rond", "worksites": [cast.storgatan.pk], "priority": 2, "interval": 2,
        "repeats": "WEEKLY", "starts_on": "2026-12-01", "at_time": "08:00", "lead_days": 7,
    }  # fmt: skip
    return {**given, **others}


def add(client: Client, cast: Cast, **others: Any) -> Any:
    return client.post(f"{reverse('schedules:add')}?customer={cast.bjorken.pk}", fields(cast, **others))


def test_it_asks_for_the_customer_first(cast: Cast, office: Client) -> None:
    assert "Vilken kund gäller det?" in office.get(reverse("schedules:add")).content.decode()


def test_it_offers_what_the_customer_has(cast: Cast, office: Client) -> None:
    page = office.get(reverse("schedules:add"), {"customer": cast.bjorken.pk}).content.decode()
    assert "Storgatan 1" in page
    assert "Hiss A (Storgatan 1)" in page
    assert cast.kanalgatan.name not in page


def test_it_makes_a_schedule_and_shows_its_next_dates(cast: Cast, office: Client) -> None:
    page = office.get(add(office, cast).headers["Location"]).content.decode()
    assert "Varannan vecka på tisdag kl. 08:00" in page
    assert page.count("<strong>") >= 6


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"worksites": []}, "Det här fältet är obligatoriskt"),
        ({"interval": 0}, "Minst 1."),
        ({"interval": 5000}, "100"),
        ({"lead_days": 9999}, "365"),
        ({"starts_on": "0001-01-01"}, "mellan åren 2000 och 2100"),
        ({"starts_on": "igår"}, "giltigt datum"),
        ({"ends_on": "2026-11-01"}, "Sista datumet får inte vara före"),
    ],
)
def test_it_says_what_is_wrong(others: dict[str, Any], words: str, cast: Cast, office: Client) -> None:
    response = add(office, cast, **others)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Schedule.objects.exists()


def test_it_refuses_another_customers_worksite(cast: Cast, office: Client) -> None:
    assert add(office, cast, worksites=[cast.kanalgatan.pk]).status_code == 200
    assert not Schedule.objects.exists()


def test_it_refuses_equipment_of_a_worksite_that_is_not_chosen(cast: Cast, office: Client) -> None:
    from workflows.models import Worksite

    other = Worksite.objects.create(customer=cast.bjorken, name="Annan")
    lift = Equipment.objects.create(worksite=other, name="Hiss B")
    page = add(office, cast, equipment=lift.pk).content.decode()
    assert "ett arbetsställe som inte är valt" in page


def test_a_schedule_keeps_its_customer(cast: Cast, office: Client) -> None:
    add(office, cast)
    schedule = Schedule.objects.get()
    office.post(reverse("schedules:edit", args=[schedule.pk]), fields(cast, customer=cast.asen.pk))
    schedule.refresh_from_db()
    assert schedule.customer == cast.bjorken


@pytest.mark.parametrize(
    ("repeats", "interval", "words"),
    [
        ("DAILY", 1, "varje dag kl. 09:30"),
        ("DAILY", 2, "varannan dag kl. 09:30"),
        ("WEEKLY", 1, "varje vecka på onsdag kl. 09:30"),
        ("WEEKLY", 3, "var 3:e vecka på onsdag kl. 09:30"),
        ("MONTHLY", 1, "varje månad dag 6 kl. 09:30"),
        ("YEARLY", 2, "vartannat år den 6 maj kl. 09:30"),
    ],
)
def test_it_says_the_rule_as_one_would(repeats: str, interval: int, words: str) -> None:
    schedule = Schedule(repeats=repeats, interval=interval, starts_on=date(2026, 5, 6), at_time=time(9, 30))
    with translation.override("sv"):
        assert in_words(schedule) == words

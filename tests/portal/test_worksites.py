from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import CANARY, Cast
from workflows.actions.open_due_cases import open_due_cases
from workflows.models import Case, Company, Contact, Schedule, Worksite

URL = "/portal/worksites/"


@pytest.fixture
def anna(client: Client, cast: Cast) -> Client:
    client.force_login(cast.anna)
    return client


def schedule(cast: Cast, start: date, **fields: Any) -> Schedule:
    made = Schedule.objects.create(title="Smörjning", customer=cast.bjorken, starts_on=start, **fields)
    made.worksites.add(cast.storgatan)
    return made


def test_it_lists_her_worksites_and_no_others(anna: Client, cast: Cast) -> None:
    text = anna.get(URL).content.decode()
    assert "Storgatan 1" in text and CANARY not in text


def test_it_counts_what_is_open_there(anna: Client, cast: Cast) -> None:
    for _ in range(2):
        cast.opens_case()
    assert "2 öppna ärenden" in anna.get(URL).content.decode()


def test_it_shows_the_dates_to_come(anna: Client, cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=30)
    schedule(cast, day, repeats="YEARLY")
    text = anna.get(URL).content.decode()
    assert "Smörjning" in text and f'datetime="{day.isoformat()}"' in text


def test_it_shows_a_date_once_when_its_case_is_open(anna: Client, cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=3)
    schedule(cast, day, repeats="YEARLY")
    open_due_cases()
    text = anna.get(URL).content.decode()
    assert text.count(f'datetime="{day.isoformat()}"') == 1 and f'href="/portal/{Case.objects.get().pk}/"' in text


def test_it_shows_no_paused_schedule(anna: Client, cast: Cast) -> None:
    schedule(cast, timezone.localdate() + timedelta(days=30), is_paused=True)
    assert "Smörjning" not in anna.get(URL).content.decode()


def test_it_shows_nothing_of_worksites_she_does_not_see(anna: Client, cast: Cast) -> None:
    shared = schedule(cast, timezone.localdate() + timedelta(days=30))
    shared.worksites.add(cast.kanalgatan)
    assert CANARY not in anna.get(URL).content.decode()


def test_somebody_with_own_scope_sees_the_worksite_she_answers_for(anna: Client, cast: Cast) -> None:
    Contact.objects.filter(user=cast.anna).update(scope=Contact.Scope.OWN)
    Worksite.objects.create(customer=cast.bjorken, name="Bortre gården")
    text = anna.get(URL).content.decode()
    assert "Storgatan 1" in text and "Bortre gården" not in text


def test_it_asks_the_database_as_often_for_many_worksites(
    anna: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    schedule(cast, timezone.localdate() + timedelta(days=30))
    Company.shown()
    with django_assert_num_queries(10):
        anna.get(URL)
    for number in range(48):
        place = Worksite.objects.create(customer=cast.bjorken, name=f"Gata {number}")
        schedule(cast, timezone.localdate() + timedelta(days=30)).worksites.add(place)
    with django_assert_num_queries(10):
        anna.get(URL)

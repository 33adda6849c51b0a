import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import CANARY, Cast
from workflows.models import Absence, Category, Equipment, Responsibility


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def listed(client: Client) -> str:
    return client.get(reverse("responsibilities:index")).content.decode()


def in_order(page: str, *words: str) -> bool:
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_it_lists_the_most_specific_first(cast: Cast, office: Client) -> None:
    below = Category.objects.create(parent=cast.lift_category, name_sv="Instängd")
    Responsibility.objects.create(category=cast.lift_category, person=cast.tea)
    Responsibility.objects.create(category=below, person=cast.tea, order=9)
    Responsibility.objects.create(customer=cast.bjorken, person=cast.tea)
    Responsibility.objects.create(worksite=cast.storgatan, person=cast.tea)
    page = re.sub(r"\s*([<>])\s*", r"\1", listed(office).partition("<tbody>")[2])
    assert in_order(
        page, "Storgatan 1 (Brf Björken)", ">Brf Björken<", "Hiss › Instängd", ">Hiss<", "Allt som ingen annan rad"
    )


def test_it_warns_while_no_catch_all_is_set(cast: Cast, office: Client) -> None:
    assert "Inget uppsamlande ansvarsområde är satt" not in listed(office)
    Responsibility.objects.catch_all().delete()
    assert "Inget uppsamlande ansvarsområde är satt" in listed(office)


def test_it_marks_who_is_passed_over(cast: Cast, office: Client) -> None:
    cast.tea.is_active = False
    cast.tea.save()
    assert "Ingen aktiv: hoppas över" in listed(office)


def test_it_says_when_a_row_is_valid(cast: Cast, office: Client) -> None:
    today = timezone.localdate()
    Responsibility.objects.create(person=cast.tea, valid_until=today - timedelta(days=1))
    Responsibility.objects.create(person=cast.tea, valid_from=today + timedelta(days=1))
    page = listed(office)
    assert "Upphörde" in page
    assert "Från" in page


@pytest.mark.parametrize("given", [{}, {"person": "tea", "team": "lifts"}])
def test_it_wants_either_a_person_or_a_team(given: dict[str, str], cast: Cast, office: Client) -> None:
    fields: dict[str, Any] = {name: getattr(cast, who).pk for name, who in given.items()}
    page = office.post(reverse("responsibilities:add"), {"order": 0, **fields}).content.decode()
    assert "Välj antingen en person eller en grupp." in page


def test_it_lets_only_colleagues_answer(cast: Cast, office: Client) -> None:
    office.post(reverse("responsibilities:add"), {"order": 0, "person": cast.otto.pk})
    assert not Responsibility.objects.filter(person=cast.otto).exists()


def asked(client: Client, **question: Any) -> str:
    return client.get(reverse("who_answers"), question).content.decode()


def test_it_tells_who_gets_the_case_and_why(cast: Cast, office: Client) -> None:
    Responsibility.objects.create(customer=cast.bjorken, category=cast.lift_category, person=cast.tea)
    page = asked(office, worksite=cast.storgatan.pk, category=cast.lift_category.pk)
    assert "Tea Lind" in page
    assert "Brf Björken + Hiss" in page


def test_it_tells_which_rows_lost_and_why(cast: Cast, office: Client) -> None:
    Responsibility.objects.create(worksite=cast.storgatan, person=cast.tea)
    page = asked(office, worksite=cast.storgatan.pk)
    assert "Hissgruppen" in page
    assert "Den andra nämner arbetsstället." in page


def test_it_tells_who_stands_in_and_who_is_passed_over(cast: Cast, office: Client) -> None:
    last = timezone.localdate() + timedelta(days=5)
    Responsibility.objects.create(worksite=cast.storgatan, person=cast.lena)
    Responsibility.objects.create(customer=cast.bjorken, person=cast.nils)
    away = Absence.objects.create(person=cast.lena, last_day=last)
    Absence.objects.create(person=cast.nils, last_day=last, deputy=cast.tea)
    page = asked(office, worksite=cast.storgatan.pk)
    assert '<p class="s-answer__who">Tea Lind</p>' in page
    assert f"(ersätter Nils Berg, {away.until})" in page
    assert f'<td data-label="Varför inte">F{away.until[1:]}</td>' in page


def test_it_answers_for_another_day(cast: Cast, office: Client) -> None:
    day = timezone.localdate() + timedelta(days=30)
    Responsibility.objects.create(customer=cast.bjorken, person=cast.nils, valid_from=day)
    who = '<p class="s-answer__who">Nils Berg</p>'
    now = asked(office, customer=cast.bjorken.pk)
    assert who not in now and "Gäller inte den dagen" in now
    assert who in asked(office, customer=cast.bjorken.pk, day=day.isoformat())


def test_it_says_when_nobody_answers(cast: Cast, office: Client) -> None:
    Responsibility.objects.all().delete()
    assert "det uppsamlande ansvarsområdet saknas" in asked(office, customer=cast.bjorken.pk)


@pytest.mark.parametrize(
    "question", [{"customer": "x"}, {"worksite": "9" * 5000}, {"day": "igår"}, {"category": "999999"}]
)
def test_it_says_what_it_did_not_understand(question: dict[str, str], office: Client) -> None:
    assert "w-field__errors" in asked(office, **question)


def test_it_refuses_a_worksite_of_another_customer(cast: Cast, office: Client) -> None:
    page = asked(office, customer=cast.bjorken.pk, worksite=cast.kanalgatan.pk)
    assert "Arbetsstället hör till en annan kund." in page


@pytest.mark.parametrize("who", ["tea", "lena", "anna", "otto"])
def test_it_answers_nobody_without_the_right(who: str, cast: Cast, client: Client) -> None:
    client.force_login(getattr(cast, who))
    response = client.get(reverse("who_answers"), {"customer": cast.asen.pk})
    assert response.status_code == 302
    assert CANARY not in response.content.decode()


def on_call(cast: Cast) -> Responsibility:
    return Responsibility.objects.create(team=cast.doors, weekdays=96, on_call=True, holidays="also")


def test_it_answers_for_a_moment_and_tells_what_does_not_count_then(cast: Cast, office: Client) -> None:
    on_call(cast)
    Responsibility.objects.create(worksite=cast.storgatan, person=cast.tea)
    days = ("2026-11-27", "2026-11-28")
    friday, saturday = (asked(office, worksite=cast.storgatan.pk, day=day, time="18:00") for day in days)
    assert '<p class="s-answer__who">Tea Lind</p>' in friday and "Gäller inte vid den tiden." in friday
    assert '<p class="s-answer__who">Dörrgruppen</p>' in saturday and "Den andra har jour då." in saturday
    assert "lördag 28 november 2026 18:00" in saturday


def test_it_answers_for_a_thing(cast: Cast, office: Client) -> None:
    Responsibility.objects.create(equipment=cast.lift, person=cast.lena)
    page = asked(office, equipment=cast.lift.pk)
    assert '<p class="s-answer__who">Lena Ek</p>' in page and "Den andra nämner objektet." in page


def test_it_tells_of_rows_out_of_use_and_without_anybody(cast: Cast, office: Client) -> None:
    Responsibility.objects.create(worksite=cast.storgatan, person=cast.tea, is_active=False)
    Responsibility.objects.create(worksite=cast.storgatan, team=cast.doors)
    cast.doors.members.clear()
    page = asked(office, worksite=cast.storgatan.pk)
    assert "Inte i bruk." in page and "Ingen aktiv svarar genom den." in page


@pytest.mark.parametrize("place", [{"worksite": "storgatan"}, {"customer": "bjorken"}])
def test_it_refuses_a_thing_of_another_place(place: dict[str, str], cast: Cast, office: Client) -> None:
    foreign = Equipment.objects.create(worksite=cast.kanalgatan, name="Port")
    named = {name: getattr(cast, thing).pk for name, thing in place.items()}
    assert "Objektet " in asked(office, equipment=foreign.pk, **named).partition("w-field__errors")[2]


def test_it_asks_as_much_for_many_rows_as_for_one(cast: Cast, office: Client) -> None:
    counted = []
    for count in (1, 30):
        fit = [Responsibility(worksite=cast.storgatan, person=cast.tea) for _ in range(count)]
        others = [Responsibility(team=cast.doors, weekdays=96, is_active=False) for _ in range(count)]
        Responsibility.objects.bulk_create([*fit, *others])
        asked(office, worksite=cast.storgatan.pk)
        with CaptureQueriesContext(connection) as queries:
            asked(office, worksite=cast.storgatan.pk)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_its_page_tells_its_hours(cast: Cast, office: Client) -> None:
    office.force_login(cast.edda)
    page = office.get(reverse("responsibilities:inspect", args=[on_call(cast).pk])).content.decode()
    assert "jour lör, sön och helgdagar" in page

"""Min frånvaro."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from workflows.models import Absence, Case

PAGE = "/field/absences/"


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def nils(client: Client, cast: Cast) -> Client:
    client.force_login(cast.nils)
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def add(client: Client, **fields: Any) -> Any:
    given = {"first_day": today().isoformat(), "last_day": today(3).isoformat(), "deputy": "", "note": "", **fields}
    return client.post(PAGE, given)


def test_she_enters_her_own(nils: Client, cast: Cast) -> None:
    assert add(nils, deputy=cast.tea.pk, person=cast.lena.pk)["Location"] == PAGE
    made = Absence.objects.get()
    assert (made.person, made.deputy, made.entered_by) == (cast.nils, cast.tea, cast.nils)
    assert "Tea Lind ersätter dig." in text(nils.get(PAGE))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"last_day": "igår"}, "Fyll i ett giltigt datum"),
        ({"last_day": "2000-01-01"}, "Sista dagen får inte vara före den första."),
        ({"first_day": "", "last_day": ""}, "error-summary"),
        ({"deputy": "999999"}, "error-summary"),
        ({"note": "x" * 201}, "error-summary"),
    ],
)
def test_it_says_beside_the_field_what_is_wrong(fields: dict[str, str], sentence: str, nils: Client) -> None:
    response = add(nils, **fields)
    assert response.status_code == 422 and sentence in text(response)
    assert not Absence.objects.exists()


def test_it_enters_once_what_was_sent_twice(nils: Client) -> None:
    add(nils)
    assert add(nils).status_code == 422
    assert Absence.objects.count() == 1


def test_it_hands_over_what_is_open_if_she_chooses_to(nils: Client, cast: Cast) -> None:
    case = cast.foreign_case()
    add(nils, deputy=cast.tea.pk)
    assert Case.objects.get(pk=case.pk).responsible == cast.nils
    assert "Lämna över 1 öppet ärende till Tea Lind" in text(nils.get(PAGE))
    answer = nils.post(f"{PAGE}{Absence.objects.get().pk}/hand-over/", follow=True)
    assert "1 ärende gick till Tea Lind." in text(answer)
    assert Case.objects.get(pk=case.pk).responsible == cast.tea


def test_it_offers_no_hand_over_before_it_has_begun(nils: Client, cast: Cast) -> None:
    cast.foreign_case()
    add(nils, first_day=today(1).isoformat(), deputy=cast.tea.pk)
    assert "Lämna över" not in text(nils.get(PAGE))


def test_she_is_back(nils: Client) -> None:
    add(nils)
    answer = nils.post(f"{PAGE}{Absence.objects.get().pk}/end/", follow=True)
    assert "Du får de nya ärendena igen." in text(answer) and not Absence.objects.exists()


@pytest.mark.parametrize("step", ["end", "hand-over"])
def test_it_leaves_alone_what_is_somebody_elses(step: str, nils: Client, cast: Cast) -> None:
    others = Absence.objects.create(person=cast.tea, last_day=today(2), deputy=cast.lena)
    for method in (nils.get, nils.post):
        assert method(f"{PAGE}{others.pk}/{step}/").status_code == 404
    assert Absence.objects.filter(pk=others.pk).exists()


def test_the_office_too_finds_only_its_own_here(cast: Cast, client: Client) -> None:
    others = Absence.objects.create(person=cast.tea, last_day=today(2))
    client.force_login(cast.dora)
    assert client.post(f"{PAGE}{others.pk}/end/").status_code == 404


def test_she_sees_for_whom_she_stands_in_but_not_why(nils: Client, cast: Cast) -> None:
    Absence.objects.create(person=cast.tea, last_day=today(2), deputy=cast.nils, note="Operation")
    page = text(nils.get(PAGE))
    assert "Du ersätter" in page and "Tea Lind" in page and "Operation" not in page


def test_the_page_does_not_exist_without_the_right(nils: Client, cast: Cast) -> None:
    cast.nils.groups.get().permissions.remove(*rights("view_absence"))
    assert nils.get(PAGE).status_code == 404


def test_who_may_only_read_cannot_add(nils: Client, cast: Cast) -> None:
    cast.nils.groups.get().permissions.remove(*rights("add_absence"))
    assert 'name="last_day"' not in text(nils.get(PAGE))
    assert add(nils).status_code == 404 and not Absence.objects.exists()


def rights(codename: str) -> Any:
    return Permission.objects.filter(content_type__app_label="workflows", codename=codename)


def test_it_asks_as_little_however_many_there_are(nils: Client, cast: Cast, django_assert_num_queries: Any) -> None:
    def enter(*days: int) -> None:
        for day in days:
            Absence.objects.create(person=cast.nils, first_day=today(day), last_day=today(day), deputy=cast.tea)
            Absence.objects.create(person=cast.lena, first_day=today(day), last_day=today(day), deputy=cast.nils)

    enter(0)
    nils.get(PAGE)
    with django_assert_num_queries(10):
        nils.get(PAGE)
    enter(-3, -2, 2, 3, 4)
    with django_assert_num_queries(10):
        nils.get(PAGE)

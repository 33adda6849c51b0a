from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from tests.cast import Cast
from workflows.models import Case, Category, ServiceLevel
from workflows.models.service_level import TIMES, WEEK


@pytest.fixture
def level(cast: Cast) -> ServiceLevel:
    return ServiceLevel.objects.create(
        name_sv="Jour", holidays_off=False, acknowledge_normal=30, finish_urgent=120, **dict.fromkeys(WEEK, "0-24")
    )


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def fields(**others: Any) -> dict[str, Any]:
    given = {"name_sv": "Kontorstid", "name_en": "", "days_off": "", "own_hours": "", "is_active": "on"}
    given |= {"ladder-TOTAL_FORMS": "0", "ladder-INITIAL_FORMS": "0"}
    return {**given, **dict.fromkeys([*TIMES, *WEEK], ""), "monday": "8-17", **others}


def test_it_keeps_what_is_typed_in_one_form(admin: Client) -> None:
    typed = {"finish_normal": "1:30", "acknowledge_urgent": "15 min", "tuesday": "13-17, 8.00 - 12"}
    admin.post(reverse("service_levels:add"), fields(**typed))
    level = ServiceLevel.objects.get(name_sv="Kontorstid")
    assert (level.finish_normal, level.acknowledge_urgent, level.acknowledge_normal) == (90, 15, None)
    assert (level.monday, level.tuesday, level.wednesday) == ("08:00–17:00", "08:00–12:00, 13:00–17:00", "")


def test_it_shows_times_as_they_were_typed(admin: Client, level: ServiceLevel) -> None:
    page = admin.get(reverse("service_levels:edit", args=[level.pk])).content.decode()
    assert 'value="30 min"' in page
    assert 'value="2 h"' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"monday": ""}, "Ange tiderna för minst en dag."),
        ({"monday": "dagtid"}, "går inte att förstå. Skriv till exempel 08:00–12:00"),
        ({"monday": "22-06"}, "Dela upp en natt"),
        ({"finish_low": "4"}, "Skriv till exempel 30 min eller 4 h."),
        ({"finish_low": "0 min"}, "Minst en minut."),
        ({"days_off": "jul"}, "Skriv till exempel 2026-07-06–2026-07-31."),
        ({"days_off": "2026-12-19", "own_hours": "2026-12-19 9-15"}, "finns också bland de lediga dagarna"),
    ],
)
def test_it_says_what_it_does_not_understand(typed: dict[str, str], words: str, admin: Client, cast: Cast) -> None:
    response = admin.post(reverse("service_levels:add"), fields(**typed))
    assert words in response.content.decode()
    assert not ServiceLevel.objects.exists()


def test_a_form_that_is_refused_still_shows_what_applies(admin: Client, level: ServiceLevel) -> None:
    response = admin.post(reverse("service_levels:edit", args=[level.pk]), fields(monday="dagtid"))
    assert response.status_code == 200
    assert "Dygnet runt" in response.content.decode()


def test_it_tells_by_when_a_case_opened_now_is_due(admin: Client, level: ServiceLevel) -> None:
    rows = admin.get(reverse("service_levels:edit", args=[level.pk])).context["opened_now"]
    urgent, normal = rows[0], rows[2]
    now = timezone.now()
    assert abs(urgent["finish_by"] - now - timedelta(hours=2)) < timedelta(minutes=1)
    assert abs(normal["acknowledge_by"] - now - timedelta(minutes=30)) < timedelta(minutes=1)
    assert normal["finish_by"] is None


def test_its_page_names_who_has_it(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    cast.bjorken.service_level = cast.lift_category.service_level = level
    cast.bjorken.save()
    cast.lift_category.save()
    page = admin.get(reverse("service_levels:edit", args=[level.pk])).content.decode()
    assert f'href="/admin/customers/edit/{cast.bjorken.pk}/">Brf Björken</a>' in page
    assert f'href="/admin/categories/edit/{cast.lift_category.pk}/">Hiss</a>' in page


def test_it_leaves_the_house_in_words(admin: Client, level: ServiceLevel) -> None:
    response = admin.get(reverse("service_levels:index"), {"export": "csv"})
    rows = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Jour" in rows and "Dygnet runt" in rows and "30 min" in rows and "2 h" in rows


@pytest.mark.parametrize(("chosen", "offered"), [(False, False), (True, True)])
def test_one_that_is_not_in_use_is_offered_only_where_it_is_chosen(
    chosen: bool, offered: bool, admin: Client, cast: Cast, level: ServiceLevel
) -> None:
    ServiceLevel.objects.update(is_active=False)
    Category.objects.filter(pk=cast.lift_category.pk).update(service_level=level if chosen else None)
    page = admin.get(reverse("categories:edit", args=[cast.lift_category.pk])).content.decode()
    assert (">Jour</option>" in page) is offered


@pytest.mark.parametrize("name", ["categories", "customers"])
def test_the_registers_filter_by_it(name: str, admin: Client, cast: Cast, level: ServiceLevel) -> None:
    cast.bjorken.service_level = cast.lift_category.service_level = level
    cast.bjorken.save()
    cast.lift_category.save()
    page = admin.get(reverse(f"{name}:index_results"), {"service_level": level.pk}).content.decode()
    assert ("Björken" if name == "customers" else "Hiss") in page
    assert ("Åsen" if name == "customers" else "Dörr") not in page


def test_a_level_that_somebody_has_is_not_deleted(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    cast.bjorken.service_level = level
    cast.bjorken.save()
    assert admin.post(reverse("service_levels:delete", args=[level.pk])).status_code == 409


def test_the_case_room_says_by_when_and_by_which_level(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    cast.bjorken.service_level = level
    cast.bjorken.save()
    case = cast.opens_case(priority=4)
    page = admin.get(reverse("cases:room", args=[case.pk])).content.decode()
    with translation.override("sv"):
        moments = [
            date_format(timezone.localtime(at), "DATETIME_FORMAT") for at in (case.acknowledge_by, case.finish_by)
        ]
    assert all(moment in page for moment in moments)
    assert f'href="/admin/service-levels/edit/{level.pk}/">Jour</a>' in page
    assert "Kundens avtal" in page


def test_an_acknowledged_case_says_no_more_by_when_to_do_so(admin: Client, cast: Cast, level: ServiceLevel) -> None:
    case = cast.opens_case()
    url = reverse("cases:room", args=[case.pk])
    Case.objects.filter(pk=case.pk).update(acknowledge_by=timezone.now())
    assert "Kvittera senast" in admin.get(url).content.decode()
    Case.objects.filter(pk=case.pk).update(status="acknowledged")
    assert "Kvittera senast" not in admin.get(url).content.decode()


@pytest.mark.parametrize("name", ["wagtailadmin_home", "cases:index"])
def test_the_office_sees_what_nobody_acknowledged_in_time(name: str, admin: Client, cast: Cast) -> None:
    case = cast.opens_case()
    assert "Inte kvitterat i tid" not in admin.get(reverse(name)).content.decode()
    Case.objects.filter(pk=case.pk).update(acknowledge_by=timezone.now() - timedelta(minutes=1))
    page = admin.get(reverse(name)).content.decode()
    assert "Inte kvitterat i tid" in page
    assert name != "wagtailadmin_home" or "tile--danger" in page

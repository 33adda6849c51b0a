"""The start page of the admin."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import CANARY, Cast
from workflows import heartbeat
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.pause_case import pause_case
from workflows.actor import Actor
from workflows.models import Case, Errand, Responsibility, WorkerHeartbeat
from workflows.viewsets.errand_desk import health

HOME = "/admin/"


def home(client: Client) -> str:
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def test_it_shows_what_nobody_has_acknowledged_oldest_first(cast: Cast, office: Client) -> None:
    first, second = cast.opens_case(title="Äldst"), cast.opens_case(title="Nyast")
    shown = home(office)
    assert shown.index("Äldst") < shown.index("Nyast")
    assert f"/admin/cases/{first.pk}/" in shown and f"/admin/cases/{second.pk}/" in shown


def test_it_escapes_titles_and_names(cast: Cast, office: Client) -> None:
    cast.opens_case(title="<b>Hissen</b>")
    cast.lifts.name = "<i>Hiss</i>"
    cast.lifts.save()
    shown = home(office)
    assert "&lt;b&gt;Hissen&lt;/b&gt;" in shown and "<b>Hissen" not in shown
    assert "&lt;i&gt;Hiss&lt;/i&gt;" in shown and "<i>Hiss" not in shown


def test_it_shows_the_six_that_have_been_late_longest(cast: Cast, office: Client) -> None:
    late = [cast.opens_case(title=f"Sen {number}").pk for number in range(8)]
    for hours, pk in enumerate(late, 1):
        Case.objects.filter(pk=pk).update(finish_by=timezone.now() - timedelta(hours=hours))
    shown = home(office)
    part = shown[shown.index("Försenade, längst först") :]
    assert re.findall(r"Sen \d", part)[:6] == [f"Sen {number}" for number in (7, 6, 5, 4, 3, 2)]
    assert 'href="/admin/cases/?tab=late">' in part


def test_it_shows_mine_late_and_waiting(cast: Cast, office: Client) -> None:
    dora = Actor.of(cast.dora, via="admin")
    case = pause_case(acknowledge_case(cast.opens_case(), by=dora), by=dora, reason="Nyckel")
    Case.objects.filter(pk=case.pk).update(finish_by=timezone.now() - timedelta(days=1))
    shown = home(office)
    assert shown.count("Hissen står still") == 3
    for tab in ("new", "late", "waiting", "done", "mine"):
        assert f"/admin/cases/?tab={tab}" in shown


def test_it_shows_the_load_of_each(cast: Cast, office: Client) -> None:
    acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    cast.opens_case()
    shown = home(office)
    assert f"/admin/cases/?tab=open&amp;responsible={cast.tea.pk}" in shown
    assert f"/admin/cases/?tab=open&amp;team={cast.lifts.pk}" in shown


def test_it_shows_a_technician_her_own_and_the_way_to_the_field(cast: Cast, client: Client) -> None:
    cast.opens_case()
    cast.foreign_case()
    client.force_login(cast.tea)
    shown = home(client)
    assert "Hissen står still" in shown and CANARY not in shown
    assert "/field/" in shown and "/admin/cases/new/" not in shown


def test_it_offers_economy_no_new_case(cast: Cast, client: Client) -> None:
    cast.opens_case()
    client.force_login(cast.edda)
    shown = home(client)
    assert "/admin/cases/new/" not in shown and "Hissen står still" in shown


WITHOUT_CATCH_ALL = "Ingen tar emot de ärenden som ingen regel gäller för"


def test_it_warns_when_nothing_catches_all(cast: Cast, office: Client) -> None:
    assert WITHOUT_CATCH_ALL not in home(office)
    Responsibility.objects.catch_all().delete()
    assert WITHOUT_CATCH_ALL in home(office)


def minutes_ago(minutes: int) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def make_unwell() -> None:
    """All three: no worker, something that waits, a dead letter."""
    WorkerHeartbeat.objects.update(seen_at=minutes_ago(10))
    Errand.objects.create(kind="notify", key="x", subject_id=1, wanted_at=minutes_ago(20))
    Errand.objects.create(kind="deliver", key="y", subject_id=1, gave_up_at=timezone.now())


def warnings(shown: str) -> list[str]:
    return re.findall(r'href="/admin/cases/errands/#([a-z-]+)"', shown)


def test_it_warns_of_nothing_when_all_is_well(cast: Cast, office: Client) -> None:
    heartbeat.beat()
    cast.opens_case()
    assert warnings(home(office)) == []


@pytest.mark.parametrize("person", ["dora", "adam"])
def test_it_warns_of_worker_delay_and_dead_letters(cast: Cast, client: Client, person: str) -> None:
    make_unwell()
    client.force_login(getattr(cast, person))
    shown = home(client)
    assert warnings(shown) == ["worker", "late", "given-up"]
    assert shown.index('role="alert"') < shown.index('class="tiles"')


@pytest.mark.parametrize("person", ["tea", "lena", "edda"])
def test_it_warns_nobody_who_cannot_put_it_right(cast: Cast, client: Client, person: str) -> None:
    make_unwell()
    client.force_login(getattr(cast, person))
    assert warnings(home(client)) == []


def test_it_warns_of_what_is_tried_in_vain_but_not_of_what_is_not_wanted_yet(cast: Cast, office: Client) -> None:
    heartbeat.beat()
    errand = Errand.objects.create(
        kind="deliver",
        key="x",
        subject_id=1,
        created_at=minutes_ago(600),
        wanted_at=minutes_ago(-60),
        due_at=minutes_ago(-60),
    )
    assert warnings(home(office)) == []
    Errand.objects.filter(pk=errand.pk).update(wanted_at=minutes_ago(20), tries=5)
    assert warnings(home(office)) == ["late"]


def test_its_warnings_cost_three_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    make_unwell()
    Errand.objects.bulk_create(
        Errand(kind="deliver", key=f"z{number}", subject_id=number, gave_up_at=timezone.now()) for number in range(60)
    )
    with django_assert_num_queries(3):
        assert health().figure == "50+"


def test_wagtails_own_figures_are_gone(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    shown = home(client)
    assert "w-summary" not in shown and "Sök bland alla sidor" not in shown


def queries(client: Client) -> int:
    home(client)
    with CaptureQueriesContext(connection) as counted:
        home(client)
    return len(counted)


def test_its_queries_do_not_grow(cast: Cast, office: Client) -> None:
    def one_more(**given: Any) -> None:
        Case.objects.filter(pk=cast.opens_case(**given).pk).update(finish_by=timezone.now() - timedelta(hours=1))

    one_more()
    first = queries(office)
    for _number in range(20):
        one_more()
    assert queries(office) == first
    assert first <= 26

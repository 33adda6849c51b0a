"""The technician's lists."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import CANARY, Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actor import SYSTEM, Actor
from workflows.models import Case, Company
from workflows.paging import ROWS

PAGES = ["", "team/", "waiting/", "done/", "search/?q=hissen"]


@pytest.fixture
def tea(client: Client, cast: Cast) -> Client:
    client.force_login(cast.tea)
    return client


def text(client: Client, path: str = "") -> str:
    response = client.get(f"/field/{path}")
    assert response.status_code == 200
    return response.content.decode()


def mine(cast: Cast, **fields: Any) -> Case:
    return acknowledge_case(cast.opens_case(**fields), by=Actor.of(cast.tea, via="field"))


@pytest.mark.parametrize("path", PAGES)
def test_it_asks_for_log_in(client: Client, cast: Cast, path: str) -> None:
    assert client.get(f"/field/{path}")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["anna", "edda"])
def test_it_does_not_exist_for_those_who_do_no_field_work(client: Client, cast: Cast, who: str, path: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(f"/field/{path}").status_code == 404


@pytest.mark.parametrize("path", [*PAGES, f"search/?q={CANARY}"])
def test_it_shows_nothing_of_others(tea: Client, cast: Cast, path: str) -> None:
    cast.foreign_case()
    assert f"{CANARY} dörr" not in text(tea, path)


def test_it_puts_late_and_today_first_then_mine_then_the_teams(tea: Client, cast: Cast) -> None:
    cast.opens_case(title="Gruppens fel")
    mine(cast, title="Mitt fel")
    cast.opens_case(title="Sent fel", finish_by=timezone.now() - timedelta(days=2))
    html = text(tea)
    places = [html.index(title) for title in ("Sent fel", "Mitt fel", "Gruppens fel")]
    assert places == sorted(places) and html.count("Sent fel") == 1


def test_it_leaves_what_a_colleague_has_taken_to_her(tea: Client, cast: Cast) -> None:
    cast.lifts.members.add(cast.nils)
    acknowledge_case(cast.opens_case(title="Nils fel"), by=Actor.of(cast.nils, via="field"))
    assert "Nils fel" not in text(tea) and "Nils fel" in text(tea, "team/")


def test_it_shows_what_waits_and_what_was_done(tea: Client, cast: Cast) -> None:
    by = Actor.of(cast.tea, via="field")
    pause_case(mine(cast, title="Väntande fel"), by=by, reason="x")
    finish_case(mine(cast, title="Avklarat fel"), by=by)
    assert "Väntande fel" in text(tea, "waiting/") and "Väntande fel" not in text(tea, "done/")
    assert "Avklarat fel" in text(tea, "done/") and "Avklarat fel" not in text(tea)


def test_it_shows_a_case_handed_to_her_alone(tea: Client, cast: Cast) -> None:
    assign_case(cast.foreign_case(title="Utlånat fel"), by=SYSTEM, person=cast.tea)
    assert "Utlånat fel" in text(tea)


def test_it_finds_by_number_address_and_words_also_what_has_ended(tea: Client, cast: Cast) -> None:
    case = finish_case(mine(cast, title="Knappen fastnar"), by=Actor.of(cast.tea, via="field"))
    for words in (case.number, "storgatan", "knapp"):
        assert "Knappen fastnar" in text(tea, f"search/?q={words}")


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=a&p=x", "q=hiss&p=-3", "q=" + "9" * 60, "q=%22%27;--"])
def test_it_bears_any_search(tea: Client, cast: Cast, query: str) -> None:
    cast.opens_case()
    text(tea, f"search/?{query}")


def test_it_says_so_when_there_is_nothing_to_do(tea: Client, cast: Cast) -> None:
    assert "Inget att göra" in text(tea)


def test_the_office_sees_only_its_own_work_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.dora)
    cast.opens_case(title="Gruppens fel")
    assert "Gruppens fel" not in text(client) and "Gruppens fel" in text(client, "search/?q=gruppens")


def test_it_says_when_there_is_more_than_it_shows(tea: Client, cast: Cast) -> None:
    for _ in range(ROWS + 1):
        mine(cast)
    assert f"{ROWS}+" in text(tea)


@pytest.mark.parametrize(("path", "queries"), [("", 6), ("team/", 6), ("search/?q=hissen", 6)])
def test_it_asks_the_database_as_often_for_50_rows_as_for_one(
    tea: Client, cast: Cast, django_assert_num_queries: Any, path: str, queries: int
) -> None:
    cast.opens_case()
    Company.shown()
    with django_assert_num_queries(queries):
        text(tea, path)
    for _ in range(49):
        mine(cast)
    with django_assert_num_queries(queries):
        text(tea, path)


def test_what_waits_takes_no_place_of_what_is_to_be_done(
    tea: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("technician.views.work.MOST", 1)
    waiting = [mine(cast, title="Väntar", finish_by=timezone.now() + timedelta(seconds=9)) for _ in range(2)]
    for case in waiting:
        pause_case(case, by=Actor.of(cast.tea, via="field"), reason="Reservdel")
    Case.objects.filter(title="Väntar").update(finish_by_promised=False)
    mine(cast, title="Byt linan", finish_by=timezone.now() + timedelta(days=9))
    assert "Byt linan" in text(tea)


def test_she_takes_a_case_of_the_team_from_the_list(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    for tab in ("", "team/"):
        page = tea.get(f"/field/{tab}").content.decode()
        assert f'action="/field/{case.pk}/acknowledge/"' in page and "Ta ärendet" in page
    tea.post(f"/field/{case.pk}/acknowledge/", {"version": case.version})
    assert Case.objects.get(pk=case.pk).responsible == cast.tea
    assert "Ta ärendet" not in tea.get("/field/team/").content.decode()


def test_a_list_that_is_old_says_who_took_the_case(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    acknowledge_case(case, by=Actor.of(cast.lena, via="field"))
    response = tea.post(f"/field/{case.pk}/acknowledge/", {"version": case.version})
    assert response.status_code == 409 and "Lena Ek tog ärendet" in response.content.decode()

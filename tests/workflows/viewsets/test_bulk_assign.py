"""Handing over several cases from the list."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import CANARY, Cast
from workflows.actions.cancel_case import cancel_case
from workflows.actions.edit_case import edit_case
from workflows.actor import SYSTEM, Actor
from workflows.models import Case

ADDRESS = "/admin/cases/assign/"


def ticks(*cases: Case) -> list[str]:
    return [f"{case.pk}.{case.version}" for case in cases]


def test_it_hands_over_each_by_its_own_verb(cast: Cast, client: Client) -> None:
    cases = [cast.opens_case(), cast.opens_case()]
    client.force_login(cast.dora)
    given = {"case": ticks(*cases), "to": f"person:{cast.tea.pk}", "next": "/admin/cases/?tab=new"}
    page = client.post(ADDRESS, given, follow=True)
    assert (
        page.redirect_chain[-1][0] == "/admin/cases/?tab=new"
        and "2 ärenden gick till Tea Lind." in page.content.decode()
    )
    for case in cases:
        case.refresh_from_db()
        assert (case.responsible, case.assignment_reason) == (cast.tea, "Vald av Dora Falk")
        assert case.events.latest("sequence").kind == "assigned"


def test_a_leader_hands_over_only_what_she_sees(cast: Cast, client: Client) -> None:
    ours, theirs = cast.opens_case(), cast.foreign_case()
    client.force_login(cast.lena)
    response = client.post(ADDRESS, {"case": ticks(ours, theirs), "to": f"person:{cast.tea.pk}"}, follow=True)
    theirs.refresh_from_db()
    assert (Case.objects.get(pk=ours.pk).responsible, theirs.responsible) == (cast.tea, cast.nils)
    assert CANARY not in response.content.decode()


@pytest.mark.parametrize("who", ["tea", "edda"])
def test_who_may_not_hand_over_changes_nothing(cast: Cast, client: Client, who: str) -> None:
    case = cast.opens_case()
    client.force_login(getattr(cast, who))
    client.post(ADDRESS, {"case": ticks(case), "to": f"person:{cast.lena.pk}"})
    assert Case.objects.get(pk=case.pk).version == case.version
    assert 'name="case"' not in client.get("/admin/cases/?tab=all").content.decode()


def test_it_tells_which_were_changed_meanwhile_and_lets_them_go_after_all(cast: Cast, client: Client) -> None:
    seen, changed, ended = cast.opens_case(), cast.opens_case(), cast.opens_case(title="Avbruten")
    cancel_case(ended, by=SYSTEM)
    chosen = [*ticks(seen, changed), f"{ended.pk}.{ended.version + 1}"]
    edit_case(changed, by=Actor.of(cast.lena, via="admin"), title="Lena var här")
    client.force_login(cast.dora)
    page = client.post(ADDRESS, {"case": chosen, "to": f"team:{cast.doors.pk}"})
    shown = page.content.decode()
    assert page.status_code == 409 and "Lena var här" in shown and "Avbruten" in shown and "avbrutet" in shown
    assert {one.case.pk for one in page.context["picked"]} == {changed.pk, ended.pk}
    again = [f"{one.case.pk}.{one.version}" for one in page.context["picked"]][:1]
    assert client.post(ADDRESS, {"case": again, "to": f"team:{cast.doors.pk}"}).status_code == 302
    assert Case.objects.get(pk=changed.pk).team == cast.doors


def test_it_keeps_the_ticks_when_nobody_was_chosen(cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    page = client.post(ADDRESS, {"case": ticks(case), "to": ""})
    assert page.status_code == 422
    assert (
        f'value="{ticks(case)[0]}" checked' in page.content.decode()
        and "Välj vem som ska ha det." in page.content.decode()
    )


@pytest.mark.parametrize("chosen", [[], ["all"], ["x.y"], ["1"], ["9" * 400 + ".1"], ["999999.1"]])
def test_it_asks_to_tick_first(cast: Cast, client: Client, chosen: list[str]) -> None:
    case = cast.opens_case()
    client.force_login(cast.dora)
    page = client.post(ADDRESS + "?id=all", {"case": chosen, "id": "all", "to": f"person:{cast.tea.pk}"}, follow=True)
    assert "Kryssa för ärendena först och välj sedan vem som ska ha dem" in page.content.decode()
    assert Case.objects.get(pk=case.pk).version == case.version


def test_opened_as_a_page_it_leads_to_the_list(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    assert client.get(ADDRESS).url == reverse("cases:index")

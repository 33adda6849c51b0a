"""Putting people and teams out of use: first it is shown which cases go to whom."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.retire_later import retire_later
from workflows.actor import Actor
from workflows.models import Case, EventKind, Job, Responsibility, Team


@pytest.fixture
def adam(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def looked(page: str) -> dict[str, str]:
    return {"looked": re.findall(r'name="looked" value="(\w+)"', page)[0]}


def edited(user: User, **fields: Any) -> dict[str, Any]:
    """The user form as it stands, but for `fields`; without is_active she becomes inactive."""
    groups = [group.pk for group in user.groups.all()]
    return {"email": user.email, "first_name": user.first_name, "last_name": user.last_name, "phone": "",
            "language": "sv", "groups": groups, **fields}  # fmt: skip


def test_making_somebody_inactive_leads_to_her_cases_first(cast: Cast, adam: Client) -> None:
    case = cast.foreign_case()
    response = adam.post(reverse("wagtailusers_users:edit", args=[cast.nils.pk]), edited(cast.nils, phone="070-1"))
    assert response["Location"] == reverse("person_leaves", args=[cast.nils.pk])
    cast.nils.refresh_from_db()
    assert cast.nils.is_active and cast.nils.phone == "070-1"
    page = adam.get(response["Location"]).content.decode()
    row = page.partition("<tbody>")[2]
    assert str(case.pk) in row and "Nils Berg" in row and "Hissgruppen" in row
    assert "1 regel som nämner personen" in page


def test_it_moves_her_cases_and_makes_her_inactive(cast: Cast, adam: Client) -> None:
    case = cast.foreign_case()
    url = reverse("person_leaves", args=[cast.nils.pk])
    assert adam.post(url, looked(adam.get(url).content.decode())).status_code == 302
    case.refresh_from_db(), cast.nils.refresh_from_db()
    assert case.team == cast.lifts and not cast.nils.is_active
    assert case.events.filter(kind=EventKind.ASSIGNED).count() == 1


def test_a_case_of_a_team_goes_back_to_it_while_others_work_there(cast: Cast, adam: Client) -> None:
    cast.lifts.members.add(cast.nils)
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    url = reverse("person_leaves", args=[cast.tea.pk])
    adam.post(url, looked(adam.get(url).content.decode()))
    case.refresh_from_db()
    assert case.team == cast.lifts and case.responsible is None


def test_what_her_team_has_goes_elsewhere_when_she_is_its_last(cast: Cast, adam: Client) -> None:
    Responsibility.objects.create(team=cast.lifts, customer=cast.bjorken)
    Responsibility.objects.catch_all().update(team=cast.doors)
    case = cast.opens_case()
    url = reverse("person_leaves", args=[cast.tea.pk])
    adam.post(url, looked(adam.get(url).content.decode()))
    case.refresh_from_db()
    assert case.team == cast.doors


def test_it_refuses_while_the_catch_all_hangs_on_her(cast: Cast, adam: Client) -> None:
    url = reverse("person_leaves", args=[cast.tea.pk])
    assert "kan inte göras inaktiv än" in adam.get(url).content.decode()
    assert adam.post(url, {"looked": "x"}).status_code == 409
    assert User.objects.get(pk=cast.tea.pk).is_active


def test_it_shows_again_what_changed_since(cast: Cast, adam: Client) -> None:
    cast.foreign_case()
    url = reverse("person_leaves", args=[cast.nils.pk])
    given = looked(adam.get(url).content.decode())
    cast.foreign_case()
    assert adam.post(url, given).status_code == 409 and User.objects.get(pk=cast.nils.pk).is_active


def test_whom_nothing_depends_on_is_made_inactive_at_once(cast: Cast, adam: Client) -> None:
    adam.post(reverse("wagtailusers_users:edit", args=[cast.edda.pk]), edited(cast.edda))
    assert not User.objects.get(pk=cast.edda.pk).is_active


def test_nobody_leaves_by_her_own_hand_nor_a_customer_here(cast: Cast, adam: Client) -> None:
    pages = [reverse("person_leaves", args=[one.pk]) for one in (cast.adam, cast.anna)]
    assert [adam.get(url).status_code for url in pages] == [404, 404]


@pytest.mark.parametrize(("who", "stays"), [("nils", True), ("edda", False)])
def test_the_bulk_action_makes_nobody_inactive_whom_cases_depend_on(
    who: str, stays: bool, cast: Cast, adam: Client
) -> None:
    cast.foreign_case()
    url = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
    response = adam.post(f"{url}?id={getattr(cast, who).pk}", {"mark_as_active": "False"})
    assert User.objects.get(pk=getattr(cast, who).pk).is_active is stays
    assert (reverse("person_leaves", args=[cast.nils.pk]) in response["Location"]) is stays


def team_form(team: Team, **fields: Any) -> dict[str, Any]:
    members = [one.pk for one in team.members.all()]
    return {"name": team.name, "members": members, "is_active": "on", "untouched_then": "return", **fields}


@pytest.mark.parametrize("change", [{"members": []}, {"is_active": ""}])
def test_a_team_is_emptied_only_after_its_cases_have_gone(change: dict[str, Any], cast: Cast, adam: Client) -> None:
    Responsibility.objects.create(team=cast.doors, customer=cast.bjorken)
    case = cast.opens_case()
    url = reverse("teams:edit", args=[cast.doors.pk])
    given = {name: value for name, value in team_form(cast.doors, **change).items() if value != ""}
    page = adam.post(url, given).content.decode()
    assert "1 öppet ärende måste gå till någon annan" in page and str(case.pk) in page
    assert cast.doors.members.exists() and Team.objects.get(pk=cast.doors.pk).is_active
    assert adam.post(url, given | looked(page)).status_code == 302
    case.refresh_from_db()
    assert case.team == cast.lifts


def test_the_catch_alls_team_cannot_be_emptied(cast: Cast, adam: Client) -> None:
    page = adam.post(reverse("teams:edit", args=[cast.lifts.pk]), team_form(cast.lifts, members=[])).content.decode()
    assert "Då skulle ingen få" in page and cast.lifts.members.exists()


def test_a_team_put_out_of_use_tells_where_its_cases_go(cast: Cast, adam: Client) -> None:
    Responsibility.objects.create(team=cast.doors, customer=cast.bjorken)
    case = cast.opens_case()
    url = reverse("teams:delete", args=[cast.doors.pk])
    page = adam.get(url).content.decode()
    assert "Hissgruppen" in page.partition("<tbody>")[2]
    assert adam.post(url, {"rest": "1"}).status_code == 409
    assert adam.post(url, {"rest": "1", **looked(page)}).status_code == 302
    case.refresh_from_db()
    assert case.team == cast.lifts and not Team.objects.get(pk=cast.doors.pk).is_active


def test_a_team_with_others_left_changes_at_once(cast: Cast, adam: Client) -> None:
    cast.lifts.members.add(cast.nils)
    cast.opens_case()
    given = team_form(cast.lifts, members=[cast.nils.pk])
    assert adam.post(reverse("teams:edit", args=[cast.lifts.pk]), given).status_code == 302
    assert Case.objects.get().team == cast.lifts


# ── Many cases ──


def many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    monkeypatch.setattr("workflows.viewsets.leaving.AT_ONCE", 1)
    monkeypatch.setattr("workflows.actions.retire_later.BATCH", 2)
    return [cast.foreign_case() for _ in range(5)]


def test_many_cases_are_moved_by_a_job_before_she_is_made_inactive(
    cast: Cast, adam: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(cast, monkeypatch)
    url = reverse("person_leaves", args=[cast.nils.pk])
    page = adam.post(url, looked(adam.get(url).content.decode()), follow=True).content.decode()
    assert "Nils Berg tas ur bruk" in page and User.objects.get(pk=cast.nils.pk).is_active
    job = Job.objects.get()
    retire_later(job.pk), retire_later(job.pk)
    assert not User.objects.get(pk=cast.nils.pk).is_active
    assert Case.objects.filter(team=cast.lifts, responsible=None).count() == 5
    assert "5 ärenden flyttades" in adam.get(reverse("moved_cases", args=[job.pk])).content.decode()


def test_a_job_that_finds_nobody_says_so_and_leaves_her_active(
    cast: Cast, adam: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(cast, monkeypatch)
    url = reverse("person_leaves", args=[cast.nils.pk])
    adam.post(url, looked(adam.get(url).content.decode()))
    Responsibility.objects.catch_all().delete()
    retire_later(Job.objects.get().pk)
    job = Job.objects.get()
    assert job.state == Job.State.FAILED and "nämner ingen regel någon annan" in job.error
    assert User.objects.get(pk=cast.nils.pk).is_active


def test_a_team_with_many_cases_is_put_out_of_use_by_a_job(
    cast: Cast, adam: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Responsibility.objects.filter(customer=cast.asen).update(person=None, team=cast.doors)
    many(cast, monkeypatch)
    given = team_form(cast.doors, members=[])
    assert "fler öppna ärenden än" in adam.post(reverse("teams:edit", args=[cast.doors.pk]), given).content.decode()
    url = reverse("teams:delete", args=[cast.doors.pk])
    adam.post(url, {"rest": "1", **looked(adam.get(url).content.decode())})
    retire_later(Job.objects.get().pk)
    assert not Team.objects.get(pk=cast.doors.pk).is_active
    assert Case.objects.filter(team=cast.lifts).count() == 5

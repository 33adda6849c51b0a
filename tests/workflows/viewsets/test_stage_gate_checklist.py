"""The three registers that say how cases go: stages, gates, checklists."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from workflows.models import ChecklistTemplate, Gate, Stage

STAGE = {"name_sv": "Beställt", "status": "waiting", "colour": "blue", "order": "0", "is_active": "on"}
GATE = {"verb": "finish", "requires": "photo", "is_active": "on"}


@pytest.fixture
def office(cast: Cast, client: Client) -> Client:
    client.force_login(cast.dora)
    return client


def checklist(**others: str) -> dict[str, Any]:
    management = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-MIN_NUM_FORMS": "1"}
    point = {"items-0-label_sv": "Nödstopp", "items-0-kind": "check", "items-0-ORDER": "1"}
    return {"name_sv": "Egenkontroll hiss", "is_active": "on", **management, **point, **others}


def test_a_stage_is_made(office: Client) -> None:
    office.post(reverse("stages:add"), STAGE | {"stops_clock": "on", "customer_text_sv": "Delen är beställd"})
    stage = Stage.objects.get()
    assert (stage.name_sv, stage.stops_clock, stage.customer_text) == ("Beställt", True, "Delen är beställd")


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"status": "assigned", "stops_clock": "on"}, "kan inte stannas"), ({"status": "done"}, "giltigt alternativ")],
)
def test_a_stage_that_cannot_be_gets_a_sentence(office: Client, typed: dict[str, str], words: str) -> None:
    page = office.post(reverse("stages:add"), STAGE | typed).content.decode()
    assert words in page
    assert 'value="Beställt"' in page


def test_the_same_name_twice_gets_a_sentence(office: Client) -> None:
    Stage.objects.create(name_sv="Beställt")
    response = office.post(reverse("stages:add"), STAGE)
    assert response.status_code == 200
    assert Stage.objects.count() == 1


def test_the_list_shows_the_stage_as_it_looks(office: Client) -> None:
    Stage.objects.create(name_sv="Beställt", colour="red")
    assert "chip--stage-red" in office.get(reverse("stages:index")).content.decode()


def test_a_gate_is_made(office: Client) -> None:
    office.post(reverse("gates:add"), GATE)
    assert (Gate.objects.get().requires, Gate.objects.get().category) == ("photo", None)


@pytest.mark.parametrize("typed", [{"requires": "checklist"}, {"requires": "x"}])
def test_a_gate_that_asks_for_nothing_gets_a_sentence(office: Client, typed: dict[str, str]) -> None:
    response = office.post(reverse("gates:add"), GATE | typed)
    assert (response.status_code, Gate.objects.count()) == (200, 0)
    assert "error" in response.content.decode()


def test_the_list_leads_to_each_gate(office: Client, cast: Cast) -> None:
    gate = Gate.objects.create(requires="photo", category=cast.lift_category)
    page = office.get(reverse("gates:index")).content.decode()
    assert reverse("gates:edit", args=[gate.pk]) in page
    assert "Hiss: ett foto från oss" in page


def test_the_same_gate_twice_gets_a_sentence(office: Client) -> None:
    Gate.objects.create(requires="photo")
    assert "finns redan" in office.post(reverse("gates:add"), GATE).content.decode()


def test_a_checklist_is_made_with_its_first_version(office: Client) -> None:
    office.post(reverse("checklists:add"), checklist())
    version = ChecklistTemplate.objects.get().versions.get()
    assert (version.number, [item["label"]["sv"] for item in version.items]) == (1, ["Nödstopp"])


def test_a_changed_point_makes_a_version_and_a_changed_name_none(office: Client) -> None:
    office.post(reverse("checklists:add"), checklist())
    template = ChecklistTemplate.objects.get()
    kept = {"items-INITIAL_FORMS": "1", "items-0-id": str(template.items.get().pk), "items-0-is_required": ""}
    edit = reverse("checklists:edit", args=[template.pk])
    office.post(edit, checklist(**kept, name_sv="Hissen"))
    assert template.versions.count() == 1
    office.post(edit, checklist(**kept, **{"items-0-label_sv": "Nödstopp provat"}))
    assert [version.number for version in template.versions.all()] == [2, 1]


def test_a_checklist_without_points_gets_a_sentence(office: Client) -> None:
    office.post(reverse("checklists:add"), checklist(**{"items-TOTAL_FORMS": "0"}))
    assert not ChecklistTemplate.objects.exists()


def test_bounds_the_wrong_way_round_get_a_sentence(office: Client) -> None:
    bounds = {"items-0-kind": "number", "items-0-lowest": "5", "items-0-highest": "3"}
    page = office.post(reverse("checklists:add"), checklist(**bounds)).content.decode()
    assert "lägre än" in page
    assert not ChecklistTemplate.objects.exists()


@pytest.mark.parametrize("name", ["stages", "gates", "checklists"])
def test_it_goes_out_to_excel(office: Client, name: str) -> None:
    response = office.get(reverse(f"{name}:index"), {"export": "xlsx"})
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")

"""Stages, gates and checklists on the phone."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.pictures import upload
from workflows.actions.answer_checklist import answer_checklist
from workflows.actions.publish_checklist import publish_checklist
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.models import Case, ChecklistItem, ChecklistTemplate, FilledChecklist, Gate, Message, Stage
from workflows.seen import seen


@pytest.fixture
def tea(client: Client, cast: Cast) -> Client:
    client.force_login(cast.tea)
    return client


@pytest.fixture
def case(cast: Cast) -> Case:
    return start_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))


@pytest.fixture
def template(cast: Cast) -> ChecklistTemplate:
    made = ChecklistTemplate.objects.create(name_sv="Egenkontroll hiss")
    ChecklistItem.objects.create(template=made, sort_order=1, label_sv="Nödstopp provat")
    number = {"kind": "number", "label_sv": "Stannar på", "unit": "mm", "highest": 10}
    ChecklistItem.objects.create(template=made, sort_order=2, **number)
    publish_checklist(made)
    return made


def post(client: Client, case: Case, step: str, **data: Any) -> Any:
    return client.post(f"/field/{case.pk}/{step}/", {**seen(case), **data})


def now(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def waiting(**fields: Any) -> Stage:
    return Stage.objects.create(**{"name_sv": "Väntar på reservdel", "stops_clock": True, **fields})


def test_no_stages_no_button(tea: Client, case: Case) -> None:
    assert "Byt läge" not in tea.get(f"/field/{case.pk}/").content.decode()


def test_she_chooses_a_stage(tea: Client, case: Case) -> None:
    stage = waiting()
    assert f"/field/{case.pk}/stage/" in tea.get(f"/field/{case.pk}/").content.decode()
    assert post(tea, case, "stage", stage=stage.pk).status_code == 302
    assert (now(case).stage, now(case).status) == (stage, "waiting")
    assert "Väntar på reservdel" in tea.get("/field/waiting/").content.decode()


def test_a_second_tap_is_once(tea: Client, case: Case) -> None:
    stage = waiting()
    for _ in range(2):
        assert post(tea, case, "stage", stage=stage.pk).status_code == 302
    assert now(case).version == case.version + 1


def test_a_stage_that_is_not_offered_gets_a_sentence(tea: Client, cast: Cast, case: Case) -> None:
    response = post(tea, case, "stage", stage=waiting(category=cast.door_category).pk)
    assert response.status_code == 422
    assert "kan inte längre få det läget" in response.content.decode()


def test_pausing_offers_the_stages_that_wait(tea: Client, case: Case) -> None:
    stage = waiting(customer_text_sv="Delen är beställd")
    assert "Väntar på reservdel" in tea.get(f"/field/{case.pk}/pause/").content.decode()
    post(tea, case, "pause", chosen=stage.pk, words="Kommer på fredag")
    assert now(case).stage == stage
    assert now(case).events.latest("sequence").data["reason"] == "Delen är beställd. Kommer på fredag"


def test_pausing_asks_as_before_where_no_stage_waits(tea: Client, case: Case) -> None:
    post(tea, case, "pause", chosen="part")
    assert now(case).events.latest("sequence").data["reason"] == "Väntar på en reservdel."


def test_the_page_lists_what_is_missing_with_where_to_do_it(tea: Client, case: Case) -> None:
    Gate.objects.create(requires="article")
    page = tea.get(f"/field/{case.pk}/").content.decode()
    assert f'<a href="/field/{case.pk}/articles/">Registrera vad som använts' in page


def test_finishing_keeps_what_was_typed_and_says_what_is_missing(tea: Client, case: Case) -> None:
    Gate.objects.create(requires="article")
    response = post(tea, case, "finish", body="Bytte bromsbelägg", key="a" * 32)
    page = response.content.decode()
    assert (response.status_code, now(case).status) == (422, "in_progress")
    assert "Bytte bromsbelägg" in page
    assert "Registrera vad som använts" in page
    assert not Message.objects.exists()


def test_what_is_sent_with_the_step_opens_the_gate(tea: Client, case: Case) -> None:
    for requires in ("photo", "message"):
        Gate.objects.create(requires=requires)
    assert post(tea, case, "finish", key="a" * 32).status_code == 422
    assert post(tea, case, "finish", body="Klart", files=[upload()], key="a" * 32).status_code == 302
    assert now(case).status == "done"


def test_a_technician_is_offered_no_way_past(tea: Client, case: Case) -> None:
    Gate.objects.create(requires="article")
    assert "Gå vidare ändå" not in tea.get(f"/field/{case.pk}/finish/").content.decode()
    assert post(tea, case, "finish", override="Orkar inte", key="a" * 32).status_code == 422


def test_a_leader_goes_past_with_a_reason(client: Client, cast: Cast, case: Case) -> None:
    client.force_login(cast.lena)
    Gate.objects.create(requires="article")
    assert "Gå vidare ändå" in client.get(f"/field/{case.pk}/finish/").content.decode()
    assert post(client, case, "finish", override="Garanti", key="a" * 32).status_code == 302
    assert now(case).events.get(kind="finished").data["override_reason"] == "Garanti"


def test_nothing_used_is_one_button(tea: Client, case: Case) -> None:
    assert "Inget använt" in tea.get(f"/field/{case.pk}/articles/").content.decode()
    assert tea.post(f"/field/{case.pk}/articles/nothing/").status_code == 302
    assert now(case).nothing_used


def fill(client: Client, case: Case, template: ChecklistTemplate, value: str, number: str, **more: Any) -> Any:
    first, second = (item["key"] for item in template.versions.latest("number").items)
    data = {"revision": 0, f"v{first}": value, f"v{second}": number, **more}
    return client.post(f"/field/{case.pk}/checklists/{template.pk}/", data)


def test_a_checklist_is_saved_half_way(tea: Client, case: Case, template: ChecklistTemplate) -> None:
    assert fill(tea, case, template, "ok", "").status_code == 302
    assert not FilledChecklist.objects.get().is_complete
    assert "Sparad halvvägs av Tea Lind" in tea.get(f"/field/{case.pk}/").content.decode()


def test_a_checklist_is_done_with_a_comma_in_its_number(tea: Client, case: Case, template: ChecklistTemplate) -> None:
    assert fill(tea, case, template, "ok", "4,5", complete="1").status_code == 302
    assert [one["value"] for one in FilledChecklist.objects.get().answers] == ["ok", "4.5"]


@pytest.mark.parametrize(
    ("value", "number", "words"),
    [
        ("", "4", "Svara på det här innan du är klar."),
        ("not_ok", "4", "Skriv med några ord vad som är fel."),
        ("ok", "fyra", "Skriv ett tal, till exempel 2 eller 0,5."),
        ("x", "4", "giltigt alternativ"),
        ("ok", "1e400", ""),
    ],
)
def test_a_point_that_does_not_do_gets_its_sentence(
    tea: Client, case: Case, template: ChecklistTemplate, value: str, number: str, words: str
) -> None:
    response = fill(tea, case, template, value, number, complete="1")
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not FilledChecklist.objects.exists()


def test_who_comes_second_sees_both_and_may_save_again(
    tea: Client, case: Case, template: ChecklistTemplate, cast: Cast
) -> None:
    first = template.versions.get().items[0]["key"]
    nils = Actor.of(cast.nils, via="field")
    answer_checklist(case, template, {first: ("not_ok", "Glappar")}, by=nils, revision=0, complete=False)
    response = fill(tea, case, template, "ok", "3")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Nils Berg sparade checklistan under tiden" in page and "Glappar" in page
    assert fill(tea, case, template, "ok", "3", revision=1).status_code == 302
    assert FilledChecklist.objects.get().answers[0]["value"] == "ok"


def test_another_category_s_checklist_is_not_there(tea: Client, cast: Cast, case: Case) -> None:
    other = ChecklistTemplate.objects.create(name_sv="Egenkontroll port", category=cast.door_category)
    assert tea.get(f"/field/{case.pk}/checklists/{other.pk}/").status_code == 404
    assert tea.get(f"/field/{case.pk}/checklists/987654/").status_code == 404


def asked(client: Client) -> int:
    """The second time: what a page remembers is remembered then."""
    client.get("/field/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/field/")
    return len(queries)


def test_the_list_asks_no_more_for_stages(tea: Client, case: Case) -> None:
    first = asked(tea)
    stage = Stage.objects.create(name_sv="Återbesök bokat", status="in_progress")
    post(tea, case, "stage", stage=stage.pk)
    assert asked(tea) == first
    assert "Återbesök bokat" in tea.get("/field/").content.decode()

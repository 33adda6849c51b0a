"""Stages, gates and checklists in the case room."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from workflows.actions.answer_checklist import answer_checklist
from workflows.actions.approve_case import approve_case
from workflows.actions.finish_case import finish_case
from workflows.actions.publish_checklist import publish_checklist
from workflows.actions.set_stage import set_stage
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.models import Case, ChecklistItem, ChecklistTemplate, Gate, Stage
from workflows.seen import seen


@pytest.fixture
def case(cast: Cast) -> Case:
    return start_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))


def as_who(client: Client, cast: Cast, who: str) -> Client:
    client.force_login(getattr(cast, who))
    return client


def room(client: Client, case: Case) -> str:
    return client.get(reverse("cases:room", args=[case.pk])).content.decode()


def post(client: Client, case: Case, verb: str, **data: Any) -> Any:
    return client.post(reverse("cases:verb", args=[case.pk, verb]), {**seen(case), **data})


def test_it_offers_stages_where_there_are_any(client: Client, cast: Cast, case: Case) -> None:
    office = as_who(client, cast, "dora")
    assert "Byt läge" not in room(office, case)
    Stage.objects.create(name_sv="Väntar på reservdel")
    assert "Väntar på reservdel (väntar)" in room(office, case)


def test_it_shows_the_stage_and_keeps_it_in_the_history(client: Client, cast: Cast, case: Case) -> None:
    set_stage(case, Stage.objects.create(name_sv="Väntar på reservdel"), by=Actor.of(cast.tea, via="field"))
    page = room(as_who(client, cast, "dora"), case)
    assert "chip--stage-violet" in page
    assert "Tea Lind pausade arbetet: Väntar på reservdel" in page


def test_the_list_filters_by_stage(client: Client, cast: Cast, case: Case) -> None:
    stage = Stage.objects.create(name_sv="Beställt", status="in_progress")
    other = cast.opens_case(title="Något annat")
    set_stage(case, stage, by=Actor.of(cast.tea, via="field"))
    page = as_who(client, cast, "dora").get(reverse("cases:index"), {"stage": stage.pk}).content.decode()
    assert case.title in page and other.title not in page


def test_it_lists_what_is_missing_with_where_to_do_it(client: Client, cast: Cast, case: Case) -> None:
    for requires in ("article", "photo", "message"):
        Gate.objects.create(requires=requires)
    page = room(as_who(client, cast, "tea"), case)
    here = reverse("cases:room", args=[case.pk])
    assert f'<a href="{here}#articles">' in page and f'<a href="{here}#write">' in page
    assert reverse("cases:verb", args=[case.pk, "add_attachments"]) in page


def test_who_may_not_go_past_is_told_what_is_missing(client: Client, cast: Cast, case: Case) -> None:
    Gate.objects.create(requires="photo")
    tea = as_who(client, cast, "tea")
    assert "Gå vidare ändå" not in room(tea, case)
    response = post(tea, case, "finish_case", override="Orkar inte")
    assert response.status_code == 409
    assert "Lägg till ett foto av arbetet." in response.content.decode()


@pytest.mark.parametrize(("reason", "status"), [("", 422), ("Kameran är sönder", 302)])
def test_the_office_goes_past_with_a_reason(client: Client, cast: Cast, case: Case, reason: str, status: int) -> None:
    Gate.objects.create(requires="photo")
    office = as_who(client, cast, "dora")
    assert "Gå vidare ändå" in room(office, case)
    assert post(office, case, "finish_case", override=reason).status_code == status
    assert ("Kameran är sönder" in room(office, case)) is bool(reason)


def test_it_says_that_the_customer_has_approved(client: Client, cast: Cast, case: Case) -> None:
    Gate.objects.create(requires="article", verb="close")
    finish_case(case, by=Actor.of(cast.tea, via="field"))
    approve_case(case, by=Actor.of(cast.anna, via="portal"))
    page = room(as_who(client, cast, "dora"), case)
    assert "Kunden har godkänt arbetet." in page
    assert "Registrera vad som använts" in page


def test_it_shows_checklists_with_their_answers(client: Client, cast: Cast, case: Case) -> None:
    template = ChecklistTemplate.objects.create(name_sv="Egenkontroll hiss")
    key = str(ChecklistItem.objects.create(template=template, label_sv="Nödstopp provat").pk)
    publish_checklist(template)
    office = as_who(client, cast, "dora")
    assert "Inte påbörjad" in room(office, case)
    tea = Actor.of(cast.tea, via="field")
    answer_checklist(case, template, {key: ("not_ok", "Glappar")}, by=tea, revision=0, complete=True)
    page = room(office, case)
    assert "Nödstopp provat" in page and "Glappar" in page and "1 avvikelse" in page

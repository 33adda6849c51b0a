"""The status buttons."""

from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localtime

from tests.cast import Cast
from tests.pictures import upload
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.edit_case import edit_case
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.models import Attachment, Case, Message, Status
from workflows.seen import seen


@pytest.fixture
def tea(client: Client, cast: Cast) -> Client:
    client.force_login(cast.tea)
    return client


def press(client: Client, case: Case, step: str, **data: Any) -> Any:
    return client.post(f"/field/{case.pk}/{step}/", {**seen(case), **data})


def status(case: Case) -> str:
    return Case.objects.get(pk=case.pk).status


def started(cast: Cast) -> Case:
    tea = Actor.of(cast.tea, via="field")
    return start_case(acknowledge_case(cast.opens_case(), by=tea), by=tea)


def test_she_takes_a_case_of_the_team(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    assert press(tea, case, "acknowledge")["Location"] == f"/field/{case.pk}/"
    case.refresh_from_db()
    assert (case.status, case.responsible) == (Status.ACKNOWLEDGED, cast.tea)
    assert case.events.latest("sequence").via == "field"


def test_she_walks_the_whole_road(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    road = [("start", {}), ("pause", {"chosen": "part"}), ("resume", {}), ("finish", {})]
    ends = []
    for step, data in road:
        press(tea, case, step, **data)
        case.refresh_from_db()
        ends.append(case.status)
    assert ends == ["in_progress", "waiting", "in_progress", "done"]


def test_she_says_what_the_work_waits_for_in_the_customers_language(tea: Client, cast: Cast) -> None:
    case = started(cast)
    Case.objects.filter(pk=case.pk).update(reporter_language="en")
    press(tea, case, "pause", chosen="part", words="Kommer torsdag.")
    assert case.events.latest("sequence").data["reason"] == "Waiting for a spare part. Kommer torsdag."


@pytest.mark.parametrize(
    "data", [{}, {"chosen": "", "words": " "}, {"chosen": "x"}, {"chosen": "part", "words": "x" * 201}]
)
def test_it_asks_again_what_the_work_waits_for(tea: Client, cast: Cast, data: dict[str, str]) -> None:
    case = started(cast)
    response = press(tea, case, "pause", **data)
    assert response.status_code == 422 and "field__error" in response.content.decode()
    assert status(case) == Status.IN_PROGRESS


@pytest.mark.parametrize("step", ["pause", "finish"])
def test_it_shows_the_question_before(tea: Client, cast: Cast, step: str) -> None:
    case = started(cast)
    assert tea.get(f"/field/{case.pk}/{step}/").status_code == 200 and status(case) == Status.IN_PROGRESS


def test_she_finishes_with_last_words_and_a_photo(tea: Client, cast: Cast) -> None:
    case = started(cast)
    press(tea, case, "finish", body="Nu går den.", files=upload())
    message = case.messages.get()
    assert status(case) == Status.DONE and (message.body, message.attachments.count()) == ("Nu går den.", 1)
    assert not message.is_internal


def test_she_finishes_without_words(tea: Client, cast: Cast) -> None:
    press(tea, case := started(cast), "finish")
    assert status(case) == Status.DONE and not case.messages.exists()


def test_last_words_are_not_sent_when_somebody_was_faster(tea: Client, cast: Cast) -> None:
    case = started(cast)
    edit_case(case, by=Actor.of(cast.dora, via="admin"), title="Ny rubrik")
    response = press(tea, case, "finish", body="Nu går den.", files=upload())
    text = response.content.decode()
    assert response.status_code == 409 and status(case) == Status.IN_PROGRESS
    assert not Message.objects.exists() and not Attachment.objects.exists()
    assert all(words in text for words in ("Hissen står still", "Ny rubrik", "Dora Falk", "Nu går den."))


@pytest.mark.parametrize("step", ["acknowledge", "start"])
def test_she_is_told_which_colleague_took_it_first(tea: Client, cast: Cast, step: str) -> None:
    case = cast.opens_case()
    memory = seen(case)
    taken = acknowledge_case(case, by=Actor.of(cast.lena, via="field"))
    response = tea.post(f"/field/{case.pk}/{step}/", memory)
    assert taken.acknowledged_at is not None
    words = f"Lena Ek tog ärendet {localtime(taken.acknowledged_at):%H:%M}."
    assert response.status_code == 409 and words in response.content.decode()
    assert Case.objects.get(pk=case.pk).responsible == cast.lena


def test_what_she_typed_stands_on_the_page_when_she_came_too_late(tea: Client, cast: Cast) -> None:
    case = started(cast)
    edit_case(case, by=Actor.of(cast.dora, via="admin"), title="Ny")
    assert "Kommer torsdag." in press(tea, case, "pause", words="Kommer torsdag.").content.decode()


@pytest.mark.parametrize(("step", "data"), [("acknowledge", {}), ("start", {})])
def test_a_second_tap_is_once(tea: Client, cast: Cast, step: str, data: dict[str, str]) -> None:
    case = cast.opens_case()
    memory = seen(case)
    answers = [tea.post(f"/field/{case.pk}/{step}/", memory).status_code for _ in range(2)]
    assert answers == [302, 302] and case.events.count() == 2


def test_a_second_tap_on_done_sends_the_last_words_once(tea: Client, cast: Cast) -> None:
    case = started(cast)
    data = {**seen(case), "body": "Nu går den."}
    answers = [tea.post(f"/field/{case.pk}/finish/", data).status_code for _ in range(2)]
    assert answers == [302, 302] and case.messages.count() == 1


@pytest.mark.parametrize("step", ["resume", "acknowledge", "start"])
def test_it_says_in_a_sentence_what_the_status_does_not_allow(tea: Client, cast: Cast, step: str) -> None:
    case = started(cast)
    response = press(tea, case, step)
    assert response.status_code == 409 and "alert--error" in response.content.decode()
    assert status(case) == Status.IN_PROGRESS


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "9" * 40])
@pytest.mark.parametrize("step", ["acknowledge", "start", "pause", "finish"])
def test_it_bears_a_broken_version(tea: Client, cast: Cast, step: str, version: str) -> None:
    case = cast.opens_case()
    response = press(tea, case, step, version=version, words="x")
    assert response.status_code in {302, 422} and status(case) == Status.ASSIGNED


def test_she_loses_the_page_with_the_case(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    assign_case(case, by=Actor.of(cast.dora, via="admin"), person=cast.nils)
    assert press(tea, case, "acknowledge").status_code == 404

"""The customer's case page, through the log-in."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.set_stage import set_stage
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.models import Attachment, Case, Gate, Message, Stage, Status
from workflows.pictures import accept
from workflows.seen import seen
from workflows.writing import new_key

PAGES = {"", "files/1/", "files/1/thumbnail/"}


@pytest.fixture
def anna(client: Client, cast: Cast) -> Client:
    client.force_login(cast.anna)
    return client


def done(cast: Cast) -> Case:
    tea = Actor.of(cast.tea, via="field")
    return finish_case(acknowledge_case(cast.opens_case(), by=tea), by=tea)


def html(client: Client, case: Case) -> str:
    return client.get(f"/portal/{case.pk}/").content.decode()


def test_it_says_where_the_case_stands_and_who_answers(anna: Client, cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    text = html(anna, case)
    assert "Tas om hand" in text and "Tea Lind har sett ditt ärende" in text


def test_it_says_what_the_work_waits_for(anna: Client, cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    pause_case(case, by=Actor.of(cast.tea, via="field"), reason="Väntar på en reservdel.")
    assert html(anna, case).count("Väntar på en reservdel.") == 2


@pytest.mark.parametrize("status", [Status.ASSIGNED, Status.DONE, Status.CANCELLED, Status.CLOSED])
def test_it_draws_every_status(anna: Client, cast: Cast, status: str) -> None:
    case = cast.opens_case()
    Case.objects.filter(pk=case.pk).update(status=status)
    assert anna.get(f"/portal/{case.pk}/").status_code == 200


def test_it_never_shows_what_is_internal(anna: Client, cast: Cast) -> None:
    case = cast.opens_case()
    tea = Actor.of(cast.tea, via="field")
    write_message(case, "hemlig anteckning", by=tea, internal=True, files=[accept(upload())])
    text = html(anna, case)
    assert "hemlig" not in text and "4711" not in text and "/files/" not in text


def test_it_shows_what_she_answered_in_the_form(anna: Client, cast: Cast) -> None:
    text = html(anna, cast.opens_case(answers=[["Vilken hiss?", "Den <vänstra>"]]))
    assert "Vilken hiss?" in text and "Den &lt;vänstra&gt;" in text


@pytest.mark.parametrize("path", ["", "message/", "approve/", "reopen/", "files/1/", "files/1/thumbnail/"])
def test_a_foreign_case_looks_like_a_missing_one(anna: Client, cast: Cast, path: str) -> None:
    foreign = cast.foreign_case()
    for pk in (foreign.pk, foreign.pk + 1000, 10**30):
        for method in (anna.get, anna.post):
            response = method(f"/portal/{pk}/{path}")
            refusal = 405 if method == anna.post and path in PAGES else 404  # nobody posts to these
            assert response.status_code == refusal and CANARY not in response.content.decode()


def test_it_sends_a_follow_up_with_a_photo(anna: Client, cast: Cast) -> None:
    case = cast.opens_case()
    response = anna.post(f"/portal/{case.pk}/message/", {"body": "Den låter nu.", "files": upload(), "key": new_key()})
    assert response["Location"] == f"/portal/{case.pk}/?sent=1#history"
    message = case.messages.get()
    assert (message.body, message.attachments.count()) == ("Den låter nu.", 1)
    assert message.event.via == "portal" and message.contact == cast.anna.contact


def test_it_stores_a_follow_up_once_that_was_sent_twice(anna: Client, cast: Cast) -> None:
    case, key = cast.opens_case(), new_key()
    for _ in range(2):
        anna.post(f"/portal/{case.pk}/message/", {"body": "Hej", "key": key})
    assert Message.objects.count() == 1


def test_a_key_of_another_case_swallows_nothing(anna: Client, cast: Cast) -> None:
    key = new_key()
    for case in (cast.opens_case(), cast.opens_case()):
        anna.post(f"/portal/{case.pk}/message/", {"body": "Hej", "key": key})
    assert Message.objects.count() == 2


def test_it_keeps_what_was_typed_when_a_file_is_refused(anna: Client, cast: Cast) -> None:
    case = cast.opens_case()
    data = {"body": "Så här ser det ut", "files": upload("virus.exe", b"MZ")}
    response = anna.post(f"/portal/{case.pk}/message/", data)
    text = response.content.decode()
    assert response.status_code == 422 and "Så här ser det ut" in text and "virus.exe" in text
    assert not Message.objects.exists() and not Attachment.objects.exists()


def test_it_limits_how_much_she_writes_and_keeps_the_words(
    anna: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.case_page.POSTS", {"most": 1, "seconds": 600})
    case = cast.opens_case()
    anna.post(f"/portal/{case.pk}/message/", {"body": "Ett"})
    response = anna.post(f"/portal/{case.pk}/message/", {"body": "Två"})
    assert response.status_code == 429 and "Två" in response.content.decode()
    assert case.messages.count() == 1


@pytest.mark.parametrize("path", ["message/", "approve/", "reopen/"])
def test_a_reload_of_an_address_for_posts_leads_to_the_case(anna: Client, cast: Cast, path: str) -> None:
    case = cast.opens_case()
    assert anna.get(f"/portal/{case.pk}/{path}")["Location"] == f"/portal/{case.pk}/"


def test_she_approves_what_is_done(anna: Client, cast: Cast) -> None:
    case = done(cast)
    assert "Ja, allt är bra" in html(anna, case)
    anna.post(f"/portal/{case.pk}/approve/", seen(case))
    case.refresh_from_db()
    assert case.status == Status.CLOSED and "Du godkände arbetet" in html(anna, case)


def test_she_reopens_with_a_reason(anna: Client, cast: Cast) -> None:
    case = done(cast)
    anna.post(f"/portal/{case.pk}/reopen/", {**seen(case), "reason": "Den knarrar än."})
    case.refresh_from_db()
    assert case.status == Status.ASSIGNED and case.responsible == cast.tea and "Den knarrar än." in html(anna, case)


def test_she_must_say_what_is_left(anna: Client, cast: Cast) -> None:
    case = done(cast)
    response = anna.post(f"/portal/{case.pk}/reopen/", {**seen(case), "reason": " "})
    case.refresh_from_db()
    assert response.status_code == 422 and case.status == Status.DONE


def test_she_cannot_approve_what_is_not_done(anna: Client, cast: Cast) -> None:
    case = cast.opens_case()
    response = anna.post(f"/portal/{case.pk}/approve/", seen(case))
    case.refresh_from_db()
    assert response.status_code == 409 and case.status == Status.ASSIGNED


def test_she_sees_both_when_somebody_was_faster(anna: Client, cast: Cast) -> None:
    case = done(cast)
    memory = seen(case)
    anna.post(f"/portal/{case.pk}/approve/", memory)
    response = anna.post(f"/portal/{case.pk}/reopen/", {**memory, "reason": "Den knarrar än."})
    text = response.content.decode()
    assert response.status_code == 409
    assert all(word in text for word in ("Klart", "Avslutat", "Den knarrar än."))


def test_a_second_tap_on_approve_is_once(anna: Client, cast: Cast) -> None:
    case = done(cast)
    memory = seen(case)
    answers = [anna.post(f"/portal/{case.pk}/approve/", memory).status_code for _ in range(2)]
    assert answers == [302, 302] and case.events.filter(kind="closed").count() == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_it_bears_a_broken_version(anna: Client, cast: Cast, version: str) -> None:
    case = done(cast)
    for path in ("approve/", "reopen/"):
        response = anna.post(f"/portal/{case.pk}/{path}", {"version": version, "reason": "x"})
        assert response.status_code in {302, 422}
    case.refresh_from_db()
    assert case.status == Status.DONE


def test_she_gets_her_files_and_no_internal_ones(anna: Client, cast: Cast) -> None:
    case = cast.opens_case()
    tea = Actor.of(cast.tea, via="field")
    public = write_message(case, "", by=tea, files=[accept(upload())]).attachments.get()
    internal = write_message(case, "", by=tea, internal=True, files=[accept(upload())]).attachments.get()
    assert anna.get(f"/portal/{case.pk}/files/{public.pk}/").status_code == 200
    assert anna.get(f"/portal/{case.pk}/files/{public.pk}/thumbnail/")["Content-Type"] == "image/jpeg"
    assert anna.get(f"/portal/{case.pk}/files/{internal.pk}/").status_code == 404


def test_a_file_is_not_found_under_another_case(anna: Client, cast: Cast) -> None:
    foreign = write_message(cast.foreign_case(), "", by=SYSTEM, files=[accept(upload())]).attachments.get()
    assert anna.get(f"/portal/{cast.opens_case().pk}/files/{foreign.pk}/").status_code == 404


def test_it_says_why_a_case_was_cancelled(anna: Client, cast: Cast) -> None:
    case = cancel_case(cast.opens_case(), by=Actor.of(cast.dora, via="admin"), reason="Redan anmält.")
    text = html(anna, case)
    assert "Redan anmält." in text and 'class="road"' not in text


def test_it_asks_the_database_as_often_for_a_long_history(
    anna: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    case = cast.opens_case()
    write_message(case, "Hej", by=SYSTEM, files=[accept(upload())])
    html(anna, case)
    with django_assert_num_queries(9):
        html(anna, case)
    for _ in range(30):
        write_message(case, "Hej", by=SYSTEM, files=[accept(upload())])
    with django_assert_num_queries(9):
        html(anna, case)


@pytest.mark.parametrize(("text", "shown"), [("Delen är beställd", "Delen är beställd"), ("", "Väntar")])
def test_she_reads_the_stage_s_words_for_her_and_never_its_name(
    anna: Client, cast: Cast, text: str, shown: str
) -> None:
    tea = Actor.of(cast.tea, via="field")
    stage = Stage.objects.create(name_sv="Hemligt internt", customer_text_sv=text, colour="red")
    case = set_stage(acknowledge_case(cast.opens_case(), by=tea), stage, by=tea)
    for page in (html(anna, case), anna.get("/portal/").content.decode()):
        assert shown in page
        assert "Hemligt internt" not in page
        assert ("chip--stage-red" in page) is bool(text)


def test_her_approval_is_taken_although_a_gate_of_ours_is_closed(anna: Client, cast: Cast) -> None:
    Gate.objects.create(requires="article", verb="close")
    case = done(cast)
    for _ in range(2):
        assert anna.post(f"/portal/{case.pk}/approve/", seen(case)).status_code == 302
    page = html(anna, case)
    assert "Du har godkänt arbetet" in page
    assert "artik" not in page
    assert f"/portal/{case.pk}/approve/" not in page
    assert f"/portal/{case.pk}/reopen/" in page
    assert Case.objects.get(pk=case.pk).approved_at is not None


def test_she_does_not_read_why_we_went_past_a_gate(anna: Client, cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    Gate.objects.create(requires="photo")
    finish_case(case, by=Actor.of(cast.dora, via="admin"), override="Kameran är sönder")
    assert "Kameran" not in html(anna, case)


def test_it_shows_what_belongs_together_as_far_as_she_sees_it(client: Client, cast: Cast) -> None:
    first, hidden = cast.opens_case(title="Ursprunget"), cast.foreign_case()
    second = cast.opens_case(title="Anmält via koden", concerns=first)
    Case.objects.filter(pk=hidden.pk).update(concerns=first)
    client.force_login(cast.anna)
    assert "Anmält via koden" in (page := client.get(f"/portal/{first.pk}/").content.decode())
    assert "Ursprunget" in client.get(f"/portal/{second.pk}/").content.decode()
    assert hidden.title not in page

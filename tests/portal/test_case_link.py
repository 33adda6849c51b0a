"""The one-case link: the same page without log-in."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.finish_case import finish_case
from workflows.actions.open_case import open_case
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.models import Case, CaseEvent, CaseLink, Company, Message, Status
from workflows.models.case_link import new_token
from workflows.pictures import accept
from workflows.seen import seen


def url(case: Case, path: str = "") -> str:
    return f"/c/{case.links.get().token}/{path}"


def scanned(cast: Cast, **fields: Any) -> Case:
    """Bo, whom we do not know, scanned a code."""
    draft = Case(title="Trasigt", source="code", worksite=cast.storgatan, **{"reporter_name": "Bo", **fields})
    return open_case(draft, by=Actor(None, None, draft.reporter_name, "form"))


def test_it_shows_the_case_without_log_in(client: Client, cast: Cast) -> None:
    response = client.get(url(cast.opens_case()))
    assert response.status_code == 200 and "Hissen står still" in response.content.decode()


def test_it_is_for_the_holder_alone(client: Client, cast: Cast) -> None:
    response = client.get(url(cast.opens_case()))
    assert response["X-Robots-Tag"] == "noindex, nofollow" and response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store" and 'content="noindex' in response.content.decode()


@pytest.mark.parametrize("token", ["x", "x" * 22, "x" * 64, "..", "%00" * 22, "å" * 22])
@pytest.mark.parametrize("path", ["", "message/", "approve/", "reopen/", "files/1/"])
def test_a_token_that_never_was_is_not_found(client: Client, cast: Cast, token: str, path: str) -> None:
    cast.opens_case()
    assert client.get(f"/c/{token}/{path}").status_code == 404
    assert client.post(f"/c/{token}/{path}", {"body": "x"}).status_code in (404, 405)


def test_a_token_of_other_case_is_not_taken(client: Client, cast: Cast) -> None:
    assert client.get(url(cast.opens_case()).swapcase()).status_code == 404


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("", "get"),
        ("files/1/", "get"),
        ("message/", "get"),
        ("message/", "post"),
        ("approve/", "post"),
        ("reopen/", "post"),
    ],
)
def test_a_revoked_link_explains_itself_and_leaks_nothing(client: Client, cast: Cast, path: str, method: str) -> None:
    case = cast.opens_case()
    address = url(case, path)
    case.links.update(revoked_at=timezone.now())
    response = getattr(client, method)(address, {"body": "Hej"})
    text = response.content.decode()
    assert response.status_code == 410 and "Länken gäller inte längre" in text
    assert "Hissen" not in text and "Storgatan" not in text and "Anna" not in text
    assert not Message.objects.exists()


def test_reading_changes_nothing(client: Client, cast: Cast) -> None:
    """Mail scanners open every link of a mail."""
    case = cast.opens_case()
    before = (Case.objects.values().get(pk=case.pk), CaseEvent.objects.count(), CaseLink.objects.values().get())
    for path in ("", "message/", "approve/", "reopen/"):
        client.get(url(case, path))
        client.head(url(case, path))
    assert before == (Case.objects.values().get(pk=case.pk), CaseEvent.objects.count(), CaseLink.objects.values().get())


def test_the_holder_writes_and_adds_photos(client: Client, cast: Cast) -> None:
    case = cast.opens_case()
    client.post(url(case, "message/"), {"body": "Ny portkod", "files": upload()})
    message = case.messages.get()
    assert (message.author_name, message.contact, message.attachments.count()) == ("Anna Ström", cast.anna.contact, 1)
    assert message.event.via == "link"


def test_a_stranger_writes_under_the_name_she_gave(client: Client, cast: Cast) -> None:
    case = scanned(cast)
    client.post(url(case, "message/"), {"body": "Hej"})
    assert case.messages.get().author_name == "Bo"


def test_the_holder_approves_and_reopens(client: Client, cast: Cast) -> None:
    tea = Actor.of(cast.tea, via="field")
    case = finish_case(acknowledge_case(cast.opens_case(), by=tea), by=tea)
    client.post(url(case, "approve/"), seen(case))
    case.refresh_from_db()
    assert case.status == Status.CLOSED
    client.post(url(case, "reopen/"), {**seen(case), "reason": "Igen"})
    case.refresh_from_db()
    assert case.status == Status.ASSIGNED


def test_it_never_shows_what_is_internal(client: Client, cast: Cast) -> None:
    case = cast.opens_case()
    note = write_message(case, "hemlig", by=Actor.of(cast.tea, via="field"), internal=True, files=[accept(upload())])
    assert "hemlig" not in client.get(url(case)).content.decode()
    assert client.get(url(case, f"files/{note.attachments.get().pk}/")).status_code == 404


def test_it_names_nobody_else_at_the_customer(client: Client, cast: Cast) -> None:
    case = scanned(cast)
    write_message(case, "Har någon tid?", by=Actor.of(cast.anna, via="portal"))
    text = client.get(url(case)).content.decode()
    assert "Har någon tid?" in text and "Anna" not in text and "070-111" not in text


def test_somebody_with_a_second_link_reads_no_answers_of_the_reporter(client: Client, cast: Cast) -> None:
    case = scanned(
        cast, reporter_name="Bosse Bromma", reporter_email="bo@bo.example", answers=[["Din telefon", "070-999 88 77"]]
    )
    other = CaseLink.objects.create(case=case, name="Ny ägare", email="ny@ny.example")
    assert "070-999" in client.get(f"/c/{case.links.exclude(pk=other.pk).get().token}/").content.decode()
    text = client.get(f"/c/{other.token}/").content.decode()
    assert "070-999" not in text and "Bosse" not in text


def test_staff_read_a_customers_link_and_write_nothing_there(client: Client, cast: Cast) -> None:
    case = cast.opens_case()
    client.force_login(cast.tea)
    assert "kundens egen länk" in client.get(url(case)).content.decode()
    for path in ("message/", "approve/", "reopen/"):
        assert client.post(url(case, path), {"body": "x"}).status_code == 404
    assert not Message.objects.exists()


def test_it_speaks_the_reporters_language_until_another_is_chosen(client: Client, cast: Cast) -> None:
    case = scanned(cast, reporter_language="en")
    response = client.get(url(case))
    assert "Write to us" in response.content.decode() and response["Content-Language"] == "en"
    client.cookies["django_language"] = "sv"
    assert "Skriv till oss" in client.get(url(case)).content.decode()


def test_it_gives_no_file_of_another_case(client: Client, cast: Cast) -> None:
    foreign = write_message(cast.foreign_case(), "", by=SYSTEM, files=[accept(upload())]).attachments.get()
    response = client.get(url(cast.opens_case(), f"files/{foreign.pk}/"))
    assert response.status_code == 404 and CANARY not in response.content.decode()


def test_a_link_opens_nothing_else(client: Client, cast: Cast) -> None:
    case = cast.opens_case()
    client.get(url(case))
    assert client.get(f"/portal/{case.pk}/").status_code == 302


def test_tokens_are_never_alike() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000 and len(new_token()) == 22


def test_it_asks_the_database_as_often_for_a_long_history(
    client: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    case = cast.opens_case()
    address = url(case)
    Company.shown()
    with django_assert_num_queries(4):
        client.get(address)
    for _ in range(30):
        write_message(case, "Hej", by=SYSTEM)
    with django_assert_num_queries(4):
        client.get(address)

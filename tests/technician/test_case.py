"""One case in the technician's hand."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.cast import CANARY, Cast
from tests.pictures import upload
from workflows import checklists, gates, stages
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.models import Case, Company, Contact, Message, UsedArticle
from workflows.notifications.rules import says_it_mails
from workflows.pictures import accept
from workflows.seen import seen
from workflows.writing import new_key

READ = ["", "files/1/", "files/1/thumbnail/"]
ASK = ["pause/", "finish/", "articles/"]
POST = ["acknowledge/", "start/", "resume/", "message/", "note/", "photos/", "articles/1/remove/"]


@pytest.fixture
def tea(client: Client, cast: Cast) -> Client:
    client.force_login(cast.tea)
    return client


def html(client: Client, case: Case) -> str:
    return client.get(f"/field/{case.pk}/").content.decode()


@pytest.mark.parametrize("path", [*READ, *ASK, *POST])
def test_a_foreign_case_looks_like_a_missing_one(tea: Client, cast: Cast, path: str) -> None:
    foreign = cast.foreign_case()
    before = Case.objects.values().get(pk=foreign.pk)
    for pk in (foreign.pk, foreign.pk + 1000, 10**30):
        response = tea.get(f"/field/{pk}/{path}")
        assert response.status_code == 404 and CANARY not in response.content.decode()
        response = tea.post(f"/field/{pk}/{path}", {**seen(foreign), "body": "x", "words": "x"})
        assert response.status_code == (405 if path in READ else 404)
    assert before == Case.objects.values().get(pk=foreign.pk) and not Message.objects.exists()


@pytest.mark.parametrize("path", [*READ, *ASK, *POST])
@pytest.mark.parametrize("who", ["anna", "edda"])
def test_it_does_not_exist_for_those_who_do_no_field_work(client: Client, cast: Cast, who: str, path: str) -> None:
    case = cast.opens_case()
    client.force_login(getattr(cast, who))
    assert client.get(f"/field/{case.pk}/{path}").status_code == 404
    assert client.post(f"/field/{case.pk}/{path}", seen(case)).status_code in {404, 405}


@pytest.mark.parametrize("path", POST)
def test_a_reload_of_an_address_for_posts_leads_to_the_case(tea: Client, cast: Cast, path: str) -> None:
    case = cast.opens_case()
    assert tea.get(f"/field/{case.pk}/{path}")["Location"] == f"/field/{case.pk}/"


def test_it_says_where_who_and_how_to_get_in(tea: Client, cast: Cast) -> None:
    text = html(tea, cast.opens_case(equipment=cast.lift))
    for words in (
        "Storgatan 1",
        "Portkod 4711",
        "Anna Ström",
        "tel:0701112233",
        "Hiss A",
        "Brf Björken",
        "destination=Storgatan",
    ):
        assert words in text


def test_it_names_the_contact_person_when_another_reported(tea: Client, cast: Cast) -> None:
    bo = Contact.objects.create(customer=cast.bjorken, name="Bo", phone="08-1")
    text = html(tea, cast.opens_case(reporter=bo))
    assert "tel:081" in text and "Anna Ström" in text


def test_it_bears_a_case_with_nearly_nothing_in_it(tea: Client, cast: Cast) -> None:
    case = cast.opens_case(worksite=None, place="", category=None, reporter=None, description="", responsible=cast.tea)
    assert "Hissen står still" in html(tea, case)


def test_it_shows_what_happened_there_before_of_what_she_may_see(tea: Client, cast: Cast) -> None:
    for number in range(7):
        cast.opens_case(title=f"Fel {number}")
    cast.opens_case(title="Dolt fel", responsible=cast.nils)
    text = html(tea, cast.opens_case())
    assert "Fel 6" in text and "Fel 2" in text and "Fel 1" not in text and "Dolt fel" not in text


def test_it_shows_the_case_that_it_concerns_if_she_may_see_it(tea: Client, cast: Cast) -> None:
    seen_case, hidden = cast.opens_case(title="Ursprunget", worksite=None, place="x"), cast.foreign_case()
    assert "Ursprunget" in html(tea, cast.opens_case(concerns=seen_case))
    assert CANARY not in html(tea, cast.opens_case(concerns=hidden))


def test_it_offers_the_likeliest_step_first(tea: Client, cast: Cast) -> None:
    text = html(tea, cast.opens_case())
    assert text.index("/acknowledge/") < text.index("/start/") and "/finish/" not in text


def test_it_offers_no_step_when_the_case_has_ended(tea: Client, cast: Cast) -> None:
    text = html(tea, cancel_case(cast.opens_case(), by=SYSTEM))
    assert "action-bar" not in text and "/message/" in text and "/articles/" not in text


def test_it_says_who_gets_a_message(tea: Client, cast: Cast) -> None:
    assert "anna@bjorken.example" in html(tea, cast.opens_case())
    nameless = cast.opens_case(reporter=None, reporter_name="Bo")
    assert "lämnade ingen e-postadress" in html(tea, nameless)


def test_it_hides_prices(tea: Client, cast: Cast, client: Client) -> None:
    case = cast.opens_case()
    use_article(case, cast.article, 2, by=SYSTEM)
    for path in ("", "articles/", "articles/?q=lås"):
        shown = (
            BeautifulSoup(tea.get(f"/field/{case.pk}/{path}").content, "html.parser")
            .get_text(" ")
            .replace(case.number, "")
        )
        assert "Låskolv" in shown and "499" not in shown and "249" not in shown


def test_it_shows_prices_to_those_who_see_money(client: Client, cast: Cast) -> None:
    case = cast.opens_case()
    use_article(case, cast.article, 2, by=SYSTEM)
    client.force_login(cast.dora)
    assert "499,00" in html(client, case)


def test_it_sends_a_message_to_the_customer(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    response = tea.post(f"/field/{case.pk}/message/", {"body": "Vi kommer", "files": upload(), "key": new_key()})
    assert response["Location"] == f"/field/{case.pk}/?sent=1#history"
    message = case.messages.get()
    assert not message.is_internal and message.attachments.get().is_public and message.event.via == "field"


def test_it_keeps_a_note_and_its_photos_internal(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    tea.post(f"/field/{case.pk}/note/", {"body": "Nyckeln fattas", "files": upload()})
    note = case.messages.get()
    assert note.is_internal and not note.attachments.get().is_public and not note.event.is_public


@pytest.mark.parametrize(("path", "count"), [("message/", 1), ("note/", 1)])
def test_it_stores_once_what_was_sent_twice(tea: Client, cast: Cast, path: str, count: int) -> None:
    case, key = cast.opens_case(), new_key()
    for _ in range(2):
        tea.post(f"/field/{case.pk}/{path}", {"body": "Hej", "key": key})
    assert case.messages.count() == count


def test_a_note_never_swallows_a_message_with_the_same_key(tea: Client, cast: Cast) -> None:
    case, key = cast.opens_case(), new_key()
    for path in ("note/", "message/"):
        tea.post(f"/field/{case.pk}/{path}", {"body": "Hej", "key": key})
    assert case.messages.count() == 2


@pytest.mark.parametrize("path", ["message/", "note/"])
def test_it_keeps_the_words_when_a_file_is_refused(tea: Client, cast: Cast, path: str) -> None:
    case = cast.opens_case()
    data = {"body": "Så här ser det ut", "files": upload("x.exe", b"MZ")}
    response = tea.post(f"/field/{case.pk}/{path}", data)
    text = response.content.decode()
    assert response.status_code == 422 and "Så här ser det ut" in text and "x.exe" in text
    assert not Message.objects.exists()


def test_it_adds_photos_for_the_customer_or_for_us(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    tea.post(f"/field/{case.pk}/photos/", {"files": [upload(), upload()], "is_public": "on"})
    tea.post(f"/field/{case.pk}/photos/", {"files": upload()})
    assert sorted(case.attachments.values_list("is_public", flat=True)) == [False, True, True]


def test_it_adds_photos_once_that_were_sent_twice(tea: Client, cast: Cast) -> None:
    case, key = cast.opens_case(), new_key()
    for _ in range(2):
        tea.post(f"/field/{case.pk}/photos/", {"files": upload(), "key": key})
    assert case.attachments.count() == 1


def test_it_asks_for_a_photo_when_there_is_none(tea: Client, cast: Cast) -> None:
    response = tea.post(f"/field/{cast.opens_case().pk}/photos/", {})
    assert response.status_code == 422 and "minst ett foto" in response.content.decode()


def test_she_gets_every_file_of_the_case_and_none_of_another(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    by = Actor.of(cast.tea, via="field")
    note = write_message(case, "", by=by, internal=True, files=[accept(upload())]).attachments.get()
    foreign = write_message(cast.foreign_case(), "", by=SYSTEM, files=[accept(upload())]).attachments.get()
    assert tea.get(f"/field/{case.pk}/files/{note.pk}/")["Content-Type"] == "image/jpeg"
    assert tea.get(f"/field/{case.pk}/files/{foreign.pk}/").status_code == 404


def test_it_escapes_what_others_wrote(tea: Client, cast: Cast) -> None:
    attack = "<script>alert(1)</script>"
    case = cast.opens_case(title=attack, description=attack, answers=[[attack, attack]])
    write_message(case, attack, by=Actor.of(cast.anna, via="portal"))
    assert attack not in html(tea, case)


def test_it_says_by_when_to_acknowledge_until_somebody_has(tea: Client, cast: Cast) -> None:
    case = cast.opens_case()
    assert "Kvittera senast" not in html(tea, case)
    Case.objects.filter(pk=case.pk).update(acknowledge_by=datetime(2026, 5, 12, 12, 30, tzinfo=UTC))
    assert "Kvittera senast <strong>12 maj 14:30</strong>" in html(tea, case)
    acknowledge_case(case, by=Actor.of(cast.tea, via="field"))
    assert "Kvittera senast" not in html(tea, case)


def test_it_asks_the_database_as_often_for_a_long_history(
    tea: Client, cast: Cast, django_assert_num_queries: Any
) -> None:
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    Company.shown(), says_it_mails(), stages.known(), gates.known(), checklists.known()
    with django_assert_num_queries(12):
        html(tea, case)
    for number in range(30):
        write_message(case, "Hej", by=SYSTEM, files=[accept(upload())] if number % 10 == 0 else ())
        use_article(case, cast.article, 1, by=SYSTEM)
        cast.opens_case()
    assert UsedArticle.objects.count() == 30
    with django_assert_num_queries(12):
        html(tea, case)

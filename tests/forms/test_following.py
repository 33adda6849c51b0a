"""A customer who writes sees what is open at the place, is asked once about it, and can go on there instead."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms import following
from forms.models import IntakeFormPage, QrCode
from tests.cast import CANARY, Cast
from tests.forms.sender import DEVIATION, REQUEST, key_in, send
from tests.pictures import upload
from workflows.models import Case, Status

pytestmark = pytest.mark.django_db
Pages = dict[str, IntakeFormPage]
ASKED = "Är det något av dessa?"


@pytest.fixture
def anna(client: Client, cast: Cast) -> Client:
    client.force_login(cast.anna)
    return client


@pytest.fixture
def before(cast: Cast) -> Case:
    return cast.opens_case(title="Hissen skakar")


def full(cast: Cast) -> dict[str, Any]:
    return REQUEST | {"var_ar_det-site": str(cast.storgatan.pk), "beratta_mer": "Den <står> på plan 2"}


def again(answer: Any, data: dict[str, Any]) -> dict[str, Any]:
    """What her browser would send of the page that asked."""
    looked = re.search(r'name="looked" value="(\d*)"', answer.content.decode())
    assert looked
    return data | {"submission-key": key_in(answer), "looked": looked[1]}


def test_it_asks_once_before_sending(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    url, data = pages["request"].url, full(cast)
    asked = send(anna, url, data)
    text = asked.content.decode()
    assert asked.status_code == 200 and ASKED in text and f'href="/portal/{before.pk}/"' in text
    assert 'value="Hissen står"' in text and Case.objects.count() == 1
    assert anna.post(url, again(asked, data)).url.startswith("/q/receipt/") and Case.objects.count() == 2


def test_it_keeps_the_key_and_the_photos_while_it_asks(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    url, data = pages["request"].url, full(cast)
    key = key_in(anna.get(url))
    asked = anna.post(url, data | {"submission-key": key, "foton": upload("a.jpg")})
    assert key_in(asked) == key and "1 foto är redan med" in asked.content.decode()
    anna.post(url, again(asked, data))
    assert Case.objects.exclude(pk=before.pk).get().attachments.count() == 1


def test_it_asks_nobody_who_saw_them_while_writing(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    data = full(cast) | {"looked": str(cast.storgatan.pk)}
    assert send(anna, pages["request"].url, data).status_code == 302


def test_it_asks_again_about_another_place(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    assert ASKED in send(anna, pages["request"].url, full(cast) | {"looked": "999999"}).content.decode()


def test_it_asks_about_open_cases_of_the_form_s_category_alone(
    anna: Client, cast: Cast, pages: Pages, before: Case
) -> None:
    IntakeFormPage.objects.update(category=cast.door_category)
    assert send(anna, pages["request"].url, full(cast)).status_code == 302
    IntakeFormPage.objects.update(category=cast.lift_category)
    assert send(anna, pages["request"].url, full(cast)).status_code == 200


def test_it_asks_neither_strangers_nor_staff(cast: Cast, pages: Pages, before: Case, code: QrCode) -> None:
    assert send(Client(), f"/q/{code.token}/", DEVIATION).status_code == 302
    dora = Client()
    dora.force_login(cast.dora)
    assert send(dora, f"/q/{code.token}/?report=1", DEVIATION).status_code == 302


def test_it_shows_them_at_a_code_and_asks_no_more(anna: Client, before: Case, code: QrCode) -> None:
    url = f"/q/{code.token}/"
    shown = anna.get(url)
    assert "Hissen skakar" in shown.content.decode()
    assert anna.post(url, again(shown, DEVIATION)).status_code == 302


def test_it_asks_at_a_code_about_what_came_in_meanwhile(anna: Client, cast: Cast, code: QrCode) -> None:
    shown = anna.get(f"/q/{code.token}/")
    cast.opens_case(title="Hissen skakar")
    assert ASKED in anna.post(f"/q/{code.token}/", again(shown, DEVIATION)).content.decode()


def test_she_follows_one_and_what_she_wrote_lies_ready(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    answer = send(anna, pages["request"].url, full(cast) | {"follow": str(before.pk)})
    assert answer.url == f"/portal/{before.pk}/#write" and Case.objects.count() == 1
    text = anna.get(f"/portal/{before.pk}/").content.decode()
    assert "Hissen står\n\nDen &lt;står&gt; på plan 2</textarea>" in text
    assert before.events.filter(kind="message").count() == 0
    assert "Fotona" not in text


def test_what_lies_ready_is_gone_once_it_is_sent(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    send(anna, pages["request"].url, full(cast) | {"follow": str(before.pk)})
    anna.post(f"/portal/{before.pk}/message/", {"body": "Den står igen", "key": "a" * 32})
    assert "Hissen står\n\n" not in anna.get(f"/portal/{before.pk}/").content.decode()


def test_it_lies_ready_at_that_case_alone(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    other = cast.opens_case(title="Dörren")
    send(anna, pages["request"].url, full(cast) | {"follow": str(before.pk)})
    assert "Den &lt;står&gt;" not in anna.get(f"/portal/{other.pk}/").content.decode()


def test_an_unfinished_form_can_be_left_for_a_case(anna: Client, pages: Pages, before: Case) -> None:
    answer = send(anna, pages["request"].url, {"vad_galler_det": "x\x00" * 300, "follow": str(before.pk)})
    assert answer.status_code == 302
    assert "x" * 300 in anna.get(f"/portal/{before.pk}/").content.decode()


def test_it_says_that_photos_do_not_come_along(anna: Client, cast: Cast, pages: Pages, before: Case) -> None:
    send(anna, pages["request"].url, full(cast) | {"follow": str(before.pk), "foton": upload()})
    assert "följde inte med" in anna.get(f"/portal/{before.pk}/").content.decode()


@pytest.mark.parametrize("number", ["foreign", "999999", "", "x", "9" * 18, "9" * 40, "-1", "１"])
def test_a_foreign_number_and_none_look_the_same(anna: Client, cast: Cast, pages: Pages, number: str) -> None:
    wanted = str(cast.foreign_case().pk) if number == "foreign" else number
    assert send(anna, pages["request"].url, full(cast) | {"follow": wanted}).status_code == 404


def test_strangers_follow_nothing(client: Client, pages: Pages, before: Case) -> None:
    assert send(client, pages["request"].url, REQUEST | {"follow": str(before.pk)}).status_code == 404


def test_the_piece_shows_her_own_open_cases_of_the_place(anna: Client, cast: Cast, before: Case) -> None:
    url = f"/q/open/?worksite={cast.storgatan.pk}&category={cast.lift_category.pk}"
    text = anna.get(url).content.decode()
    assert "Hissen skakar" in text and f'name="follow" value="{before.pk}"' in text and "<html" not in text
    assert anna.get(url.replace("category=", "category=9")).content == b""


def test_the_piece_of_a_foreign_place_is_as_empty_as_of_none(anna: Client, cast: Cast) -> None:
    case = cast.foreign_case()
    for place in (case.worksite_id, 999999, "", "x", "9" * 30):
        answer = anna.get(f"/q/open/?worksite={place}")
        assert (answer.status_code, answer.content) == (200, b"")
    assert CANARY not in answer.content.decode()


def test_the_piece_is_limited(anna: Client, cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setitem(following.LOOKS, "most", 2)
    url = f"/q/open/?worksite={cast.storgatan.pk}"
    assert [anna.get(url).status_code for _time in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("count", [1, 50])
def test_the_piece_costs_the_same_for_few_and_many(
    anna: Client, cast: Cast, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        cast.opens_case(title=f"Hissen {number}")
    anna.get("/q/open/")
    with django_assert_num_queries(6):
        anna.get(f"/q/open/?worksite={cast.storgatan.pk}")


def test_asking_costs_a_contact_one_query(anna: Client, cast: Cast, pages: Pages) -> None:
    url, data = pages["request"].url, full(cast)
    send(anna, url, data)
    Case.objects.update(status=Status.CLOSED)
    keys = [key_in(anna.get(url)) for _time in range(2)]
    with CaptureQueriesContext(connection) as with_it:
        anna.post(url, data | {"submission-key": keys[0]})
    with CaptureQueriesContext(connection) as without:
        anna.post(url, data | {"submission-key": keys[1], "looked": str(cast.storgatan.pk)})
    assert len(with_it) == len(without) + 1

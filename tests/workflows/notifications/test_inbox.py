"""The bell in its three places."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from tests.cast import Cast
from workflows import errands
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.models import Case, CaseEvent, Delivery, NotificationPreference

PLACES = [("tea", "/field/notices/"), ("lena", "/admin/notices/"), ("anna", "/portal/notices/")]


@pytest.fixture
def case(cast: Cast) -> Case:
    """Tea's, with a message from Anna and an answer to her; Lena leads the team."""
    cast.lifts.members.add(cast.lena)
    case = cast.opens_case()
    write_message(case, "Hallå?", by=Actor.of(cast.anna, via="portal"))
    write_message(case, "Vi kommer", by=Actor.of(cast.tea, via="field"))
    errands.perform_due()
    return case


def seen_by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def unread(user: User) -> int:
    return Delivery.objects.count_unread(user)


@pytest.mark.parametrize(("who", "path"), PLACES)
def test_it_lists_what_happened_and_counts_what_is_unread(cast: Cast, case: Case, who: str, path: str) -> None:
    user = getattr(cast, who)
    text = page(seen_by(user), path)
    assert "Hissen står still" in text and unread(user) > 0
    assert f"({unread(user)})" in text if who == "lena" else f">{unread(user)}</span>" in text


@pytest.mark.parametrize(("who", "path"), PLACES)
def test_it_marks_all_as_read(cast: Cast, case: Case, who: str, path: str) -> None:
    user = getattr(cast, who)
    assert seen_by(user).post(path, {"all": "1"}).status_code == 302
    assert unread(user) == 0 and "bell__count" not in page(seen_by(user), path)


def test_it_marks_one_as_read_and_opens_its_case(cast: Cast, case: Case) -> None:
    first, second = Delivery.objects.bell_of(cast.tea).order_by("pk")
    seen_by(cast.tea).post("/field/notices/", {"read": first.pk})
    answer = seen_by(cast.tea).post("/field/notices/", {"open": second.pk})
    assert answer["Location"] == f"/field/{case.pk}/" and unread(cast.tea) == 0


def test_it_opens_the_portals_page_for_a_customer(cast: Cast, case: Case) -> None:
    one = Delivery.objects.bell_of(cast.anna).get()
    assert seen_by(cast.anna).post("/portal/notices/", {"open": one.pk})["Location"] == f"/portal/{case.pk}/"


def test_it_keeps_when_it_was_read_first(cast: Cast, case: Case) -> None:
    one = Delivery.objects.bell_of(cast.anna).get()
    earlier = timezone.now() - timedelta(days=3)
    Delivery.objects.filter(pk=one.pk).update(read_at=earlier)
    seen_by(cast.anna).post("/portal/notices/", {"open": one.pk})
    assert Delivery.objects.get(pk=one.pk).read_at == earlier


@pytest.mark.parametrize("button", ["read", "open"])
@pytest.mark.parametrize("wish", ["", "x", "9" * 30, "\x00", "-1"])
def test_it_answers_nonsense_and_what_is_not_hers_alike(cast: Cast, case: Case, button: str, wish: str) -> None:
    foreign = Delivery.objects.bell_of(cast.anna).get()
    client = seen_by(cast.tea)
    assert client.post("/field/notices/", {button: wish}).status_code == 404
    assert client.post("/field/notices/", {button: foreign.pk}).status_code == 404
    mail = Delivery.objects.filter(user=cast.tea, channel="email").first()
    assert mail is not None and client.post("/field/notices/", {button: mail.pk}).status_code == 404
    assert unread(cast.anna) == 1


def test_it_tells_nothing_of_a_case_that_is_not_hers_any_more(cast: Cast, case: Case) -> None:
    assign_case(case, person=cast.nils, by=Actor.of(cast.dora, via="admin"), version=None)
    Case.objects.filter(pk=case.pk).update(team=None)
    text = page(seen_by(cast.tea), "/field/notices/")
    assert "Hissen" not in text and "Ett ärende som du inte längre ser" in text
    one = Delivery.objects.bell_of(cast.tea).first()
    assert one is not None and seen_by(cast.tea).post("/field/notices/", {"open": one.pk}).status_code == 404


def test_it_changes_nothing_when_it_is_looked_at(cast: Cast, case: Case) -> None:
    before = unread(cast.tea)
    page(seen_by(cast.tea), "/field/notices/")
    page(seen_by(cast.tea), f"/field/{case.pk}/")
    assert unread(cast.tea) == before > 0


def test_it_rings_at_once_also_in_quiet_hours_and_for_who_wants_no_mails(cast: Cast) -> None:
    NotificationPreference.objects.create(
        user=cast.tea, email=False, quiet_from="00:00", quiet_until="23:59", digest="daily"
    )
    cast.opens_case()
    errands.perform_due()
    assert unread(cast.tea) == 1 and not Delivery.objects.filter(user=cast.tea).exclude(channel="bell").exists()


def test_it_does_not_ring_for_the_one_who_did_it(cast: Cast, case: Case) -> None:
    before = unread(cast.tea)
    taken = acknowledge_case(case, by=Actor.of(cast.tea, via="field"))
    write_message(taken, "Jag är på väg", by=Actor.of(cast.tea, via="field"))
    errands.perform_due()
    assert unread(cast.tea) == before


def rung(cast: Cast, user: User, event: CaseEvent, number: int) -> None:
    Delivery.objects.bulk_create(
        Delivery(
            event=event,
            recipient_key=f"user:{one}",
            user=user,
            channel="bell",
            subject="X",
            message_id=f"x{one}-{user.pk}",
        )
        for one in range(number)
    )


@pytest.mark.parametrize(("who", "path", "asked"), [("tea", "/field/notices/", 7), ("anna", "/portal/notices/", 7)])
def test_it_asks_the_database_as_often_for_50_as_for_one(
    cast: Cast, django_assert_num_queries: Any, who: str, path: str, asked: int
) -> None:
    user, case = getattr(cast, who), cast.opens_case()
    rung(cast, user, case.events.get(), 1)
    client = seen_by(user)
    page(client, path)
    with django_assert_num_queries(asked):
        page(client, path)
    Delivery.objects.all().delete()
    rung(cast, user, case.events.get(), 60)
    with django_assert_num_queries(asked):
        text = page(client, path)
    assert text.count('class="notice ') == 50 and "?p=2" in text


def test_it_counts_no_further_than_a_hundred(cast: Cast) -> None:
    rung(cast, cast.tea, cast.opens_case().events.get(), 130)
    assert ">99+<" in page(seen_by(cast.tea), "/field/")


@pytest.mark.sqlite  # PostgreSQL chooses by what it has counted, and here is nothing to count
def test_it_counts_by_an_index_of_what_is_unread(cast: Cast) -> None:
    assert "delivery_unread" in Delivery.objects.bell_of(cast.tea).unread().order_by().explain()


def test_it_says_the_count_to_who_cannot_see_it(cast: Cast, case: Case) -> None:
    bell = BeautifulSoup(page(seen_by(cast.tea), "/field/"), "html.parser").select_one("a.bell")
    assert bell is not None and "2 olästa aviseringar" in bell.get_text(" ") and bell["href"] == "/field/notices/"


def test_it_shows_no_bell_to_who_holds_a_link(cast: Cast, case: Case) -> None:
    for client in (Client(), seen_by(cast.anna)):
        assert "bell__count" not in page(client, f"/c/{case.links.get().token}/")


def test_it_asks_once_a_page_of_the_admin(cast: Cast, case: Case) -> None:
    client = seen_by(cast.lena)
    page(client, "/admin/absences/")
    with CaptureQueriesContext(connection) as queries:
        page(client, "/admin/absences/")
    assert sum("workflows_delivery" in query["sql"] for query in queries.captured_queries) == 1


def test_it_asks_as_often_in_the_admin_for_50_as_for_one(cast: Cast) -> None:
    client, event = seen_by(cast.lena), cast.opens_case().events.get()
    rung(cast, cast.lena, event, 1)
    page(client, "/admin/notices/")
    asked = []
    for number in (1, 60):
        Delivery.objects.all().delete()
        rung(cast, cast.lena, event, number)
        with CaptureQueriesContext(connection) as queries:
            page(client, "/admin/notices/")
        asked.append(len(queries))
    assert asked[0] == asked[1]

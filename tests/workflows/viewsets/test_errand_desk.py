"""What the worker gave up, and trying it again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from workflows import errands
from workflows.models import Errand, WorkerHeartbeat

DESK = "/admin/cases/errands/"


def given_up(cast: Cast) -> Errand:
    event = cast.opens_case().events.get()
    Errand.objects.all().delete()
    return Errand.objects.create(
        kind="notify", key=f"notify:{event.pk}", subject_id=event.pk, attempts=12, gave_up_at=timezone.now(),
        last_error="OSError: <b>nej</b>",
    )  # fmt: skip


def test_it_shows_what_was_given_up_with_its_case(cast: Cast, client: Client) -> None:
    given_up(cast)
    client.force_login(cast.dora)
    shown = client.get(DESK).content.decode()
    assert "Hissen står still" in shown and "OSError: &lt;b&gt;nej&lt;/b&gt;" in shown and "12 försök" in shown


def test_it_lets_the_worker_try_again(cast: Cast, client: Client) -> None:
    errand = given_up(cast)
    client.force_login(cast.dora)
    assert client.post(DESK, {"errand": errand.pk}).status_code == 302
    assert errands.perform_due() >= 1
    assert Errand.objects.get(pk=errand.pk).done_at is not None


def test_it_leaves_alone_what_is_not_given_up(cast: Cast, client: Client) -> None:
    errand = given_up(cast)
    Errand.objects.update(gave_up_at=None, done_at=timezone.now())
    client.force_login(cast.dora)
    assert client.post(DESK, {"errand": errand.pk}).status_code == 302
    assert Errand.objects.get(pk=errand.pk).done_at is not None


def several(count: int) -> list[int]:
    rows = [
        Errand(kind="deliver", key=f"deliver:x{number}", subject_id=number, gave_up_at=timezone.now())
        for number in range(count)
    ]
    return [row.pk for row in Errand.objects.bulk_create(rows)]


def test_it_sends_many_again_and_leaves_what_is_not_ticked(cast: Cast, client: Client) -> None:
    pks = several(5)
    client.force_login(cast.dora)
    answer = client.post(DESK, {"errand": pks[:3]}, follow=True).content.decode()
    assert "3 skickas igen inom en minut." in answer
    assert set(Errand.objects.given_up().values_list("pk", flat=True)) == set(pks[3:])


def test_it_sends_none_when_one_is_not_there(cast: Cast, client: Client) -> None:
    pks = several(2)
    client.force_login(cast.dora)
    assert client.post(DESK, {"errand": [*pks, 10**9]}).status_code == 404
    assert Errand.objects.given_up().count() == 2


def test_it_asks_for_a_tick(cast: Cast, client: Client) -> None:
    several(2)
    client.force_login(cast.dora)
    assert "Kryssa i det som ska skickas igen." in client.post(DESK, follow=True).content.decode()


def test_it_shows_what_waits_and_how_the_worker_is_started(cast: Cast, client: Client) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    cast.opens_case()
    WorkerHeartbeat.objects.update(seen_at=long_ago)
    Errand.objects.update(done_at=None, wanted_at=long_ago, last_error="ConnectionRefusedError: [Errno 111]")
    client.force_login(cast.dora)
    shown = client.get(DESK).content.decode()
    assert "run_huey" in shown and "Hissen står still" in shown and "Servern går inte att nå." in shown


def test_it_has_pages(cast: Cast, client: Client) -> None:
    several(60)
    client.force_login(cast.dora)
    pages = [client.get(DESK, {"p": page}).content.decode().count('name="errand"') for page in ("1", "2", "x")]
    assert pages == [50, 10, 50]


def test_its_queries_do_not_grow(cast: Cast, client: Client) -> None:
    client.force_login(cast.dora)
    counts = []
    for count in (1, 40):
        events = [cast.opens_case().events.get() for _number in range(count)]
        Errand.objects.filter(subject_id__in=[event.pk for event in events]).update(
            gave_up_at=timezone.now(), done_at=None
        )
        client.get(DESK)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(DESK).content.decode().count("Hissen står still") >= count
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize("errand", ["", "abc", "999999", "9" * 50])
def test_it_answers_404_for_what_there_is_not(cast: Cast, client: Client, errand: str) -> None:
    client.force_login(cast.dora)
    assert client.post(DESK, {"errand": errand}).status_code == 404


@pytest.mark.parametrize("who", ["tea", "lena", "edda"])
def test_it_is_for_the_office(cast: Cast, client: Client, who: str) -> None:
    errand = given_up(cast)
    client.force_login(getattr(cast, who))
    assert [client.get(DESK).status_code, client.post(DESK, {"errand": errand.pk}).status_code] == [404, 404]
    assert Errand.objects.get(pk=errand.pk).gave_up_at is not None

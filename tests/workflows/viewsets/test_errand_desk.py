"""What the worker gave up, and trying it again."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from workflows import errands
from workflows.models import Errand

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

from datetime import timedelta

import pytest
from django.utils import timezone

from workflows import errands
from workflows.models import Errand

pytestmark = pytest.mark.django_db
DONE: list[int] = []


def do_it(subject_id: int) -> None:
    DONE.append(subject_id)


def break_it(subject_id: int) -> None:
    raise ValueError("server away")


def refuse_it(subject_id: int) -> None:
    raise errands.Permanent("no such address")


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    DONE.clear()
    monkeypatch.setattr(errands, "KINDS", {})
    for name in ("do_it", "break_it", "refuse_it"):
        errands.register(name, f"{__name__}.{name}", on=["opened"] if name == "do_it" else ())


def only() -> Errand:
    return Errand.objects.get()


def test_it_does_what_is_due() -> None:
    errands.add("do_it", 7)
    assert errands.perform_due() == 1
    assert DONE == [7] and only().done_at is not None


def test_it_is_added_once_per_subject() -> None:
    errands.add("do_it", 7)
    errands.add("do_it", 7)
    assert Errand.objects.count() == 1


def test_it_waits_until_it_is_due() -> None:
    errands.add("do_it", 7, due_at=timezone.now() + timedelta(hours=1))
    assert errands.perform_due() == 0


def test_it_is_claimed_by_one() -> None:
    errands.add("do_it", 7)
    assert errands.claim(only().pk) is not None
    assert errands.claim(only().pk) is None


def test_it_comes_back_when_the_worker_died_with_it() -> None:
    errands.add("do_it", 7)
    errands.claim(only().pk)
    assert errands.claim(only().pk, timezone.now() + errands.LEASE * 2) is not None


def test_it_is_tried_again_later_with_the_error_kept() -> None:
    errands.add("break_it", 7)
    errands.perform_due()
    assert only().due_at > timezone.now() and "server away" in only().last_error


def test_it_gives_up_after_the_last_retry() -> None:
    errands.add("break_it", 7)
    for _ in range(len(errands.RETRIES) + 1):
        Errand.objects.update(due_at=timezone.now())
        errands.perform_due()
    assert only().gave_up_at is not None


def test_it_gives_up_at_once_when_trying_again_cannot_help() -> None:
    errands.add("refuse_it", 7)
    errands.perform_due()
    assert only().gave_up_at is not None


def test_it_cannot_be_booked_by_a_worker_whose_lease_was_taken_over() -> None:
    errands.add("do_it", 7)
    slow = errands.claim(only().pk)
    errands.claim(only().pk, timezone.now() + errands.LEASE * 2)
    assert slow is not None
    errands.failed(slow, ValueError("late"))
    assert only().last_error == ""


def test_it_is_added_for_the_events_it_consumes() -> None:
    errands.add_for_event(3, "opened")
    assert only().key == "do_it:3"


def wait_for_it(subject_id: int) -> None:
    raise errands.NotYet(timezone.now() + timedelta(hours=8))


def test_it_waits_without_having_failed() -> None:
    errands.register("wait", f"{__name__}.wait_for_it")
    errands.add("wait", 7)
    errands.perform_due()
    assert only().due_at > timezone.now() + timedelta(hours=7)
    assert only().last_error == "" and only().leased_until is None and only().gave_up_at is None

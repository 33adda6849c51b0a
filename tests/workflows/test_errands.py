from datetime import timedelta

import pytest
from django.utils import timezone

from workflows import errands, tasks
from workflows.actions.try_errand_again import try_errand_again
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


def test_the_waits_add_up_to_about_three_days() -> None:
    """From five seconds to a day; the jitter can shorten or lengthen them all."""
    waits = [errands.wait_after(tries) for tries in range(1, len(errands.RETRIES) + 1)]
    assert waits == sorted(waits) and (waits[0], waits[-1]) == (timedelta(seconds=5), timedelta(days=1))
    for jitter in errands.JITTER:
        assert timedelta(days=2.6) < sum(waits, timedelta()) * jitter < timedelta(days=3.3)


def test_the_waits_differ() -> None:
    for number in range(20):
        errands.add("break_it", number)
    errands.perform_due()
    waits = {errand.due_at - errand.created_at for errand in Errand.objects.all()}
    assert max(waits) - min(waits) > timedelta(milliseconds=100)


def test_what_takes_the_worker_with_it_waits_as_long_as_what_fails() -> None:
    errands.add("do_it", 7)
    now = timezone.now()
    Errand.objects.update(tries=5)
    errands.claim(only().pk, now)
    assert only().due_at == now + errands.RETRIES[5]


def test_what_takes_the_worker_with_it_is_given_up_in_the_end() -> None:
    errands.add("do_it", 7)
    Errand.objects.update(tries=len(errands.RETRIES) + 1)
    assert errands.perform_due() == 0
    assert DONE == [] and only().gave_up_at is not None and only().last_error == errands.VANISHED


def test_long_work_keeps_its_lease() -> None:
    errands.add("do_it", 7)
    began = timezone.now() - errands.LEASE * 2
    Errand.objects.update(due_at=began)
    errands.claim(only().pk, began)
    errands.still_at_it("do_it", 7)
    assert errands.claim(only().pk) is None
    Errand.objects.update(leased_until=timezone.now())
    assert errands.claim(only().pk) is not None


def test_waiting_for_its_time_costs_no_try() -> None:
    errands.register("wait", f"{__name__}.wait_for_it")
    errands.add("wait", 7)
    for _number in range(len(errands.RETRIES) + 3):
        Errand.objects.update(due_at=timezone.now())
        errands.perform_due()
    assert only().tries == 0 and only().gave_up_at is None


def wait_for_the_past(subject_id: int) -> None:
    raise errands.NotYet(timezone.now() - timedelta(hours=1))


def test_one_bad_errand_keeps_no_other_waiting() -> None:
    errands.register("restless", f"{__name__}.wait_for_the_past")
    long_ago = timezone.now() - timedelta(days=1)
    for bad in ("restless", "break_it", "unknown"):
        errands.add(bad, 1, due_at=long_ago)
    errands.add("do_it", 7)
    assert errands.perform_due() == 1
    assert DONE == [7]


def test_a_turn_is_bounded_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "MOST", 3)
    for number in range(5):
        errands.add("do_it", number)
    assert [errands.perform_due(), errands.perform_due()] == [3, 2]


def test_a_turn_ends_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "TURN", timedelta(0))
    errands.add("do_it", 7)
    assert errands.perform_due() == 0


def test_the_sweep_has_what_is_left_done_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errands, "MOST", 2)
    for number in range(5):
        errands.add("do_it", number)
    tasks.sweep.call_local()
    assert sorted(DONE) == [0, 1, 2, 3, 4]


def test_it_has_all_tries_again_when_it_is_sent_again() -> None:
    errands.add("refuse_it", 7)
    Errand.objects.update(tries=8)
    errands.perform_due()
    assert try_errand_again(*Errand.objects.all()) == 1 and try_errand_again(*Errand.objects.all()) == 0
    assert (only().tries, only().gave_up_at) == (0, None) and only().attempts == 1

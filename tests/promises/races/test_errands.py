"""Workers that take at the same moment: each errand is somebody's, and nobody waits for another."""

import contextlib
from datetime import datetime
from threading import Barrier, BrokenBarrierError, Event

import pytest
from django.db import transaction

from tests.threads import in_thread, in_threads
from workflows import errands
from workflows.models import Errand

WORKERS = 4
ERRANDS = 20
RUNS: list[int] = []
pytestmark = pytest.mark.usefixtures("own_database")


def run(subject_id: int) -> None:
    RUNS.append(subject_id)


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    RUNS.clear()
    monkeypatch.setattr(errands, "KINDS", {})
    errands.register("run", f"{__name__}.run")


def set_up() -> None:
    for number in range(ERRANDS):
        errands.add("run", number)


def taken_by_four() -> list[int]:
    in_thread(set_up)
    barrier = Barrier(WORKERS)
    results = in_threads([lambda: (barrier.wait(), errands.perform_due())[1]] * WORKERS)
    assert [one for one in results if isinstance(one, Exception)] == []
    return sorted(RUNS)


def test_none_is_done_twice() -> None:
    assert taken_by_four() == list(range(ERRANDS))


def test_some_would_be_done_twice_if_looking_and_taking_were_two_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    barrier, careful = Barrier(WORKERS), errands.claim

    def careless(errand_id: int | None = None, now: datetime | None = None) -> Errand | None:
        if barrier.broken:
            return careful(errand_id, now)
        errand = Errand.objects.due().order_by("due_at", "pk").first()
        with contextlib.suppress(BrokenBarrierError):
            barrier.wait(5)
        barrier.abort()
        return errand

    monkeypatch.setattr(errands, "claim", careless)
    assert taken_by_four().count(0) == WORKERS


@pytest.mark.postgres
def test_nobody_waits_for_one_who_is_taking() -> None:
    in_thread(set_up)
    has_taken, may_end = Event(), Event()

    def slow() -> bool:
        with transaction.atomic():
            errands.claim()
            has_taken.set()
            return may_end.wait(5)

    def quick() -> int:
        has_taken.wait(5)
        errand = errands.claim()
        may_end.set()
        assert errand is not None
        return errand.subject_id

    assert in_threads([slow, quick]) == [True, 1]

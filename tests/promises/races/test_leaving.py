"""The last two who answer for everything leave at the same moment: one of them stays."""

from threading import Barrier

import pytest

from accounts.models import User
from tests import cast as the_cast
from tests.threads import in_thread, in_threads
from workflows.actions import keep_a_catch_all
from workflows.actions.retire import retire_person
from workflows.actor import SYSTEM
from workflows.assignment import has_catch_all
from workflows.errors import Refused

pytestmark = pytest.mark.usefixtures("own_database")


def built() -> list[int]:
    cast = the_cast.build()
    cast.lifts.members.add(cast.nils)
    cast.opens_case()
    return [cast.tea.pk, cast.nils.pk]


def gone(people: list[int]) -> int:
    """How many of them left, both having begun before either was done."""
    barrier = Barrier(len(people))

    def leave(pk: int) -> bool:
        user = User.objects.get(pk=pk)
        barrier.wait()
        try:
            retire_person(user, by=SYSTEM)
        except Refused:
            return False
        return True

    return sum(in_threads([lambda pk=pk: leave(pk) for pk in people]))  # type: ignore[misc]


def test_one_of_the_last_two_stays() -> None:
    people = in_thread(built)
    assert gone(people) == 1
    assert in_thread(has_catch_all)


@pytest.mark.postgres
def test_without_waiting_for_each_other_both_may_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite lets one write at a time: there the wait is its own."""
    barrier = Barrier(2)
    monkeypatch.setattr(keep_a_catch_all, "wait_for_others", lambda: None)
    asked = keep_a_catch_all.has_catch_all
    monkeypatch.setattr(keep_a_catch_all, "has_catch_all", lambda: (asked(), barrier.wait(5))[0])
    assert gone(in_thread(built)) == 2 and not in_thread(has_catch_all)

"""R5 for one case: nobody overwrites a colleague. 20 threads contest one case; with the guard off the test fails."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from accounts.models import User
from tests import cast as the_cast
from tests.threads import in_thread, in_threads
from workflows import changes
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.edit_case import edit_case
from workflows.actor import Actor
from workflows.errors import NotPossible, StaleVersion
from workflows.models import Case

THREADS = 20
pytestmark = pytest.mark.usefixtures("own_database")


def set_up() -> tuple[int, list[int]]:
    cast = the_cast.build()
    people = [the_cast.person(f"t{n}@norrhiss.example", "T", str(n)) for n in range(THREADS)]
    cast.lifts.members.add(*people)
    return cast.opens_case().pk, [person.pk for person in people]


def contest(change: Callable[[Case, Actor, int], Any]) -> tuple[list[Any], Case]:
    """All see the same version, then all change at once. What became of each, and the case afterwards."""
    case_id, people = in_thread(set_up)
    barrier = Barrier(THREADS)

    def attempt(user_id: int) -> Any:
        case, user = Case.objects.get(pk=case_id), User.objects.get(pk=user_id)
        barrier.wait()
        return change(case, Actor.of(user, via="field"), case.version)

    results = in_threads([lambda pk=pk: attempt(pk) for pk in people])  # type: ignore[misc]
    return results, in_thread(lambda: Case.objects.get(pk=case_id))


def take(case: Case, by: Actor, version: int) -> Case:
    return acknowledge_case(case, by=by, version=version)


def rename(case: Case, by: Actor, version: int) -> Case:
    return edit_case(case, by=by, version=version, title=f"Rubrik av {by.name}")


def winners(results: list[Any]) -> list[Case]:
    return [result for result in results if isinstance(result, Case)]


def sequences(case: Case) -> list[int]:
    return in_thread(lambda: list(case.events.values_list("sequence", flat=True)))


@pytest.mark.parametrize("change", [take, rename])
def test_it_has_one_winner_and_the_others_are_told(change: Callable[..., Any]) -> None:
    results, _case = contest(change)
    losers = [result for result in results if isinstance(result, StaleVersion | NotPossible)]
    assert (len(winners(results)), len(losers)) == (1, THREADS - 1)


def test_it_keeps_the_winners_edit() -> None:
    results, case = contest(rename)
    assert case.title == winners(results)[0].title


def test_it_shows_the_losers_the_case_as_it_is_now() -> None:
    results, case = contest(rename)
    shown = {result.case.title for result in results if isinstance(result, StaleVersion)}
    assert shown == {case.title}


@pytest.mark.parametrize("change", [take, rename])
def test_it_leaves_a_history_without_gaps(change: Callable[..., Any]) -> None:
    _results, case = contest(change)
    assert sequences(case) == [1, 2]


def test_it_fails_with_the_guard_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same contest without the version lets many overwrite each other."""
    guarded = changes.fresh

    def save_over(case: Case) -> None:
        Case.objects.filter(pk=case.pk).update(title=case.title)

    monkeypatch.setattr("workflows.actions.edit_case.fresh", lambda case, version: guarded(case, None))
    monkeypatch.setattr(Case, "save_changed", save_over)
    results, _case = contest(rename)
    assert len(winners(results)) > 1

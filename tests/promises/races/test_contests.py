"""R5 at full size: 50 threads meet in 200 contests, each about another case. Nobody overwrites a colleague.

By turns they edit the same state, take the same step, and come with what they saw before somebody changed the case and
changed it back. The same with the guard off is the negative control, and stands in small in test_contest.py too.
"""

from collections import Counter
from collections.abc import Callable
from threading import Barrier

import pytest

from accounts.models import User
from tests import cast as the_cast
from tests.promises.races.test_contest import rename, take
from tests.threads import in_thread, in_threads
from workflows import changes
from workflows.actions.edit_case import edit_case
from workflows.actor import Actor
from workflows.errors import NotPossible, StaleVersion
from workflows.models import Case

THREADS, CONTESTS = 50, 200
KINDS = ("edit", "step", "changed back")
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_database")]


def set_up() -> tuple[list[int], list[int]]:
    cast = the_cast.build()
    people = [the_cast.person(f"t{n}@norrhiss.example", "T", str(n)) for n in range(THREADS)]
    cast.lifts.members.add(*people)
    cases = [cast.opens_case() for _number in range(CONTESTS)]
    return [case.pk for case in cases], [person.pk for person in people]


def change_and_change_back(case: Case, by: Actor) -> None:
    title = case.title
    edit_case(case, by=by, title="Något helt annat")
    edit_case(case, by=by, title=title)


def attempts(kind: str, case: Case, by: Actor) -> str:
    change: Callable[..., Case] = take if kind == "step" else rename
    try:
        return change(case, by, case.version).title
    except (StaleVersion, NotPossible):
        return ""


def fought(cases: list[int], people: list[int]) -> list[list[str]]:
    """For each contest what each got: the title that she left the case with, or nothing."""
    barrier = Barrier(THREADS)

    def fight(user_id: int) -> list[str]:
        by, got = Actor.of(User.objects.get(pk=user_id), via="field"), []
        for number, case_id in enumerate(cases):
            case, kind = Case.objects.get(pk=case_id), KINDS[number % len(KINDS)]
            if barrier.wait() == 0 and kind == "changed back":
                change_and_change_back(Case.objects.get(pk=case_id), by)
            barrier.wait()
            got.append(attempts(kind, case, by))
        return got

    results = in_threads([lambda pk=pk: fight(pk) for pk in people])  # type: ignore[misc]
    failed = [one for one in results if isinstance(one, Exception)]
    assert failed == []
    return list(zip(*results, strict=True))  # type: ignore[arg-type]


def wrong(cases: list[int], contests: list[list[str]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for number, (case_id, got) in enumerate(zip(cases, contests, strict=True)):
        case, won = Case.objects.get(pk=case_id), [title for title in got if title]
        kind = KINDS[number % len(KINDS)]
        found["winners"] += len(won) != (kind != "changed back")
        found["lost edits"] += kind == "edit" and case.title not in won
        sequences = list(case.events.order_by("sequence").values_list("sequence", flat=True))
        found["gaps"] += sequences != list(range(1, len(sequences) + 1)) or len(sequences) != case.last_sequence
    return +found


def outcome() -> Counter[str]:
    cases, people = in_thread(set_up)
    contests = fought(cases, people)
    return in_thread(lambda: wrong(cases, contests))


def test_nobody_overwrites_a_colleague(capsys: pytest.CaptureFixture[str]) -> None:
    found = outcome()
    with capsys.disabled():
        print(f"\n{CONTESTS} contests of {THREADS}: {dict(found) or 'one winner each, nothing lost, no gap'}")
    assert found == Counter()


def test_they_would_with_the_guard_off(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = changes.fresh

    def save_over(case: Case) -> None:
        Case.objects.filter(pk=case.pk).update(title=case.title)

    monkeypatch.setattr("workflows.actions.edit_case.fresh", lambda case, version: guarded(case, None))
    monkeypatch.setattr(Case, "save_changed", save_over)
    monkeypatch.setattr("tests.promises.races.test_contests.CONTESTS", 6)
    assert outcome()["winners"] >= 1

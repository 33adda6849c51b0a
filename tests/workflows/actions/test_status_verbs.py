"""Every status verb: what it may start from, what it does, that it does all or nothing."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.close_case import close_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.reopen_case import reopen_case
from workflows.actions.resume_case import resume_case
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.errors import NotPossible, StaleVersion
from workflows.models import Case, EventKind

VERBS: dict[Callable[..., Case], tuple[set[str], str, EventKind]] = {
    acknowledge_case: ({"assigned"}, "acknowledged", EventKind.ACKNOWLEDGED),
    start_case: ({"assigned", "acknowledged"}, "in_progress", EventKind.STARTED),
    pause_case: ({"acknowledged", "in_progress"}, "waiting", EventKind.PAUSED),
    resume_case: ({"waiting"}, "in_progress", EventKind.RESUMED),
    finish_case: ({"acknowledged", "in_progress", "waiting"}, "done", EventKind.FINISHED),
    close_case: ({"done"}, "closed", EventKind.CLOSED),
    reopen_case: ({"done", "closed", "cancelled"}, "assigned", EventKind.REOPENED),
    cancel_case: ({"assigned", "acknowledged", "in_progress", "waiting"}, "cancelled", EventKind.CANCELLED),
}
ROADS: dict[str, list[Callable[..., Case]]] = {
    "assigned": [],
    "acknowledged": [acknowledge_case],
    "in_progress": [start_case],
    "waiting": [acknowledge_case, pause_case],
    "done": [start_case, finish_case],
    "closed": [start_case, finish_case, close_case],
    "cancelled": [cancel_case],
}
GRID = [(verb, status) for verb in VERBS for status in ROADS]


def case_in(cast: Cast, status: str) -> Case:
    case = cast.opens_case()
    for verb in ROADS[status]:
        case = verb(case, by=tea(cast))
    return case


def tea(cast: Cast) -> Actor:
    return Actor.of(cast.tea, via="field")


@pytest.mark.parametrize(("verb", "status"), [pair for pair in GRID if pair[1] in VERBS[pair[0]][0]])
def test_it_moves_the_case_and_writes_one_event(cast: Cast, verb: Callable[..., Case], status: str) -> None:
    case = case_in(cast, status)
    _sources, target, kind = VERBS[verb]
    verb(case, by=tea(cast), version=case.version)
    now = Case.objects.get(pk=case.pk)
    last = now.events.latest("sequence")
    assert (now.status, last.kind, last.user) == (target, kind, cast.tea)
    assert last.sequence == now.last_sequence == now.events.count()


@pytest.mark.parametrize(("verb", "status"), [pair for pair in GRID if pair[1] not in VERBS[pair[0]][0]])
def test_it_refuses_with_a_sentence_and_changes_nothing(cast: Cast, verb: Callable[..., Case], status: str) -> None:
    case = case_in(cast, status)
    with pytest.raises(NotPossible, match=r"\w+ \w+"):
        verb(case, by=tea(cast))
    now = Case.objects.get(pk=case.pk)
    assert (now.status, now.version, now.last_sequence) == (status, case.version, case.last_sequence)


@pytest.mark.parametrize("verb", VERBS)
def test_it_loses_against_a_change_that_the_person_did_not_see(cast: Cast, verb: Callable[..., Case]) -> None:
    status = min(VERBS[verb][0])
    case = case_in(cast, status)
    Case.objects.filter(pk=case.pk).update(version=case.version + 1)
    with pytest.raises(StaleVersion):
        verb(case, by=tea(cast), version=case.version)
    assert Case.objects.get(pk=case.pk).status == status


@pytest.mark.parametrize("verb", VERBS)
def test_it_does_all_or_nothing(cast: Cast, verb: Callable[..., Case], monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_in(cast, min(VERBS[verb][0]))

    def breaks(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the history could not be written")

    monkeypatch.setitem(verb.__wrapped__.__globals__, "record", breaks)  # type: ignore[attr-defined]
    with pytest.raises(RuntimeError):
        verb(case, by=tea(cast))
    assert Case.objects.get(pk=case.pk).version == case.version


def test_it_makes_the_one_who_acknowledges_responsible(cast: Cast) -> None:
    case = acknowledge_case(cast.opens_case(), by=tea(cast))
    assert case.responsible == cast.tea


def test_it_acknowledges_on_the_way_when_work_starts(cast: Cast) -> None:
    case = start_case(cast.opens_case(), by=tea(cast))
    assert case.responsible == cast.tea and case.acknowledged_at is not None


def test_it_hands_the_case_to_another_who_must_acknowledge(cast: Cast) -> None:
    case = assign_case(case_in(cast, "in_progress"), by=Actor.of(cast.dora, via="admin"), person=cast.nils)
    assert (case.status, case.responsible, case.acknowledged_at) == ("assigned", cast.nils, None)


def test_it_wants_a_person_or_a_team_to_hand_over_to(cast: Cast) -> None:
    with pytest.raises(ValueError, match="either"):
        assign_case(cast.opens_case(), by=tea(cast))


def test_it_asks_assignment_again_when_nobody_active_answers_for_a_reopened_case(cast: Cast) -> None:
    case = assign_case(cast.opens_case(), by=tea(cast), person=cast.nils)
    case = cancel_case(case, by=tea(cast))
    cast.nils.is_active = False
    cast.nils.save()
    assert reopen_case(case, by=tea(cast)).team == cast.lifts


def test_it_keeps_who_answered_when_a_case_is_reopened(cast: Cast) -> None:
    case = case_in(cast, "done")
    assert reopen_case(case, by=Actor.of(cast.anna, via="portal")).responsible == cast.tea

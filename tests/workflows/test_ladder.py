"""The order and the moments of what happens to a case that nobody attends to, without a database."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.climbers import HOUR, MINUTE, START
from workflows.ladder import rungs
from workflows.models import Case, EscalationStep, ServiceLevel, Status, What
from workflows.models.escalation_step import OF_STEPS
from workflows.models.service_level import WEEK

ALWAYS = ServiceLevel(name_sv="Jour", holidays_off=False, **dict.fromkeys(WEEK, "00:00–24:00"))
OFFICE = ServiceLevel(name_sv="Kontorstid")
LONG_AGO = START - timedelta(days=30)
STEPS = st.lists(
    st.tuples(st.integers(-700, 700), st.sampled_from(OF_STEPS), st.sampled_from(["acknowledge", "finish"])),
    max_size=8,
    unique=True,
)


def a_step(
    number: int, minutes: int, what: str, due: str = "acknowledge", since: datetime = LONG_AGO
) -> EscalationStep:
    side = "before" if minutes < 0 else "after"
    return EscalationStep(pk=number, minutes=abs(minutes), side=side, due=due, what=what, since=since)


def a_case(status: Status = Status.ASSIGNED) -> Case:
    """Opened at eight, to be acknowledged at nine and finished at six in the evening."""
    return Case(
        status=status, status_since=START, opened_at=START, acknowledge_by=START + HOUR, finish_by=START + 10 * HOUR,
        acknowledge_climbs_from=START, finish_climbs_from=START,
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(STEPS, st.sets(st.integers(0, 7)))
def test_it_climbs_each_step_once_in_the_order_of_time(drawn: list[tuple[int, What, str]], done: set[int]) -> None:
    steps = [a_step(number, *one) for number, one in enumerate(drawn)]
    fired = {(f"step:{number}", START) for number in done}
    found = rungs(a_case(), ALWAYS, steps, fired)
    by = {"acknowledge": START + HOUR, "finish": START + 10 * HOUR}
    moments = {step.pk: by[step.due] + step.signed * MINUTE for step in steps}
    expected = {pk for pk, at in moments.items() if pk not in done and (at >= START or at >= by[steps[pk].due])}
    assert {rung.step_id for rung in found} == expected
    assert [rung.at for rung in found] == sorted(moments[pk] for pk in expected)


@pytest.mark.parametrize(
    ("status", "promised", "expected"),
    [
        (Status.ASSIGNED, False, ["acknowledge", "finish"]),
        (Status.ACKNOWLEDGED, False, ["finish"]),
        (Status.IN_PROGRESS, False, ["finish"]),
        (Status.WAITING, False, []),
        (Status.WAITING, True, ["finish"]),
        (Status.DONE, False, []),
        (Status.CANCELLED, False, []),
    ],
)
def test_a_status_says_which_times_are_climbed_for(status: Status, promised: bool, expected: list[str]) -> None:
    case = a_case(status)
    case.clock_stopped_since = START if status == Status.WAITING else None
    case.finish_by_promised = promised
    steps = [a_step(1, 0, "remind"), a_step(2, 0, "remind", "finish")]
    assert [rung.due for rung in rungs(case, ALWAYS, steps)] == expected


def test_of_two_at_the_same_moment_the_milder_comes_first() -> None:
    steps = [a_step(1, 0, "tell_office"), a_step(2, 0, "hand_back"), a_step(3, 0, "remind")]
    assert [rung.what for rung in rungs(a_case(), ALWAYS, steps)] == ["remind", "hand_back", "tell_office"]


def test_it_counts_in_the_level_s_hours() -> None:
    case = a_case()
    case.acknowledge_by = START + HOUR / 2
    [before, after] = rungs(case, OFFICE, [a_step(1, -15, "remind"), a_step(2, 600, "tell_office")])
    assert (before.at, after.at) == (START + HOUR / 4, START + 25.5 * HOUR)


def test_a_step_says_nothing_of_moments_before_it_stood_there() -> None:
    new = a_step(1, 0, "remind", since=START + HOUR + MINUTE)
    assert rungs(a_case(), ALWAYS, [new]) == []


def test_without_a_level_there_is_no_ladder() -> None:
    assert rungs(a_case(), None, [a_step(1, 0, "remind")]) == []

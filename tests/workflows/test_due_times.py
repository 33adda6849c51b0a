"""By when a case is acknowledged and finished, along its whole road. Round the clock, so that hours are hours."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.edit_case import edit_case
from workflows.actions.finish_case import finish_case
from workflows.actions.open_due_cases import open_due_cases
from workflows.actions.pause_case import pause_case
from workflows.actions.reopen_case import reopen_case
from workflows.actions.resume_case import resume_case
from workflows.actions.set_stage import set_stage
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import Case, CaseEvent, Priority, Schedule, ServiceLevel, Stage
from workflows.models.service_level import WEEK

HOUR = timedelta(hours=1)
START = datetime(2026, 11, 2, 8, tzinfo=timezone.get_default_timezone())
Tick = Callable[[float], datetime]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Tick:
    """A clock on the wall that only the test moves, by hours."""
    at = [START]

    def on(hours: float) -> datetime:
        at[0] += hours * HOUR
        return at[0]

    monkeypatch.setattr(timezone, "now", lambda: at[0])
    for model, name in ((Case, "opened_at"), (Case, "status_since"), (CaseEvent, "at")):
        monkeypatch.setattr(model._meta.get_field(name), "_get_default", lambda: at[0])
    return on


@pytest.fixture
def level(cast: Cast) -> ServiceLevel:
    made = ServiceLevel.objects.create(
        name_sv="Jour", holidays_off=False, acknowledge_normal=60, finish_normal=600, acknowledge_urgent=15,
        finish_urgent=120, **dict.fromkeys(WEEK, "0-24"),
    )  # fmt: skip
    cast.lift_category.service_level = made
    cast.lift_category.save()
    return made


@pytest.fixture
def by(cast: Cast) -> Actor:
    return Actor.of(cast.tea, via="field")


def hours(case: Case) -> tuple[float | None, float | None]:
    """Acknowledge and finish by, as the database has them, in hours from the start."""
    kept = Case.objects.get(pk=case.pk)
    return (
        None if kept.acknowledge_by is None else (kept.acknowledge_by - START) / HOUR,
        None if kept.finish_by is None else (kept.finish_by - START) / HOUR,
    )


def test_a_case_has_its_times_when_it_is_opened(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    assert hours(cast.opens_case()) == (1, 10)
    assert hours(cast.opens_case(priority=Priority.URGENT)) == (0.25, 2)


def test_a_case_without_a_level_has_none(cast: Cast, wait: Tick) -> None:
    assert hours(cast.opens_case()) == (None, None)


def test_what_was_promised_on_opening_stays(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = cast.opens_case(finish_by=START + 99 * HOUR)
    assert hours(case) == (1, 99)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT)) == (0.25, 99)


def test_a_scheduled_case_keeps_the_schedule_s_time(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    schedule = Schedule.objects.create(
        title="Rond", customer=cast.bjorken, category=cast.lift_category, starts_on=START.date(), at_time="08:00"
    )
    schedule.worksites.add(cast.storgatan)
    Schedule.objects.update(worked_until=START.date() - timedelta(days=1))
    open_due_cases(START.date())
    assert hours(Case.objects.filter(occurrence__nominal_date=START.date()).get()) == (1, 24)


def test_a_missed_scheduled_case_is_late_from_the_start(cast: Cast, level: ServiceLevel, wait: Tick) -> None:
    assert hours(cast.opens_case(finish_by=START - 5 * HOUR)) == (1, -5)


def test_another_priority_counts_anew_from_the_opening(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = cast.opens_case()
    wait(1)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT)) == (0.25, 2)
    changes = CaseEvent.objects.filter(case=case).latest("sequence").data["changes"]
    assert changes["finish_by"] == ["2026-11-02 18:00", "2026-11-02 10:00"]


def test_another_worksite_brings_its_customer_s_agreement(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = cast.opens_case()
    cast.asen.service_level = ServiceLevel.objects.create(name_sv="Guld", finish_normal=60)
    cast.asen.save()
    assert hours(edit_case(case, by=by, worksite=cast.kanalgatan, equipment=None)) == (None, 1)


def test_another_title_changes_no_time(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = cast.opens_case()
    ServiceLevel.objects.update(finish_normal=60)
    assert hours(edit_case(case, by=by, title="Annat")) == (1, 10)


def test_a_time_by_hand_is_a_promise_until_it_is_emptied(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = edit_case(cast.opens_case(), by=by, finish_by=START + 50 * HOUR)
    assert hours(edit_case(case, by=by, priority=Priority.HIGH)) == (1, 50)
    assert hours(edit_case(case, by=by, finish_by=None)) == (1, 10)


def test_waiting_moves_the_time_to_finish_by(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = start_case(cast.opens_case(), by=by)
    wait(2)
    case = pause_case(case, by=by)
    wait(30)
    assert not Case.objects.overdue().exists()
    assert not Case.objects.get().is_late
    assert hours(resume_case(case, by=by)) == (1, 40)


def test_only_working_time_that_passed_moves_it(cast: Cast, wait: Tick, by: Actor) -> None:
    cast.bjorken.service_level = ServiceLevel.objects.create(name_sv="Kontorstid", finish_normal=10 * 60)
    cast.bjorken.save()
    case = pause_case(start_case(cast.opens_case(), by=by), by=by)
    wait(24 + 1)  # a whole day of nine hours, and one hour of the next
    assert hours(resume_case(case, by=by)) == (None, 25 + 24 + 1)


def test_what_was_late_before_it_waited_stays_late(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = start_case(cast.opens_case(), by=by)
    wait(11)
    pause_case(case, by=by)
    wait(5)
    assert Case.objects.overdue().get().is_late


def test_a_promise_does_not_move_while_the_case_waits(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = pause_case(start_case(cast.opens_case(finish_by=START + 3 * HOUR), by=by), by=by)
    wait(5)
    assert Case.objects.overdue().get().is_late
    assert hours(resume_case(case, by=by)) == (1, 3)


@pytest.mark.parametrize("verb", ["assign", "finish"])
def test_a_wait_ends_also_by_hand_over_and_by_finishing(
    verb: str, cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = pause_case(start_case(cast.opens_case(), by=by), by=by)
    wait(4)
    case = finish_case(case, by=by) if verb == "finish" else assign_case(case, by=by, person=cast.nils)
    assert hours(case)[1] == 14


def test_a_count_anew_remembers_the_waits(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = start_case(cast.opens_case(), by=by)
    for _ in range(2):
        case = pause_case(case, by=by)
        wait(3)
        case = resume_case(case, by=by)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT)) == (1, 8)


def test_a_count_anew_in_the_middle_of_a_wait_moves_it_once(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = pause_case(start_case(cast.opens_case(), by=by), by=by)
    wait(3)
    case = edit_case(case, by=by, priority=Priority.URGENT)
    assert hours(case)[1] == 2
    wait(1)
    assert hours(resume_case(case, by=by))[1] == 6


def test_a_reopened_case_counts_from_its_reopening(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = start_case(cast.opens_case(), by=by)
    case = pause_case(case, by=by)
    wait(5)
    case = finish_case(case, by=by)
    wait(95)
    case = reopen_case(case, by=by)
    assert hours(case) == (101, 110)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT)) == (100.25, 102)


@pytest.mark.parametrize(("promised", "found"), [(200, 200), (50, 110)])
def test_reopening_keeps_a_promise_that_is_still_to_come(
    promised: int, found: int, cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = finish_case(start_case(cast.opens_case(finish_by=START + promised * HOUR), by=by), by=by)
    wait(100)
    assert hours(reopen_case(case, by=by))[1] == found


def test_who_gets_an_acknowledged_case_has_as_long_to_acknowledge_it(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = acknowledge_case(cast.opens_case(), by=by)
    wait(5)
    case = assign_case(case, by=by, person=cast.nils)
    assert hours(case) == (6, 10)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT)) == (5.25, 2)


def test_handing_a_case_on_unacknowledged_wins_no_time(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = cast.opens_case()
    wait(5)
    assert hours(assign_case(case, by=by, person=cast.nils)) == (1, 10)


def test_it_finds_what_was_left_too_long(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = cast.opens_case()
    acknowledge_case(cast.opens_case(), by=by)
    assert not Case.objects.left_too_long().exists()
    wait(1.5)
    assert list(Case.objects.left_too_long()) == [case]
    assert Case.objects.get(pk=case.pk).is_left_too_long


def test_an_acknowledged_case_keeps_by_when_it_had_to_be(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = acknowledge_case(cast.opens_case(), by=by)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT)) == (1, 2)


def stage(status: str = "waiting", **fields: object) -> Stage:
    return Stage.objects.create(**{"name_sv": f"{status} {fields}", "status": status, **fields})


@pytest.mark.parametrize("status", ["acknowledged", "in_progress", "waiting"])
def test_a_stage_that_stops_the_clock_moves_the_time(
    status: str, cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = acknowledge_case(cast.opens_case(), by=by)
    case = set_stage(case, stage(status, stops_clock=True), by=by)
    wait(30)
    assert not Case.objects.overdue().exists()
    assert not Case.objects.get().is_late
    assert hours(set_stage(case, None, by=by) if status != "waiting" else resume_case(case, by=by))[1] == 40


def test_a_waiting_stage_may_let_the_clock_run(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = set_stage(start_case(cast.opens_case(), by=by), stage(), by=by)
    wait(11)
    assert Case.objects.overdue().get().is_late
    assert hours(resume_case(case, by=by))[1] == 10


def test_a_step_from_stage_to_stage_counts_each_for_itself(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    stops, runs, ordered = stage(stops_clock=True), stage(), stage("in_progress", stops_clock=True)
    case = start_case(cast.opens_case(), by=by)
    for chosen in (ordered, stops, runs, stops, None):
        case = set_stage(case, chosen, by=by)
        wait(3)
    assert hours(finish_case(case, by=by))[1] == 10 + 4 * 3


def test_a_stage_edited_later_rewrites_no_history(cast: Cast, level: ServiceLevel, wait: Tick, by: Actor) -> None:
    case = set_stage(start_case(cast.opens_case(), by=by), stage(stops_clock=True), by=by)
    wait(3)
    case = resume_case(case, by=by)
    Stage.objects.update(stops_clock=False)
    assert hours(edit_case(case, by=by, priority=Priority.URGENT))[1] == 2 + 3


def test_a_pause_of_before_there_were_stages_stopped_the_clock(
    cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    case = pause_case(start_case(cast.opens_case(), by=by), by=by)
    wait(3)
    case = resume_case(case, by=by)
    rows = CaseEvent.objects.filter(case=case)
    for event in rows:
        models_update(event, data={})
    assert hours(edit_case(case, by=by, priority=Priority.URGENT))[1] == 2 + 3


def models_update(event: CaseEvent, **fields: object) -> None:
    """Past the queryset, which refuses: as a row of another version of Serva."""
    super(type(CaseEvent.objects.all()), CaseEvent.objects.filter(pk=event.pk)).update(**fields)


@pytest.mark.parametrize("seed", range(12))
def test_counted_along_the_way_or_from_the_history_is_the_same(
    seed: int, cast: Cast, level: ServiceLevel, wait: Tick, by: Actor
) -> None:
    """Any road through stages, waits and hand-overs; and lateness is told alike by row and by question."""
    rng = random.Random(seed)
    stages = [
        stage(status, stops_clock=stops) for status in ("acknowledged", "in_progress", "waiting") for stops in (0, 1)
    ]
    case = acknowledge_case(cast.opens_case(), by=by)
    steps: list[Callable[[], Case]] = [
        lambda: set_stage(case, rng.choice([None, *stages]), by=by),
        lambda: rng.choice([acknowledge_case, start_case, pause_case, resume_case])(case, by=by),
        lambda: assign_case(case, by=by, person=cast.nils),
    ]
    for _ in range(25):
        wait(rng.randint(0, 5))
        try:
            with transaction.atomic():
                case = rng.choices(steps, [8, 8, 1])[0]()
        except NotPossible:
            continue
        assert Case.objects.overdue().exists() is Case.objects.get(pk=case.pk).is_late
    case = start_case(acknowledge_case(assign_case(case, by=by, person=cast.nils), by=by), by=by)
    along = hours(case)[1]
    ServiceLevel.objects.update(finish_high=600)
    assert hours(edit_case(case, by=by, priority=Priority.HIGH))[1] == along

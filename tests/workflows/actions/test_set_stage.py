"""Stages: what may stand where, what a step does to them, what the history keeps."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.workflows.actions.test_status_verbs import ROADS, VERBS, case_in, tea
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.assign_case import assign_case
from workflows.actions.pause_case import pause_case
from workflows.actions.set_stage import set_stage
from workflows.errors import NotPossible, StaleVersion
from workflows.models import Case, Category, EventKind, Stage, Status
from workflows.models.standing import OPEN

SOURCES = [(verb, status) for verb, (sources, *_others) in VERBS.items() for status in OPEN if status in sources]


def stage_on(status: str, **fields: object) -> Stage:
    return Stage.objects.create(**{"name_sv": "Beställt", "status": status, **fields})


@pytest.mark.parametrize("status", OPEN)
def test_it_puts_a_case_in_a_stage_of_its_status(cast: Cast, status: str) -> None:
    case = set_stage(case_in(cast, status), stage := stage_on(status), by=tea(cast))
    now = Case.objects.get(pk=case.pk)
    assert (now.status, now.stage, now.stage_status, now.version) == (status, stage, status, case.version)
    assert now.events.latest("sequence").kind == EventKind.STAGE_SET


def test_the_history_keeps_the_words_of_that_moment(cast: Cast) -> None:
    stage = stage_on("waiting", name_en="Ordered", customer_text_sv="Delen är beställd")
    case = set_stage(case_in(cast, "waiting"), stage, by=tea(cast))
    Stage.objects.update(name_sv="Annat", customer_text_sv="")
    event = case.events.latest("sequence")
    assert event.data["stage"] == {"sv": "Beställt", "en": "Ordered"}
    assert event.data["stage_for_customer"]["sv"] == "Delen är beställd"
    assert event.is_public


def test_a_stage_without_words_for_the_customer_is_not_told_to_her(cast: Cast) -> None:
    case = set_stage(case_in(cast, "waiting"), stage_on("waiting"), by=tea(cast))
    assert not case.events.latest("sequence").is_public


@pytest.mark.parametrize(
    ("status", "target", "kind"),
    [
        ("acknowledged", "in_progress", EventKind.STARTED),
        ("acknowledged", "waiting", EventKind.PAUSED),
        ("in_progress", "waiting", EventKind.PAUSED),
        ("waiting", "in_progress", EventKind.RESUMED),
    ],
)
def test_one_choice_takes_the_step_on_the_way(cast: Cast, status: str, target: str, kind: EventKind) -> None:
    case = case_in(cast, status)
    now = set_stage(case, stage_on(target), by=tea(cast), version=case.version)
    assert (now.status, now.version, now.stage_status) == (target, case.version + 1, target)
    assert now.events.latest("sequence").kind == kind


def test_the_customer_reads_the_stage_s_words_where_nobody_wrote_others(cast: Cast) -> None:
    stage = stage_on("waiting", customer_text_sv="Vi väntar på en reservdel")
    case = set_stage(case_in(cast, "in_progress"), stage, by=tea(cast))
    assert case.events.latest("sequence").data["reason"] == "Vi väntar på en reservdel"


@pytest.mark.parametrize(
    ("status", "target"),
    [("assigned", "waiting"), ("assigned", "acknowledged"), ("in_progress", "acknowledged"), ("waiting", "assigned")],
)
def test_it_refuses_a_stage_that_no_single_step_leads_to(cast: Cast, status: str, target: str) -> None:
    with pytest.raises(NotPossible, match="Beställt"):
        set_stage(case_in(cast, status), stage_on(target), by=tea(cast))


@pytest.mark.parametrize("status", ["done", "closed", "cancelled"])
def test_an_ended_case_stands_in_no_stage(cast: Cast, status: str) -> None:
    with pytest.raises(NotPossible):
        set_stage(case_in(cast, status), stage_on("waiting"), by=tea(cast))


def test_it_refuses_a_stage_of_other_cases_or_out_of_use(cast: Cast) -> None:
    case = case_in(cast, "waiting")
    for fields in ({"category": cast.door_category}, {"is_active": False, "name_sv": "Gammalt"}):
        with pytest.raises(NotPossible):
            set_stage(case, stage_on("waiting", **fields), by=tea(cast))


def test_a_category_s_children_have_its_stages(cast: Cast) -> None:
    child = Category.objects.create(name_sv="Rulltrappa", parent=cast.lift_category)
    case = acknowledge_case(cast.opens_case(category=child), by=tea(cast))
    assert set_stage(case, stage_on("waiting", category=cast.lift_category), by=tea(cast)).stage is not None


@pytest.mark.parametrize(("verb", "status"), SOURCES)
def test_every_step_takes_the_case_out_of_its_stage(cast: Cast, verb: object, status: str) -> None:
    case = set_stage(case_in(cast, status), stage_on(status), by=tea(cast))
    verb(case, by=tea(cast))  # type: ignore[operator]
    now = Case.objects.get(pk=case.pk)
    assert (now.stage, now.stage_status) == (None, "")
    assert (now.clock_stopped_since is not None) is (now.status == Status.WAITING)


@pytest.mark.parametrize("status", OPEN)
def test_a_hand_over_takes_the_case_out_of_its_stage(cast: Cast, status: str) -> None:
    case = set_stage(case_in(cast, status), stage_on(status), by=tea(cast))
    assert assign_case(case, by=tea(cast), person=cast.nils).stage is None


def test_it_takes_a_case_out_of_its_stage(cast: Cast) -> None:
    case = set_stage(case_in(cast, "waiting"), stage_on("waiting"), by=tea(cast))
    case = set_stage(case, None, by=tea(cast))
    assert (case.stage, case.status) == (None, "waiting")
    assert case.events.latest("sequence").data["left"]["sv"] == "Beställt"


def test_the_same_stage_twice_is_once(cast: Cast) -> None:
    case = set_stage(case_in(cast, "waiting"), stage := stage_on("waiting"), by=tea(cast))
    assert set_stage(case, stage, by=tea(cast)).version == case.version


def test_it_loses_to_who_was_quicker(cast: Cast) -> None:
    case = case_in(cast, "in_progress")
    pause_case(case, by=tea(cast))
    with pytest.raises(StaleVersion):
        set_stage(case, stage_on("waiting"), by=tea(cast), version=case.version)


@pytest.mark.parametrize("status", [status for status in ROADS if status != "waiting"])
def test_the_database_refuses_a_stage_of_another_status(cast: Cast, status: str) -> None:
    case, stage = case_in(cast, status), stage_on("waiting")
    for kept in ("waiting", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(stage=stage, stage_status=kept)


@pytest.mark.parametrize("status", ["assigned", "done", "closed", "cancelled"])
def test_the_database_refuses_a_stopped_clock_where_nobody_works(cast: Cast, status: str) -> None:
    case = case_in(cast, status)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(clock_stopped_since=case.opened_at)

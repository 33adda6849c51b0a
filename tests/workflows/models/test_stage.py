import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.set_stage import set_stage
from workflows.actor import SYSTEM, Actor
from workflows.models import Stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["done", "closed", "cancelled", "x"])
def test_the_database_lets_it_rest_on_open_statuses_alone(status: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.create(name_sv="Klart", status=status)


def test_nobody_stops_the_clock_of_what_nobody_has_acknowledged() -> None:
    with pytest.raises(ValidationError) as refused:
        Stage(name_sv="Ny", status="assigned", stops_clock=True).full_clean()
    assert "stops_clock" in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.create(name_sv="Ny", status="assigned", stops_clock=True)


def test_its_name_is_used_once(cast: Cast) -> None:
    Stage.objects.create(name_sv="Beställt", category=cast.lift_category)
    Stage.objects.create(name_sv="Beställt")
    for category in (None, cast.lift_category):
        with pytest.raises(IntegrityError), transaction.atomic():
            Stage.objects.create(name_sv="Beställt", category=category)


def test_its_status_stays_while_cases_stand_in_it(cast: Cast) -> None:
    stage = Stage.objects.create(name_sv="Beställt", status="acknowledged")
    case = acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field"))
    set_stage(case, stage, by=SYSTEM)
    stage.status = "waiting"
    with pytest.raises(ValidationError) as refused:
        stage.full_clean()
    assert "status" in refused.value.message_dict
    set_stage(case, None, by=SYSTEM)
    stage.full_clean()

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.pause_case import pause_case
from workflows.actor import Actor
from workflows.models import Case, CaseRow

pytestmark = pytest.mark.django_db
SAID = (
    "number",
    "title",
    "is_open",
    "is_late",
    "is_left_too_long",
    "responsible_id",
    "priority",
    "status_since",
    "stage_id",
)


def agrees(case: Case) -> bool:
    case = Case.objects.get(pk=case.pk)
    [row] = CaseRow.of(Case.objects.filter(pk=case.pk).for_rows())
    where = case.worksite.brief if case.worksite else case.place
    same = [getattr(row, name) == getattr(case, name) for name in SAID]
    return all([*same, row.where == where, row.answerer == str(case.answerer)])


@pytest.mark.parametrize("hours", [-3, 3])
def test_it_says_what_the_case_says(cast: Cast, hours: int) -> None:
    assert agrees(cast.opens_case(finish_by=timezone.now() + timedelta(hours=hours)))


@pytest.mark.parametrize("name", [{"first_name": "", "last_name": ""}, {"first_name": "Tea", "last_name": "Lind"}])
def test_it_names_who_answers_as_people_do(cast: Cast, name: dict[str, Any]) -> None:
    type(cast.tea).objects.filter(pk=cast.tea.pk).update(**name)
    assert agrees(acknowledge_case(cast.opens_case(), by=Actor.of(cast.tea, via="field")))


def test_its_clock_stands_while_it_waits(cast: Cast) -> None:
    by = Actor.of(cast.tea, via="field")
    case = acknowledge_case(cast.opens_case(), by=by)
    pause_case(case, by=by, reason="Reservdel")
    Case.objects.filter(pk=case.pk).update(finish_by=timezone.now() - timedelta(seconds=-1))
    assert agrees(case)


def test_a_place_in_words_stands_for_a_worksite(cast: Cast) -> None:
    assert agrees(cast.opens_case(worksite=None, place="Bakom huset"))

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.models import User
from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.cancel_case import cancel_case
from workflows.actions.change_absence import change_absence
from workflows.actions.end_absence import end_absence
from workflows.actions.finish_case import finish_case
from workflows.actions.hand_over_cases import HandedOver, hand_over_cases
from workflows.actions.register_absence import register_absence
from workflows.actions.reopen_case import reopen_case
from workflows.actor import SYSTEM, Actor
from workflows.errors import NotPossible
from workflows.models import Absence, Case, CaseEvent, EventKind


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days=days)


def entered(cast: Cast, **fields: Any) -> Absence:
    """Nils, from yesterday until in three days, with Tea as his deputy, unless `fields` say other."""
    given = {"person": cast.nils, "first_day": today(-1), "last_day": today(3), "deputy": cast.tea, **fields}
    return register_absence(Absence(**given), by=Actor.of(cast.dora, via="admin"))


def test_it_remembers_who_entered_it(cast: Cast) -> None:
    absence = entered(cast)
    assert absence.entered_by == cast.dora
    logged = ModelLogEntry.objects.for_instance(absence).get()
    assert (logged.action, logged.user) == ("wagtail.create", cast.dora)


@pytest.mark.parametrize(("first", "last"), [(-5, -1), (3, 9), (0, 1), (-9, 9)])
def test_it_refuses_days_that_overlap(first: int, last: int, cast: Cast) -> None:
    entered(cast)
    with pytest.raises(NotPossible, match="Redan frånvarande då"):
        entered(cast, first_day=today(first), last_day=today(last))
    assert Absence.objects.count() == 1


def test_it_takes_days_beside_each_other_and_of_others(cast: Cast) -> None:
    entered(cast)
    entered(cast, first_day=today(4), last_day=today(4))
    entered(cast, person=cast.tea, deputy=None)
    assert Absence.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"last_day": -2}, "inte vara före"),
        ({"deputy": "nils"}, "Ingen kan ersätta sig själv"),
        ({"deputy": "anna"}, "Välj en kollega som arbetar kvar"),
        ({"last_day": 40_000}, "mellan åren 2000 och 2100"),
    ],
)
def test_it_refuses_with_a_sentence(fields: dict[str, Any], sentence: str, cast: Cast) -> None:
    given = {name: today(value) if isinstance(value, int) else getattr(cast, value) for name, value in fields.items()}
    with pytest.raises(NotPossible, match=sentence):
        entered(cast, **given)
    assert not Absence.objects.exists()


def test_it_refuses_a_deputy_who_has_left(cast: Cast) -> None:
    User.objects.filter(pk=cast.tea.pk).update(is_active=False)
    with pytest.raises(NotPossible, match="arbetar kvar"):
        entered(cast, deputy=User.objects.get(pk=cast.tea.pk))


@pytest.mark.parametrize("wrong", [{"last_day": -2}, {"deputy": "nils"}])
def test_the_database_refuses_it_too(wrong: dict[str, Any], cast: Cast) -> None:
    fields = {name: today(value) if isinstance(value, int) else getattr(cast, value) for name, value in wrong.items()}
    given = {"person": cast.nils, "first_day": today(), "last_day": today(), **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(**given)


def test_it_changes_days_without_meeting_itself(cast: Cast) -> None:
    absence = entered(cast)
    absence.last_day, absence.deputy = today(9), None
    change_absence(absence, by=SYSTEM)
    absence.refresh_from_db()
    assert (absence.last_day, absence.deputy) == (today(9), None)


def test_it_ends_so_that_the_person_is_back_today(cast: Cast) -> None:
    absence = end_absence(entered(cast), by=SYSTEM)
    assert absence is not None and absence.last_day == today(-1)
    assert not Absence.objects.on(today()).exists()


@pytest.mark.parametrize("first", [0, 2])
def test_it_takes_an_absence_away_that_has_no_day_yet(first: int, cast: Cast) -> None:
    assert end_absence(entered(cast, first_day=today(first)), by=SYSTEM) is None
    assert not Absence.objects.exists()


def test_it_does_not_end_what_is_over(cast: Cast) -> None:
    with pytest.raises(NotPossible, match="redan slut"):
        end_absence(entered(cast, last_day=today(-1)), by=SYSTEM)


def test_it_hands_over_what_is_open_each_with_its_reason_and_event(cast: Cast) -> None:
    assigned, begun, done = (cast.foreign_case() for _ in range(3))
    by = Actor.of(cast.nils, via="field")
    acknowledge_case(begun, by=by)
    finish_case(acknowledge_case(done, by=by), by=by)
    absence = entered(cast)
    assert hand_over_cases(absence, by=Actor.of(cast.dora, via="admin")) == HandedOver(cast.tea, 2, 0)
    for case in Case.objects.filter(pk__in=[assigned.pk, begun.pk]):
        assert case.responsible == cast.tea
        assert case.assignment_reason == f"Ersätter Nils Berg, {absence.until}"
        event = CaseEvent.objects.filter(case=case).latest("sequence")
        assert (event.kind, event.user) == (EventKind.ASSIGNED, cast.dora)
    assert Case.objects.get(pk=done.pk).responsible == cast.nils


def test_it_hands_over_to_the_end_of_the_chain(cast: Cast) -> None:
    case = cast.foreign_case()
    entered(cast, person=cast.tea, deputy=cast.lena)
    hand_over_cases(entered(cast), by=SYSTEM)
    assert Case.objects.get(pk=case.pk).responsible == cast.lena


@pytest.mark.parametrize("fields", [{"deputy": None}, {"first_day": 1}, {"first_day": -4, "last_day": -2}])
def test_it_leaves_the_cases_where_nobody_stands_in_today(fields: dict[str, Any], cast: Cast) -> None:
    case = cast.foreign_case()
    days = {name: today(value) if isinstance(value, int) else value for name, value in fields.items()}
    with pytest.raises(NotPossible, match="Ingen ersätter Nils Berg"):
        hand_over_cases(entered(cast, **days), by=SYSTEM)
    assert Case.objects.get(pk=case.pk).responsible == cast.nils


def test_it_leaves_a_case_that_somebody_else_takes_meanwhile(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cast.foreign_case()
    stale = Case.objects.get(pk=case.pk)
    acknowledge_case(case, by=Actor.of(cast.nils, via="field"))
    monkeypatch.setattr("workflows.actions.hand_over_cases.open_cases_of", lambda absence: [stale])
    assert hand_over_cases(entered(cast), by=SYSTEM) == HandedOver(cast.tea, 0, 1)
    assert Case.objects.get(pk=case.pk).responsible == cast.nils


def test_a_case_reopened_meanwhile_goes_to_the_deputy(cast: Cast) -> None:
    case = cast.foreign_case()
    cancel_case(case, by=SYSTEM)
    entered(cast)
    reopened = reopen_case(case, by=Actor.of(cast.otto, via="portal"))
    assert reopened.responsible == cast.tea and reopened.assignment_reason.startswith("Ersätter Nils Berg")


def test_a_case_reopened_without_a_deputy_stays_with_the_person(cast: Cast) -> None:
    case = cast.foreign_case()
    cancel_case(case, by=SYSTEM)
    entered(cast, deputy=None)
    assert reopen_case(case, by=SYSTEM).responsible == cast.nils

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from workflows.actions.open_case import open_case
from workflows.actor import SYSTEM
from workflows.errors import NobodyAnswers
from workflows.models import Case, Errand, EventKind, Responsibility


def draft(cast: Cast, **fields: object) -> Case:
    return Case(**{"title": "Hiss", "source": Case.Source.OFFICE, "worksite": cast.storgatan, **fields})


def test_it_finds_who_answers_before_the_insert(cast: Cast) -> None:
    case = open_case(draft(cast), by=SYSTEM)
    assert (case.team, case.responsible, case.status) == (cast.lifts, None, "assigned")


def test_it_keeps_the_reason_on_the_case_and_in_the_history(cast: Cast) -> None:
    case = open_case(draft(cast), by=SYSTEM)
    assert "Hissgruppen" in case.assignment_reason
    assert case.events.get().data["reason"] == case.assignment_reason


def test_it_takes_the_customer_of_the_worksite(cast: Cast) -> None:
    assert open_case(draft(cast, customer=cast.asen), by=SYSTEM).customer == cast.bjorken


def test_it_writes_the_first_event_with_its_errand(cast: Cast) -> None:
    event = open_case(draft(cast), by=SYSTEM).events.get()
    assert (event.sequence, event.kind) == (1, EventKind.OPENED)
    assert Errand.objects.filter(key=f"notify:{event.pk}").exists()


def test_it_gives_the_same_case_for_a_key_seen_before(cast: Cast) -> None:
    first = open_case(draft(cast, submission_key="k1"), by=SYSTEM)
    assert open_case(draft(cast, submission_key="k1", title="annat"), by=SYSTEM) == first
    assert Case.objects.count() == 1


def test_it_makes_the_reporters_one_case_link(cast: Cast) -> None:
    link = cast.opens_case().links.get()
    assert (link.email, len(link.token)) == (cast.anna.email, 22)


def test_it_refuses_when_nobody_answers_and_leaves_no_trace(cast: Cast) -> None:
    Responsibility.objects.all().delete()
    with pytest.raises(NobodyAnswers):
        open_case(draft(cast), by=SYSTEM)
    assert not Case.objects.exists()


def test_it_cannot_be_opened_without_somebody_even_past_the_verb(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(title="Ingen", source=Case.Source.OFFICE)

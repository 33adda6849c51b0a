"""The case of a caller with what is new to us: all of it, or nothing."""

import pytest

from tests.cast import Cast
from workflows.actions.open_case_for_caller import open_case_for_caller
from workflows.actor import Actor
from workflows.errors import NobodyAnswers
from workflows.models import Case, Contact, Customer, Responsibility, Worksite


def draft(**fields: object) -> Case:
    return Case(**{"title": "Tjuter", "source": Case.Source.OFFICE, "submission_key": "office.1", **fields})


def opens(cast: Cast, case: Case, **new: object) -> Case:
    return open_case_for_caller(case, by=Actor.of(cast.dora, via="admin"), **new)  # type: ignore[arg-type]


def newcomers() -> dict[str, object]:
    return {
        "customer": Customer(number="7", name="Brf Eken"),
        "worksite": Worksite(name="Ekvägen 4"),
        "contact": Contact(name="Eva", email="eva@eken.example"),
    }


def test_it_makes_all_of_them(cast: Cast) -> None:
    case = opens(cast, draft(), **newcomers())
    assert case.customer == case.worksite.customer == case.reporter.customer  # type: ignore[union-attr]
    assert case.links.get().email == "eva@eken.example"


def test_it_gives_the_same_case_again(cast: Cast) -> None:
    first = opens(cast, draft(), **newcomers())
    assert opens(cast, draft(), **newcomers()) == first
    assert Customer.objects.filter(name="Brf Eken").count() == 1


def test_it_makes_nothing_when_the_other_post_was_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opens(cast, draft())
    monkeypatch.setattr("workflows.actions.open_case_for_caller.opened_before", lambda case: None)
    assert opens(cast, draft(), **newcomers()) == first
    assert not Customer.objects.filter(name="Brf Eken").exists()


def test_it_makes_nothing_when_nobody_answers(cast: Cast) -> None:
    Responsibility.objects.all().delete()
    with pytest.raises(NobodyAnswers):
        opens(cast, draft(), **newcomers())
    assert not Customer.objects.filter(name="Brf Eken").exists()

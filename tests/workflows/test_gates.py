"""What must be there before a case is finished or closed."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.pictures import jpeg
from workflows.actions.add_attachments import add_attachments
from workflows.actions.answer_checklist import answer_checklist
from workflows.actions.approve_case import approve_case
from workflows.actions.close_case import close_case
from workflows.actions.close_done_cases import close_done_cases
from workflows.actions.declare_nothing_used import declare_nothing_used
from workflows.actions.finish_case import finish_case
from workflows.actions.publish_checklist import publish_checklist
from workflows.actions.remove_used_article import remove_used_article
from workflows.actions.reopen_case import reopen_case
from workflows.actions.start_case import start_case
from workflows.actions.use_article import use_article
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.errors import NotPossible
from workflows.gates import GateClosed, missing, seen_missing, unheld
from workflows.models import Case, Category, ChecklistItem, ChecklistTemplate, Company, EventKind, Gate
from workflows.pictures import accept


def by(cast: Cast, who: str = "tea") -> Actor:
    return Actor.of(getattr(cast, who), via="field")


def started(cast: Cast, **fields: Any) -> Case:
    return start_case(cast.opens_case(**fields), by=by(cast))


def done(cast: Cast, **fields: Any) -> Case:
    return finish_case(started(cast, **fields), by=by(cast))


def photo() -> Any:
    return accept(SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg"))


def lacks(case: Case, verb: str = "finish") -> list[str]:
    return [one.requires for one in missing(case, verb)]


FULFIL: dict[str, Any] = {
    "article": lambda case, cast: use_article(case, cast.article, Decimal(1), by=by(cast)),
    "photo": lambda case, cast: add_attachments(case, [photo()], by=by(cast)),
    "message": lambda case, cast: write_message(case, "Klart", by=by(cast)),
}
NOT_ENOUGH: dict[str, Any] = {
    "article": lambda case, cast: remove_used_article(FULFIL["article"](case, cast), by=by(cast)),
    "photo": lambda case, cast: add_attachments(case, [photo()], by=Actor.of(cast.anna, via="portal")),
    "message": lambda case, cast: write_message(case, "Notis", by=by(cast), internal=True),
}


@pytest.mark.parametrize("requires", list(FULFIL))
def test_a_gate_opens_with_what_it_asks_for(cast: Cast, requires: str) -> None:
    Gate.objects.create(requires=requires)
    case = started(cast)
    with pytest.raises(GateClosed, match=r"\w+ \w+"):
        finish_case(case, by=by(cast))
    assert Case.objects.get(pk=case.pk).status == "in_progress"
    FULFIL[requires](case, cast)
    assert finish_case(case, by=by(cast)).status == "done"


@pytest.mark.parametrize("requires", list(NOT_ENOUGH))
def test_a_gate_stays_closed_to_what_only_looks_like_it(cast: Cast, requires: str) -> None:
    Gate.objects.create(requires=requires)
    case = started(cast)
    NOT_ENOUGH[requires](case, cast)
    assert lacks(case) == [requires]


def test_a_customer_s_message_is_none_of_ours(cast: Cast) -> None:
    Gate.objects.create(requires="message")
    case = started(cast)
    write_message(case, "Tack", by=Actor.of(cast.anna, via="portal"))
    assert lacks(case) == ["message"]


def test_a_checklist_opens_its_gate_once_it_is_done(cast: Cast) -> None:
    template = ChecklistTemplate.objects.create(name_sv="Egenkontroll hiss")
    key = str(ChecklistItem.objects.create(template=template, label_sv="Nödstopp").pk)
    publish_checklist(template)
    Gate.objects.create(requires="checklist", checklist=template)
    case = started(cast)
    answer_checklist(case, template, {}, by=by(cast), revision=0, complete=False)
    assert lacks(case) == ["checklist"]
    answer_checklist(case, template, {key: ("ok", "")}, by=by(cast), revision=1, complete=True)
    assert lacks(case) == []


def test_nothing_used_opens_the_gate_until_something_is(cast: Cast) -> None:
    Gate.objects.create(requires="article")
    case = declare_nothing_used(started(cast), by=by(cast))
    assert lacks(case) == []
    assert case.events.latest("sequence").kind == EventKind.NOTHING_USED
    remove_used_article(FULFIL["article"](case, cast), by=by(cast))
    assert not Case.objects.get(pk=case.pk).nothing_used
    assert lacks(case) == ["article"]


def test_nothing_used_is_not_said_where_something_is(cast: Cast) -> None:
    case = started(cast)
    FULFIL["article"](case, cast)
    with pytest.raises(NotPossible):
        declare_nothing_used(case, by=by(cast))


def test_a_verb_that_read_before_does_not_bring_nothing_used_back(cast: Cast) -> None:
    case = Case.objects.get(pk=declare_nothing_used(started(cast), by=by(cast)).pk)
    FULFIL["article"](case, cast)
    case.save_changed()
    assert not Case.objects.get(pk=case.pk).nothing_used


@pytest.mark.parametrize(("category", "found"), [("lift_category", True), ("door_category", False)])
def test_a_gate_is_for_its_category_and_those_below(cast: Cast, category: str, found: bool) -> None:
    Gate.objects.create(requires="photo", category=cast.lift_category)
    child = Category.objects.create(name_sv="Under", parent=getattr(cast, category))
    case = started(cast, category=child)
    assert bool(lacks(case)) is bool(seen_missing(case, "finish")) is found


def test_a_gate_out_of_use_or_of_another_verb_holds_nobody(cast: Cast) -> None:
    Gate.objects.create(requires="photo", is_active=False)
    Gate.objects.create(requires="message", verb="close")
    assert lacks(started(cast)) == []


@pytest.mark.parametrize("who", ["lena", "dora", "adam"])
def test_who_may_goes_past_with_a_reason_that_is_kept(cast: Cast, who: str) -> None:
    Gate.objects.create(requires="photo")
    case = finish_case(started(cast), by=by(cast, who), override="Kameran är sönder")
    event = case.events.latest("sequence")
    assert (event.data["override_reason"], event.data["overridden"][0]["requires"]) == ("Kameran är sönder", "photo")


@pytest.mark.parametrize(("who", "reason"), [("tea", "Orkar inte"), ("dora", "")])
def test_nobody_else_and_nobody_without_a_reason_goes_past(cast: Cast, who: str, reason: str) -> None:
    Gate.objects.create(requires="photo")
    with pytest.raises(GateClosed):
        finish_case(started(cast), by=by(cast, who), override=reason)


def test_an_open_gate_asks_no_reason(cast: Cast) -> None:
    case = finish_case(started(cast), by=by(cast, "dora"), override="I onödan")
    assert "overridden" not in case.events.latest("sequence").data


def test_closing_has_gates_of_its_own(cast: Cast) -> None:
    Gate.objects.create(requires="article", verb="close")
    case = done(cast)
    with pytest.raises(GateClosed):
        close_case(case, by=by(cast, "dora"))
    FULFIL["article"](case, cast)
    assert close_case(case, by=by(cast, "dora")).status == "closed"


def test_the_customer_s_approval_is_kept_where_our_gate_is_closed(cast: Cast) -> None:
    Gate.objects.create(requires="article", verb="close")
    case = approve_case(done(cast), by=Actor.of(cast.anna, via="portal"))
    assert (case.status, case.events.latest("sequence").kind) == ("done", EventKind.APPROVED)
    assert close_done_cases() == 0
    FULFIL["article"](case, cast)
    assert close_done_cases() == 1
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_the_customer_s_approval_closes_at_once_where_no_gate_is(cast: Cast) -> None:
    assert approve_case(done(cast), by=Actor.of(cast.anna, via="portal")).status == "closed"


def test_who_reopens_takes_the_approval_back(cast: Cast) -> None:
    Gate.objects.create(requires="article", verb="close")
    anna = Actor.of(cast.anna, via="portal")
    assert reopen_case(approve_case(done(cast), by=anna), by=anna).approved_at is None


def test_closing_by_itself_leaves_what_a_gate_holds_and_closes_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflows.actions.close_done_cases.BATCH", 1)
    cases = [done(cast) for _ in range(3)]
    Gate.objects.create(requires="article", verb="close")
    FULFIL["article"](cases[2], cast)
    Case.objects.update(finished_at=cases[0].opened_at.replace(year=2020))
    assert Company.load().auto_close_days
    assert close_done_cases() == 1
    assert list(Case.objects.order_by("pk").values_list("status", flat=True)) == ["done", "done", "closed"]


@pytest.mark.parametrize("requires", list(FULFIL))
def test_what_closes_by_itself_is_asked_of_all_cases_at_once(cast: Cast, requires: str) -> None:
    """The same answer as for one case, of a gate that stands on the category above."""
    below = Category.objects.create(parent=cast.lift_category, name_sv="Stannat", name_en="Stopped")
    Gate.objects.create(requires=requires, verb="close", category=cast.lift_category)
    held, other = done(cast, category=below), done(cast, category=cast.door_category)
    assert [lacks(case, "close") for case in (held, other)] == [[requires], []]
    assert list(Case.objects.filter(unheld("close"))) == [other]
    FULFIL[requires](held, cast)
    assert set(Case.objects.filter(unheld("close"))) == {held, other}


def test_a_checklist_holds_back_too(cast: Cast) -> None:
    template = ChecklistTemplate.objects.create(name_sv="Egenkontroll hiss")
    key = str(ChecklistItem.objects.create(template=template, label_sv="Nödstopp").pk)
    publish_checklist(template)
    Gate.objects.create(requires="checklist", checklist=template, verb="close")
    case = started(cast)
    answer_checklist(case, template, {}, by=by(cast), revision=0, complete=False)
    assert not Case.objects.filter(unheld("close")).exists()
    answer_checklist(case, template, {key: ("ok", "")}, by=by(cast), revision=1, complete=True)
    assert Case.objects.filter(unheld("close")).get() == case


def test_closing_by_itself_asks_nothing_of_what_is_held(cast: Cast, django_assert_num_queries: Any) -> None:
    Gate.objects.create(requires="article", verb="close")
    for _ in range(3):
        done(cast)
    Case.objects.update(finished_at=Case.objects.latest("pk").opened_at.replace(year=2020))
    with django_assert_num_queries(3):  # the company, the gates, the cases
        assert close_done_cases() == 0


def test_pages_ask_nothing_while_there_are_no_gates(cast: Cast, django_assert_num_queries: Any) -> None:
    case = started(cast)
    seen_missing(case, "finish")
    with django_assert_num_queries(0):
        seen_missing(case, "finish")


def test_pages_ask_once_however_many_gates(cast: Cast, django_assert_num_queries: Any) -> None:
    case = started(cast)
    for requires in FULFIL:
        Gate.objects.create(requires=requires, category=cast.lift_category)
    seen_missing(case, "finish")
    with django_assert_num_queries(1):
        assert len(seen_missing(case, "finish")) == 3


def test_the_database_refuses_a_gate_without_its_checklist_and_one_twice(cast: Cast) -> None:
    Gate.objects.create(requires="photo")
    for fields in ({"requires": "checklist"}, {"requires": "photo"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Gate.objects.create(**fields)


def test_the_database_refuses_an_approval_of_what_is_not_done(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=started(cast).pk).update(approved_at=cast.opens_case().opened_at)


def test_serva_itself_goes_past_no_gate(cast: Cast) -> None:
    Gate.objects.create(requires="photo")
    with pytest.raises(GateClosed):
        finish_case(started(cast), by=SYSTEM, override="Själv")

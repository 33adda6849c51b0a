"""What the office does with an order: send, settle by hand, cancel, order again."""

from collections.abc import Callable

import pytest

from reports.actions.cancel_erp_order import cancel_erp_order
from reports.actions.order_again import order_again
from reports.actions.resend_erp_order import resend_erp_order
from reports.actions.send_erp_order import send_erp_order
from reports.actions.settle_erp_order import settle_erp_order
from reports.models import ErpOrder, ErpOrderLine, State
from tests.cast import Cast
from tests.reports.made import closed_case, order_of, use_fake_erp
from workflows.actions.reopen_case import reopen_case
from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import CaseEvent, Errand

Verb = Callable[[ErpOrder, Actor], ErpOrder]

VERBS: dict[str, Verb] = {
    "resend": lambda order, by: resend_erp_order(order, by=by),
    "settle": lambda order, by: settle_erp_order(order, "8001", by=by),
    "cancel": lambda order, by: cancel_erp_order(order, by=by, reason="Kunden ångrade sig."),
}
OUTCOMES = {"resend": State.QUEUED, "settle": State.SENT, "cancel": State.CANCELLED}
SETTLED = [State.SENDING, State.SENT, State.CANCELLED]


@pytest.fixture
def edda(cast: Cast) -> Actor:
    return Actor.of(cast.edda, via="admin")


def order_in(cast: Cast, state: State, **fields: object) -> ErpOrder:
    order = order_of(closed_case(cast, "2", **fields))
    number = "8001" if state == State.SENT else ""
    ErpOrder.objects.filter(pk=order.pk).update(state=state, number=number, error="Något")
    return ErpOrder.objects.get(pk=order.pk)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", [State.DRAFT, State.QUEUED, State.REJECTED, State.UNKNOWN])
def test_it_moves_an_order_that_is_not_settled(cast: Cast, edda: Actor, verb: str, state: State) -> None:
    order = order_in(cast, state)
    VERBS[verb](order, edda)
    order = ErpOrder.objects.get(pk=order.pk)
    assert (order.state, order.error) == (OUTCOMES[verb], "")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", SETTLED)
def test_it_refuses_an_order_that_is_settled_or_being_sent(cast: Cast, edda: Actor, verb: str, state: State) -> None:
    order = order_in(cast, state)
    with pytest.raises(NotPossible):
        VERBS[verb](order, edda)
    assert ErpOrder.objects.get(pk=order.pk).state == state
    assert not CaseEvent.objects.filter(kind="ordered").exists()


@pytest.mark.parametrize("verb", VERBS)
def test_it_says_in_the_history_who_did_it(cast: Cast, edda: Actor, verb: str) -> None:
    order = order_in(cast, State.REJECTED)
    VERBS[verb](order, edda)
    event = CaseEvent.objects.get(kind="ordered")
    assert (event.user, event.is_public) == (cast.edda, False)
    assert order.reference in event.data["reason"]


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_all_or_nothing(cast: Cast, edda: Actor, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    order = order_in(cast, State.REJECTED)
    monkeypatch.setattr("reports.telling.record", broken)
    with pytest.raises(RuntimeError):
        VERBS[verb](order, edda)
    order.refresh_from_db()
    assert (order.state, order.error, order.rounds) == (State.REJECTED, "Något", 1)
    assert order.lines.filter(live=True).count() == 1


def test_resend_plans_a_sending_of_its_own(cast: Cast, edda: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    order = order_in(cast, State.REJECTED)
    Errand.objects.update(done_at=order.created_at)
    resend_erp_order(order, by=edda)
    assert Errand.objects.waiting().filter(kind="send_order", subject_id=order.pk).count() == 1


def test_resend_takes_what_the_register_says_now(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.REJECTED)
    cast.bjorken.number = "2002"
    cast.bjorken.save()
    assert resend_erp_order(order, by=edda).payload["customer"]["number"] == "2002"


def test_resend_keeps_what_may_be_booked_as_it_was(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.UNKNOWN)
    cast.bjorken.number = "2002"
    cast.bjorken.save()
    assert resend_erp_order(order, by=edda).payload["customer"]["number"] == "1001"


def test_resend_refuses_a_case_without_customer(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.DRAFT, worksite=None, place="Torget")
    with pytest.raises(NotPossible):
        resend_erp_order(order, by=edda)


def test_a_person_may_have_it_created_again_after_a_lost_answer(
    cast: Cast, edda: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    erp = use_fake_erp(monkeypatch, "8001")
    order = order_in(cast, State.UNKNOWN)
    resend_erp_order(order, by=edda)
    send_erp_order(order.pk)
    assert erp.asked == [order.reference]


def test_cancel_frees_the_articles(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.REJECTED)
    cancel_erp_order(order, by=edda)
    assert not ErpOrderLine.objects.filter(live=True).exists()


def test_order_again_makes_a_new_order_of_what_is_free(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.REJECTED)
    cancel_erp_order(order, by=edda)
    made = order_again(order, by=edda)
    assert (made.state, made.total) == (State.QUEUED, order.total)
    assert made.reference != order.reference


def test_order_again_refuses_when_nothing_is_left(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.REJECTED)
    cancel_erp_order(order, by=edda)
    order_again(order, by=edda)
    with pytest.raises(NotPossible):
        order_again(order, by=edda)
    assert ErpOrder.objects.count() == 2


def test_order_again_refuses_an_open_case_and_leaves_no_trace(cast: Cast, edda: Actor) -> None:
    order = order_in(cast, State.REJECTED)
    cancel_erp_order(order, by=edda)
    reopen_case(order.case, by=Actor.of(cast.dora, via="admin"))
    before = CaseEvent.objects.count()
    with pytest.raises(NotPossible):
        order_again(order, by=edda)
    assert CaseEvent.objects.count() == before

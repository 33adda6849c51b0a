from datetime import timedelta

import pytest
from django.utils import timezone

from reports.actions.send_erp_order import Busy, send_erp_order
from reports.erp.base import Lost, NotNow, Rejected
from reports.models import ErpOrder, State
from tests.cast import Cast
from tests.reports.made import closed_case, order_of, use_fake_erp
from workflows import errands
from workflows.models import CaseEvent, Errand


@pytest.fixture
def order(cast: Cast) -> ErpOrder:
    return order_of(closed_case(cast, "2"))


def send(order: ErpOrder) -> ErpOrder:
    send_erp_order(order.pk)
    return again(order)


def again(order: ErpOrder) -> ErpOrder:
    return ErpOrder.objects.get(pk=order.pk)


def told(order: ErpOrder) -> list[str]:
    return [event.data["reason"] for event in CaseEvent.objects.filter(case=order.case, kind="ordered")]


def test_it_sends_and_keeps_the_number(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_erp(monkeypatch, "8001")
    sent = send(order)
    assert (sent.state, sent.number, sent.error, sent.attempts) == (State.SENT, "8001", "", 1)
    assert sent.sent_at is not None


def test_it_tells_staff_alone_in_the_history_of_the_case(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_erp(monkeypatch, "8001")
    send(order)
    assert told(order) == [f"Order {order.reference} skickades och har nummer 8001 i ekonomisystemet."]
    assert not CaseEvent.objects.get(case=order.case, kind="ordered").is_public


def test_it_sends_once(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = use_fake_erp(monkeypatch, "8001", "8002")
    send(order)
    send(order)
    assert erp.asked == [order.reference]


def test_it_adopts_an_order_that_is_there_already(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = use_fake_erp(monkeypatch, "8002", booked={order.reference: "8001"})
    assert send(order).number == "8001"
    assert erp.asked == []


def test_it_keeps_the_sentence_of_a_refusal_and_stops(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_erp(monkeypatch, Rejected("Kunden finns inte."))
    sent = send(order)
    assert (sent.state, sent.error) == (State.REJECTED, "Kunden finns inte.")
    assert told(order) == [f"Ekonomisystemet avvisade order {order.reference}: Kunden finns inte."]


def test_it_is_tried_again_when_the_erp_cannot_now(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_erp(monkeypatch, NotNow("Vänta."), "8001")
    with pytest.raises(NotNow):
        send(order)
    assert (again(order).state, again(order).error) == (State.QUEUED, "Vänta.")
    assert send(order).number == "8001"
    assert len(told(order)) == 1


@pytest.mark.parametrize("error", [Lost("Inget svar."), TimeoutError("Inget svar.")])
def test_it_makes_no_second_order_for_a_lost_answer(
    order: ErpOrder, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    erp = use_fake_erp(monkeypatch, error, "8002")
    with pytest.raises(type(error)):
        send(order)
    assert (again(order).state, again(order).error) == (State.UNKNOWN, "Inget svar.")
    with pytest.raises(Lost):
        send(order)
    assert erp.asked == [order.reference]


def test_it_finds_the_order_whose_answer_was_lost(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = use_fake_erp(monkeypatch, Lost("Inget svar."))
    with pytest.raises(Lost):
        send(order)
    erp.booked = {order.reference: "8001"}
    assert send(order).number == "8001"


def test_it_repeats_where_a_repeat_is_harmless(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = use_fake_erp(monkeypatch, Lost("Inget svar."), "8001")
    monkeypatch.setattr(erp, "repeatable", True)
    with pytest.raises(Lost):
        send(order)
    assert send(order).number == "8001"


def test_it_leaves_an_order_alone_that_another_worker_sends(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = use_fake_erp(monkeypatch, "8001")
    assert again(order).begin() is State.QUEUED
    with pytest.raises(Busy):
        send(order)
    assert erp.asked == []


def test_it_only_asks_after_a_worker_died_with_the_answer(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    erp = use_fake_erp(monkeypatch, "8002")
    again(order).begin()
    ErpOrder.objects.update(sending_since=timezone.now() - errands.LEASE - timedelta(seconds=1))
    with pytest.raises(Lost):
        send(order)
    assert erp.asked == []
    assert again(order).state == State.UNKNOWN


def test_it_writes_no_outcome_over_that_of_its_successor(order: ErpOrder) -> None:
    slow = again(order)
    slow.begin()
    ErpOrder.objects.update(sending_since=timezone.now() - errands.LEASE - timedelta(seconds=1))
    quick = again(order)
    quick.begin()
    assert not slow.end_attempt(State.REJECTED, error="too late")
    assert quick.end_attempt(State.SENT, number="8001")
    assert again(order).number == "8001"


@pytest.mark.parametrize("state", [State.DRAFT, State.REJECTED, State.CANCELLED])
def test_it_sends_nothing_that_a_person_must_decide(
    order: ErpOrder, monkeypatch: pytest.MonkeyPatch, state: State
) -> None:
    erp = use_fake_erp(monkeypatch, "8001")
    ErpOrder.objects.update(state=state)
    assert send(order).state == state
    assert erp.asked == []


def test_it_waits_for_a_connector_that_is_not_there(order: ErpOrder) -> None:
    ErpOrder.objects.update(connector="gone")
    with pytest.raises(NotNow):
        send(order)
    assert again(order).state == State.QUEUED


def test_its_errand_comes_back_after_a_failure(order: ErpOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    use_fake_erp(monkeypatch, NotNow("Vänta."))
    errand = Errand.objects.get(kind="send_order")
    assert not errands.perform(errand.pk)
    errand.refresh_from_db()
    assert errand.done_at is errand.gave_up_at is None
    assert errand.due_at > timezone.now()

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from reports.models import ErpOrder, State
from tests.cast import CANARY, Cast
from tests.reports.made import closed_case, order_of, own_queries, seen_by

VERBS = {"send": "send_erp_order", "by-hand": "settle_erp_order", "cancel": "cancel_erp_order", "again": "order_again"}


@pytest.fixture
def order(cast: Cast) -> ErpOrder:
    order = order_of(closed_case(cast, "2"))
    ErpOrder.objects.update(state=State.REJECTED, error="Kunden finns inte.")
    order.refresh_from_db()
    return order


def page(order: ErpOrder) -> str:
    return reverse("reports:erp_order", args=[order.pk])


def verb(order: ErpOrder, name: str) -> str:
    return reverse(f"reports:{VERBS[name]}", args=[order.pk])


def test_its_list_begins_with_what_needs_a_decision(cast: Cast, order: ErpOrder) -> None:
    sent = order_of(closed_case(cast, "1"))
    text = seen_by(cast.edda).get(reverse("reports:erp_orders")).content.decode()
    assert order.reference in text
    assert "Kunden finns inte." in text
    assert sent.reference not in text


def test_its_list_shows_all_when_nothing_needs_a_decision(cast: Cast) -> None:
    order = order_of(closed_case(cast, "1"))
    assert order.reference in seen_by(cast.edda).get(reverse("reports:erp_orders")).content.decode()


@pytest.mark.parametrize(("words", "found"), [("{}", True), ("Björken", True), ("8001", True), ("9999", False)])
def test_it_finds_by_reference_number_and_customer(cast: Cast, order: ErpOrder, words: str, found: bool) -> None:
    ErpOrder.objects.update(number="8001")
    answer = seen_by(cast.edda).get(reverse("reports:erp_orders"), {"q": words.format(order.reference)})
    assert (page(order) in answer.content.decode()) is found


@pytest.mark.parametrize("query", ["?tab=gone", "?p=x", "?p=999999", "?q=%00", "?q=" + "x" * 500, "?tab=sent&p=-1"])
def test_it_bears_nonsense(cast: Cast, order: ErpOrder, query: str) -> None:
    assert seen_by(cast.edda).get(reverse("reports:erp_orders") + query).status_code == 200


def test_its_page_says_what_was_wrong_and_what_to_do(cast: Cast, order: ErpOrder) -> None:
    text = seen_by(cast.edda).get(page(order)).content.decode()
    for words in ["Kunden finns inte.", "Rätta till det", "Skicka igen", "Makulera ordern", "499,00", "1001"]:
        assert words in text


@pytest.mark.parametrize("state", State)
def test_its_page_bears_every_state(cast: Cast, order: ErpOrder, state: State) -> None:
    ErpOrder.objects.update(state=state, number="8001")
    assert seen_by(cast.edda).get(page(order)).status_code == 200


def test_who_only_reads_has_no_buttons(cast: Cast, order: ErpOrder) -> None:
    text = seen_by(cast.dora).get(page(order)).content.decode()
    assert "Makulera" not in text
    assert "Skicka igen" not in text


@pytest.mark.parametrize("name", ["tea", "lena", "anna", "otto"])
def test_it_does_not_exist_for_others(cast: Cast, order: ErpOrder, name: str) -> None:
    client = seen_by(getattr(cast, name))
    for address in (page(order), reverse("reports:erp_orders")):
        answer = client.get(address)
        assert answer.status_code in (302, 404)
        assert "Kunden finns inte." not in answer.content.decode()


@pytest.mark.parametrize("name", ["dora", "tea", "anna"])
@pytest.mark.parametrize("what", VERBS)
def test_who_may_not_changes_nothing(cast: Cast, order: ErpOrder, name: str, what: str) -> None:
    before = ErpOrder.objects.values().get()
    answer = seen_by(getattr(cast, name)).post(verb(order, what), {"number": "1"})
    assert answer.status_code in (302, 404)
    assert ErpOrder.objects.values().get() == before


def test_a_missing_order_is_not_found(cast: Cast) -> None:
    for name in ("erp_order", *VERBS.values()):
        assert seen_by(cast.edda).post(reverse(f"reports:{name}", args=[987654])).status_code == 404


def test_sending(cast: Cast, order: ErpOrder) -> None:
    answer = seen_by(cast.edda).post(verb(order, "send"), follow=True)
    assert ErpOrder.objects.get().state == State.QUEUED
    assert "Ordern är på väg." in answer.content.decode()


def test_settling_by_hand(cast: Cast, order: ErpOrder) -> None:
    seen_by(cast.edda).post(verb(order, "by-hand"), {"number": " 8001 "})
    order.refresh_from_db()
    assert (order.state, order.number, order.by_hand) == (State.SENT, "8001", True)


@pytest.mark.parametrize("number", ["", "x" * 61, "a\x00b"])
def test_a_number_that_is_none_is_told_beside_the_field(cast: Cast, order: ErpOrder, number: str) -> None:
    answer = seen_by(cast.edda).post(verb(order, "by-hand"), {"number": number})
    assert answer.status_code == 200
    assert "field--error" in answer.content.decode()
    assert ErpOrder.objects.get().state == State.REJECTED


def test_cancelling_and_ordering_again(cast: Cast, order: ErpOrder) -> None:
    client = seen_by(cast.edda)
    client.post(verb(order, "cancel"), {"reason": "Dubblett"})
    client.post(verb(order, "again"))
    states = list(ErpOrder.objects.order_by("pk").values_list("state", flat=True))
    assert states == [State.CANCELLED, State.QUEUED]


def test_what_has_moved_on_is_refused_with_the_page_as_it_is_now(cast: Cast, order: ErpOrder) -> None:
    ErpOrder.objects.update(state=State.SENT, number="8001")
    answer = seen_by(cast.edda).post(verb(order, "cancel"))
    assert answer.status_code == 409
    assert "8001" in answer.content.decode()
    assert ErpOrder.objects.get().state == State.SENT


def test_a_foreign_order_is_not_found(cast: Cast) -> None:
    foreign = order_of(closed_case(cast, "1", foreign=True))
    cast.tea.user_permissions.add(*Permission.objects.filter(codename__in=["view_erporder", "see_money"]))
    answer = seen_by(cast.tea).get(page(foreign))
    assert answer.status_code == 404
    assert CANARY not in answer.content.decode()


def test_its_list_costs_the_same_for_many(cast: Cast) -> None:
    case, client, address = closed_case(cast, "1"), seen_by(cast.edda), reverse("reports:erp_orders")
    order_of(case)
    one = own_queries(client, address, tab="all")
    for number in range(49):
        ErpOrder.objects.create(case=case, reference=f"x{number}", connector="file")
    assert own_queries(client, address, tab="all") == one <= 4

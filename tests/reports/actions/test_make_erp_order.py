from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from reports.actions.make_erp_order import line_of, make_erp_order
from reports.models import ErpOrder, ErpOrderLine, ErpSettings, State
from tests.cast import Cast
from tests.reports.made import closed_case, closing, done_case, order_of
from workflows import errands
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.close_case import close_case
from workflows.actions.finish_case import finish_case
from workflows.actions.remove_used_article import remove_used_article
from workflows.actions.reopen_case import reopen_case
from workflows.actions.use_article import use_article
from workflows.actor import SYSTEM, Actor
from workflows.models import Errand


def test_it_is_asked_for_by_closing_a_case(cast: Cast) -> None:
    case = closed_case(cast, "2")
    assert Errand.objects.filter(kind="order", subject_id=closing(case).pk).count() == 1


def test_it_orders_what_was_used_with_the_prices_of_then(cast: Cast) -> None:
    case = closed_case(cast, "2", "0.5")
    cast.article.price = Decimal("999")
    cast.article.save()
    order = order_of(case)
    assert [(line.number, line.quantity, line.price) for line in order.lines.all()] == [
        ("A-10", Decimal("2"), Decimal("249.50")),
        ("A-10", Decimal("0.5"), Decimal("249.50")),
    ]
    assert order.total == Decimal("623.75")


def test_its_reference_is_the_case_and_the_closing(cast: Cast) -> None:
    case = closed_case(cast, "1")
    assert order_of(case).reference == f"{case.pk}-{closing(case).sequence}"


def test_it_snapshots_what_is_sent(cast: Cast) -> None:
    order = order_of(closed_case(cast, "2", order_number="B-7"))
    assert order.payload["customer"]["number"] == "1001"
    assert order.payload["buyer_reference"] == "Ref 77"
    assert order.payload["order_number"] == "B-7"
    assert order.payload["total"] == "499.00"
    assert order.payload["lines"][0]["quantity"] == "2.00"


def test_it_prefers_the_buyer_s_reference_of_the_case(cast: Cast) -> None:
    assert order_of(closed_case(cast, "2", buyer_reference="Anna")).payload["buyer_reference"] == "Anna"


def test_it_is_queued_with_its_errand(cast: Cast) -> None:
    order = order_of(closed_case(cast, "2"))
    assert order.state == State.QUEUED
    assert Errand.objects.filter(kind="send_order", subject_id=order.pk).count() == 1


def test_it_waits_as_a_draft_if_the_office_wants_to_look_first(cast: Cast) -> None:
    ErpSettings.objects.update_or_create(pk=ErpSettings.load().pk, defaults={"sends_at_once": False})
    order = order_of(closed_case(cast, "2"))
    assert (order.state, order.error) == (State.DRAFT, "")
    assert not Errand.objects.filter(kind="send_order").exists()


def test_it_waits_as_a_draft_without_a_customer(cast: Cast) -> None:
    order = order_of(closed_case(cast, "2", worksite=None, place="Torget"))
    assert order.state == State.DRAFT
    assert "kund" in order.error


def test_it_makes_none_without_articles(cast: Cast) -> None:
    case = closed_case(cast)
    assert make_erp_order(closing(case).pk) is None
    assert not ErpOrder.objects.exists()


def test_it_leaves_out_what_was_taken_back(cast: Cast) -> None:
    case = done_case(cast, "2", "5")
    remove_used_article(case.used_articles.first(), by=Actor.of(cast.tea, via="field"))
    case = close_case(case, by=SYSTEM)
    assert [line.quantity for line in order_of(case).lines.all()] == [Decimal("5")]


def test_it_makes_one_however_often_it_is_called(cast: Cast) -> None:
    case = closed_case(cast, "2")
    assert order_of(case) == order_of(case)
    assert ErpOrder.objects.count() == ErpOrderLine.objects.count() == 1


def test_it_leaves_a_reopened_case_for_its_next_closing(cast: Cast) -> None:
    case = closed_case(cast, "2")
    first = closing(case)
    case = reopen_case(case, by=Actor.of(cast.dora, via="admin"))
    assert make_erp_order(first.pk) is None


def test_it_orders_only_what_came_since_after_a_second_closing(cast: Cast) -> None:
    case = closed_case(cast, "2")
    order_of(case)
    case = reopen_case(case, by=Actor.of(cast.dora, via="admin"))
    tea = Actor.of(cast.tea, via="field")
    use_article(case, cast.article, Decimal(7), by=tea)
    case = close_case(finish_case(acknowledge_case(case, by=tea), by=tea), by=SYSTEM)
    assert [line.quantity for line in order_of(case).lines.all()] == [Decimal("7")]


def test_it_is_all_or_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(order: ErpOrder) -> None:
        raise RuntimeError

    case = closed_case(cast, "2")
    monkeypatch.setattr("reports.actions.make_erp_order.payload_of", broken)
    with pytest.raises(RuntimeError):
        make_erp_order(closing(case).pk)
    assert not ErpOrder.objects.exists()
    assert not ErpOrderLine.objects.exists()


def test_it_answers_with_the_order_of_whoever_was_faster(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = closed_case(cast, "2")
    order = order_of(case)

    def blind(case_id: int, reference: str) -> None:
        ErpOrder.objects.create(case_id=case_id, reference=reference, connector="file")

    monkeypatch.setattr("reports.actions.make_erp_order.make", blind)
    assert make_erp_order(closing(case).pk) == order


def test_it_lets_the_errand_try_again_when_an_article_was_ordered_in_this_moment(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = closed_case(cast, "2")
    other = ErpOrder.objects.create(case=case, reference="other", connector="file")
    article = case.used_articles.get()
    line_of(other, article).save()

    def blind(case_id: int, reference: str) -> None:
        line_of(other, article).save()

    monkeypatch.setattr("reports.actions.make_erp_order.make", blind)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_erp_order(closing(case).pk)


def test_it_runs_as_an_errand(cast: Cast) -> None:
    case = closed_case(cast, "2")
    Errand.objects.exclude(kind="order").delete()
    errands.perform(Errand.objects.get(kind="order").pk)
    assert ErpOrder.objects.get().case == case

"""Promise 6, refused by the database itself."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from reports.models import ErpOrder, ErpOrderLine, ExportBatch, ExportLine, State
from tests.cast import Cast
from tests.reports.made import used
from workflows.models import UsedArticle


def order(article: UsedArticle, reference: str, **fields: object) -> ErpOrder:
    return ErpOrder.objects.create(case=article.case, reference=reference, connector="file", **fields)


def line(order: ErpOrder, article: UsedArticle, **fields: object) -> ErpOrderLine:
    return ErpOrderLine.objects.create(
        order=order, used_article=article, number="A", name="B", unit="st", quantity=1, price=1, **fields
    )


def test_an_article_is_on_one_live_order_line(cast: Cast) -> None:
    article = used(cast)
    line(order(article, "1"), article)
    with pytest.raises(IntegrityError), transaction.atomic():
        line(order(article, "2"), article)


def test_a_line_that_is_not_live_holds_nothing(cast: Cast) -> None:
    article = used(cast)
    line(order(article, "1"), article, live=False)
    line(order(article, "2"), article)


def test_an_article_is_in_one_live_export_line(cast: Cast) -> None:
    article = used(cast)
    batch = ExportBatch.objects.create(user=cast.edda, by_name="Edda")
    ExportLine.objects.create(batch=batch, used_article=article, live=False)
    ExportLine.objects.create(batch=batch, used_article=article)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportLine.objects.create(batch=batch, used_article=article)


def test_a_reference_is_once(cast: Cast) -> None:
    article = used(cast)
    order(article, "1")
    with pytest.raises(IntegrityError), transaction.atomic():
        order(article, "1")


@pytest.mark.parametrize("fields", [{"state": "gone"}, {"state": State.SENT, "number": ""}])
def test_a_state_is_one_of_the_list_and_sent_has_a_number(cast: Cast, fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        order(used(cast), "1", **fields)


def test_what_was_ordered_cannot_be_deleted(cast: Cast) -> None:
    article = used(cast)
    held = order(article, "1")
    line(held, article)
    for thing in (article, held):
        with pytest.raises(ProtectedError):
            thing.delete()

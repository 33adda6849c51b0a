from datetime import date, datetime
from decimal import Decimal

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from reports.excel.streamed import Column, StreamedResource
from workflows.models import Status, UsedArticle
from workflows.sheets import MONEY, QUANTITY, WHOLE


def day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def day_closed(status: str, ended_at: datetime | None) -> date | None:
    return day(ended_at) if status == Status.CLOSED else None


def amount(quantity: Decimal, price: Decimal) -> Decimal:
    return (quantity * price).quantize(Decimal("0.01"))


def in_my_language(swedish: str | None, english: str | None) -> str | None:
    return english if english and (get_language() or "").startswith("en") else swedish


def status_in_words(status: str) -> str:
    return str(Status(status).label)


class UsedArticleResource(StreamedResource):
    """Used articles with what an invoice needs: whose, where, when, what, how much."""

    case = Column(_("Case"), "case_id", number_format=WHOLE)
    title = Column(_("Title"), "case__title")
    status = Column(_("Status"), "case__status", shown=status_in_words)
    customer_number = Column(_("Customer number"), "case__customer__number")
    customer = Column(_("Customer"), "case__customer__name")
    buyer_reference = Column(
        _("Buyer's reference"),
        "case__buyer_reference",
        "case__customer__buyer_reference",
        shown=lambda own, usual: own or usual,
    )
    order_number = Column(_("Customer's order number"), "case__order_number")
    worksite = Column(_("Worksite"), "case__worksite__name", "case__place", shown=lambda name, place: name or place)
    category = Column(_("Category"), "case__category__name_sv", "case__category__name_en", shown=in_my_language)
    used = Column(_("Used"), "used_at", shown=day)
    closed = Column(_("Closed"), "case__status", "case__ended_at", shown=day_closed)
    number = Column(_("Article number"), "number")
    name = Column(_("Article"), "name")
    quantity = Column(_("Quantity"), "quantity", number_format=QUANTITY)
    unit = Column(_("Unit"), "unit")
    price = Column(_("Price"), "price", number_format=MONEY)
    amount = Column(_("Amount"), "quantity", "price", shown=amount, number_format=MONEY)
    note = Column(_("Note"), "note")
    by = Column(_("By"), "by_name")
    exported = Column(_("Exported"), "exported_in__batch__made_at", shown=day)

    class Meta:
        model = UsedArticle
        fields = [
            "case", "title", "status", "customer_number", "customer", "buyer_reference", "order_number", "worksite",
            "category", "used", "closed", "number", "name", "quantity", "unit", "price", "amount", "note", "by",
            "exported",
        ]  # fmt: skip

    def prepared(self, queryset: QuerySet) -> QuerySet:
        return queryset.annotate(exported_in=FilteredRelation("export_lines", condition=Q(export_lines__live=True)))

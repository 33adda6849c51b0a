"""What is sent of an order, whatever the ERP: texts, numbers as texts, dates as YYYY-MM-DD."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from workflows.models import Customer

if TYPE_CHECKING:
    from reports.models import ErpOrder, ErpOrderLine


def payload_of(order: "ErpOrder") -> dict[str, Any]:
    """Customer and references as the register has them now; the lines as they were booked."""
    case = order.case
    return {
        "reference": order.reference,
        "case": case.pk,
        "title": case.title,
        "closed_on": timezone.localdate(case.ended_at).isoformat() if case.ended_at else "",
        "customer": customer_part(case.customer),
        "buyer_reference": case.buyer_reference or (case.customer.buyer_reference if case.customer else ""),
        "order_number": case.order_number,
        "worksite": {"name": case.worksite.name, "address": case.worksite.address}
        if case.worksite
        else {"name": case.place, "address": ""},
        "lines": [line_part(line) for line in order.lines.select_related("used_article")],
        "total": str(order.total),
    }


def customer_part(customer: Customer | None) -> dict[str, str]:
    names = ["number", "name", "organisation_number", "invoice_address", "invoice_email"]
    return {name: getattr(customer, name, "") for name in names}


def line_part(line: "ErpOrderLine") -> dict[str, str]:
    return {
        "number": line.number,
        "name": line.name,
        "quantity": str(line.quantity),
        "unit": line.unit,
        "price": str(line.price),
        "amount": str(line.amount),
        "used_on": timezone.localdate(line.used_article.used_at).isoformat(),
        "note": line.used_article.note,
    }

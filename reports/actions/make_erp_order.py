from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from reports.erp.payload import payload_of
from reports.models import ErpOrder, ErpOrderLine, ErpSettings, State
from reports.telling import in_company_language
from workflows import errands
from workflows.models import Case, CaseEvent, Status, UsedArticle


def make_erp_order(event_id: int) -> ErpOrder | None:
    """An order of what was used on the closed case and is on no order yet; None where there is nothing.

    Called again, or by two at once, it makes one: the reference is that of the event.
    """
    event = CaseEvent.objects.only("case_id", "sequence").get(pk=event_id)
    reference = f"{event.case_id}-{event.sequence}"
    try:
        with transaction.atomic():
            return make(event.case_id, reference)
    except IntegrityError:
        made = ErpOrder.objects.filter(reference=reference).first()
        if made is None:  # somebody else ordered an article of it in this moment: the errand tries again
            raise
        return made


def make(case_id: int, reference: str) -> ErpOrder | None:
    """A case that was reopened meanwhile is left for its next closing."""
    case = Case.objects.select_for_update(of=("self",)).select_related("customer", "worksite").get(pk=case_id)
    made = ErpOrder.objects.filter(reference=reference).first()
    used = list(case.used_articles.standing().exclude(order_lines__live=True))
    if made is not None or not used or case.status != Status.CLOSED:
        return made
    chosen = ErpSettings.load()
    order = ErpOrder.objects.create(case=case, reference=reference, connector=chosen.connector)
    ErpOrderLine.objects.bulk_create([line_of(order, article) for article in used])
    order.payload = payload_of(order)
    order.error = what_is_missing(case)
    order.save(update_fields=["payload", "error"])
    if chosen.sends_at_once and not order.error:
        queue(order)
    return order


def line_of(order: ErpOrder, used: UsedArticle) -> ErpOrderLine:
    return ErpOrderLine(
        order=order,
        used_article=used,
        number=used.number,
        name=used.name,
        unit=used.unit,
        quantity=used.quantity,
        price=used.price,
    )


def what_is_missing(case: Case) -> str:
    with in_company_language():
        return "" if case.customer else _("The case has no customer, so nobody can be invoiced.")


def queue(order: ErpOrder) -> None:
    """To be sent, with the errand that sends it, in the caller's transaction. Raises NotPossible."""
    order.move(State.QUEUED, rounds=order.rounds + 1, error="")
    errands.add("send_order", order.pk, nth=order.rounds)

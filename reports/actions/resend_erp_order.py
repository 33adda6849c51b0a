from django.db import transaction
from django.utils.translation import gettext as _

from reports.actions.make_erp_order import queue, what_is_missing
from reports.erp.payload import payload_of
from reports.models import ErpOrder
from reports.models.erp_order import NOT_BOOKED
from reports.telling import in_company_language, tell_case
from workflows.actor import Actor
from workflows.errors import NotPossible


@transaction.atomic
def resend_erp_order(order: ErpOrder, *, by: Actor) -> ErpOrder:
    """To be sent now. What the ERP surely has not is made anew from the registers, so that mending them helps."""
    order = (
        ErpOrder.objects.select_for_update(of=("self",))
        .select_related("case__customer", "case__worksite")
        .get(pk=order.pk)
    )
    seen = order.state
    if missing := what_is_missing(order.case):
        raise NotPossible(missing)
    queue(order)
    if seen in NOT_BOOKED:
        order.payload = payload_of(order)
        order.save(update_fields=["payload"])
    with in_company_language():
        tell_case(order, _("%(name)s had order %(order)s sent.") % {"name": by.name, "order": order.reference}, by=by)
    return order

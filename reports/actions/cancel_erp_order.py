from django.db import transaction
from django.utils.translation import gettext as _

from reports.models import ErpOrder, State
from reports.telling import in_company_language, tell_case
from workflows.actor import Actor


@transaction.atomic
def cancel_erp_order(order: ErpOrder, *, by: Actor, reason: str = "") -> ErpOrder:
    """Not to be ordered; its articles are free for another order."""
    order.move(State.CANCELLED, error="")
    order.lines.update(live=False)
    with in_company_language():
        words = _("%(name)s cancelled order %(order)s.") % {"name": by.name, "order": order.reference}
        tell_case(order, f"{words} {reason}".strip(), by=by)
    return order

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import ErpOrder, State
from reports.telling import in_company_language, tell_case
from workflows.actor import Actor


@transaction.atomic
def settle_erp_order(order: ErpOrder, number: str, *, by: Actor) -> ErpOrder:
    """Somebody has entered it in the ERP by hand, or found it there, under this number."""
    order.move(State.SENT, number=number, by_hand=True, error="", sent_at=timezone.now())
    with in_company_language():
        words = {"name": by.name, "order": order.reference, "number": number}
        tell_case(order, _("%(name)s handled order %(order)s by hand: number %(number)s.") % words, by=by)
    return order

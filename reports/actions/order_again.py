from django.db import transaction
from django.utils.translation import gettext as _

from reports.actions.make_erp_order import make
from reports.models import ErpOrder
from reports.telling import in_company_language, tell_case
from workflows.actor import Actor
from workflows.errors import NotPossible


@transaction.atomic
def order_again(order: ErpOrder, *, by: Actor) -> ErpOrder:
    """A new order of what a cancelled one let go. Raises NotPossible when nothing of the case is left to order."""
    with in_company_language():
        tell_case(
            order,
            _("%(name)s asked for a new order after %(order)s.") % {"name": by.name, "order": order.reference},
            by=by,
        )
    made = make(order.case_id, f"{order.case_id}-{order.case.last_sequence}")
    if made is None:
        raise NotPossible(_("There is nothing to order: the case is not closed, or all of it is on other orders."))
    return made

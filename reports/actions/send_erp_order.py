from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.erp.base import Connector, Lost, NotNow, Rejected, connector
from reports.models import ErpOrder, State
from reports.telling import in_company_language, tell_case
from workflows.actor import SYSTEM


class Busy(Exception):
    """Another worker is sending it; if that one dies, the errand comes back."""


def send_erp_order(order_id: int) -> None:
    """Sends the order through its connector and writes the outcome back. Called again, it asks the ERP first.

    Raises what is worth another try, so that the errand plans it.
    """
    order = ErpOrder.objects.get(pk=order_id)
    was = order.begin()
    if was is None:
        if order.state == State.SENDING:
            raise Busy
        return
    try:
        number = book(connector(order.connector), order, was)
    except Rejected as error:
        settle(order, State.REJECTED, error=str(error))
    except NotNow as error:
        settle(order, State.QUEUED, error=str(error))
        raise
    except Exception as error:
        words = str(error) or type(error).__name__
        settle(order, State.UNKNOWN, error=words)
        raise
    else:
        settle(order, State.SENT, number=number, error="", sent_at=timezone.now())


def book(erp: Connector, order: ErpOrder, was: State) -> str:
    """The number of the order that is there, else of a new one; never a second one for an answer that got lost."""
    if number := erp.find(order.reference):
        return number
    if was is not State.QUEUED and not erp.repeatable:
        raise Lost(_("The ERP's answer got lost, and it does not show the order."))
    return erp.create(order.payload)


@transaction.atomic
def settle(order: ErpOrder, to: State, **fields: object) -> None:
    """Writes the outcome of this attempt and tells the case of an end."""
    ended = order.end_attempt(to, **fields)
    if ended and to in (State.SENT, State.REJECTED):
        with in_company_language():
            tell_case(order, sentence(order), by=SYSTEM)


def sentence(order: ErpOrder) -> str:
    words = {"order": order.reference, "number": order.number, "why": order.error}
    if order.state == State.REJECTED:
        return _("The ERP rejected order %(order)s: %(why)s") % words
    return _("Order %(order)s was sent and is number %(number)s in the ERP.") % words

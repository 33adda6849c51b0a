"""What this wing shows in the case room: the orders to the ERP, and the papers."""

from django.utils.translation import gettext as _

from accounts.models import User
from reports.models import ErpOrder, State
from reports.viewsets.erp_orders import MOODS
from workflows.models import Case
from workflows.panels import Panel, register


@register
def papers(case: Case, user: User) -> Panel:
    return Panel(_("Papers"), "reports/panels/papers.html", {"case": case})


@register
def erp_orders(case: Case, user: User) -> Panel | None:
    orders = list(ErpOrder.objects.visible_to(user).filter(case=case).prefetch_related("lines"))
    if not orders:
        return None
    shown = [(order, MOODS[State(order.state)]) for order in orders]
    return Panel(_("Order to the ERP"), "reports/panels/erp_orders.html", {"orders": shown})

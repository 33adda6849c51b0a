"""What this wing shows in the case room, the orders to the ERP and the papers; and of the orders on the start page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from reports.models import ErpOrder, State
from reports.viewsets.erp_orders import MOODS
from workflows.models import Case
from workflows.paging import BOUND
from workflows.panels import Panel, Tile, register, register_tile


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


@register_tile
def orders_wanting_a_person(user: User) -> Tile | None:
    if not user.has_perm("reports.handle_erporder"):
        return None
    waiting = ErpOrder.objects.visible_to(user).wanting_a_person().order_by()
    return Tile(_("Orders that need a decision"), reverse("reports:erp_orders"), waiting[: BOUND + 1].count(), "danger")

"""Orders on their way to the ERP: which want a person, what is in them, and what can be done."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages

from reports.actions.cancel_erp_order import cancel_erp_order
from reports.actions.order_again import order_again
from reports.actions.resend_erp_order import resend_erp_order
from reports.actions.settle_erp_order import settle_erp_order
from reports.models import ErpOrder, State
from reports.viewsets.screen import Screen
from workflows.errors import NotPossible
from workflows.paging import page_of
from workflows.viewsets.case_gate import actor_of, needs, user_of

may_see = needs("workflows.see_money", "reports.view_erporder")
may_handle = needs("workflows.see_money", "reports.view_erporder", "reports.handle_erporder")

TABS: dict[str, tuple[str | Promise, tuple[State, ...]]] = {
    "person": (gettext_lazy("Need a decision"), (State.DRAFT, State.UNKNOWN, State.REJECTED)),
    "moving": (gettext_lazy("On their way"), (State.QUEUED, State.SENDING)),
    "sent": (pgettext_lazy("orders", "Sent"), (State.SENT,)),
    "cancelled": (pgettext_lazy("orders", "Cancelled"), (State.CANCELLED,)),
    "all": (gettext_lazy("All"), tuple(State)),
}
MOODS = {
    State.DRAFT: "warning",
    State.QUEUED: "info",
    State.SENDING: "info",
    State.SENT: "success",
    State.UNKNOWN: "danger",
    State.REJECTED: "danger",
    State.CANCELLED: "cancelled",
}
COUNTED = 999


class ErpOrdersView(Screen):
    guard = staticmethod(may_see)
    template_name = "reports/erp_orders.html"
    header_icon = "resubmit"
    page_title = gettext_lazy("Orders to the ERP")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seen = ErpOrder.objects.visible_to(user_of(self.request))
        words = " ".join(self.request.GET.get("q", "").replace("\x00", "").split())[:60]
        waiting = seen.wanting_a_person().order_by()[: COUNTED + 1].count()
        tab = self.request.GET.get("tab", "")
        if tab not in TABS:
            tab = "all" if words or not waiting else "person"
        rows = found(seen.filter(state__in=TABS[tab][1]), words).select_related("case__customer")
        page = page_of(self.request, rows.prefetch_related("lines"))
        here = f"?tab={tab}" + (f"&q={words}" if words else "")
        return super().get_context_data(**kwargs) | {
            "page": page,
            "orders": [(order, MOODS[State(order.state)]) for order in page.object_list],
            "words": words,
            "tab": tab,
            "tabs": [
                {"name": name, "label": label, "is_here": name == tab, "count": waiting if name == "person" else 0}
                for name, (label, _states) in TABS.items()
            ],
            "previous_url": f"{here}&p={page.number - 1}" if page.has_previous() else "",
            "next_url": f"{here}&p={page.number + 1}" if page.has_next() else "",
        }


def found(orders: QuerySet[ErpOrder], words: str) -> QuerySet[ErpOrder]:
    """By case, by our reference or by the ERP's number, from its beginning."""
    if not words:
        return orders
    hit = Q(reference__startswith=words) | Q(number__istartswith=words)
    return orders.filter(hit | Q(case__customer__name__icontains=words))


class NumberForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number in the ERP"), max_length=60)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why, for the history"), max_length=200, required=False)


class ErpOrderView(Screen):
    guard = staticmethod(may_see)
    template_name = "reports/erp_order.html"
    header_icon = "resubmit"
    number_form: NumberForm | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        orders = ErpOrder.objects.visible_to(user_of(request)).select_related("case__customer", "case__worksite")
        self.order: ErpOrder = get_object_or_404(orders, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Order %(reference)s") % {"reference": self.order.reference}

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("reports:erp_orders"), "label": _("Orders to the ERP")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order = self.order
        may = self.request.user.has_perm("reports.handle_erporder")
        return super().get_context_data(**kwargs) | {
            "order": order,
            "lines": list(order.lines.all()),
            "mood": MOODS[State(order.state)],
            "advice": advice(order),
            "payload": payload_in_words(order.payload),
            "can_send": may and order.may_become(State.QUEUED),
            "can_settle": may and order.may_become(State.SENT),
            "can_cancel": may and order.may_become(State.CANCELLED),
            "can_order_again": may and order.state == State.CANCELLED,
            "send_label": send_label(order),
            "number_form": self.number_form or NumberForm(auto_id="settle_%s"),
            "reason_form": ReasonForm(auto_id="cancel_%s"),
        }


def payload_in_words(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The head of what is sent; the lines stand in their own table."""
    if not payload:
        return []
    customer, worksite = payload["customer"], payload["worksite"]
    return [
        (_("Our reference"), payload["reference"]),
        (_("Customer number"), customer["number"]),
        (_("Customer"), customer["name"]),
        (_("Organisation number"), customer["organisation_number"]),
        (_("Invoice address"), customer["invoice_address"]),
        (_("Invoice e-mail"), customer["invoice_email"]),
        (_("Buyer's reference"), payload["buyer_reference"]),
        (_("Customer's order number"), payload["order_number"]),
        (_("Worksite"), ", ".join(filter(None, [worksite["name"], worksite["address"]]))),
        (_("Case"), f"{payload['case']} {payload['title']}"),
    ]


def send_label(order: ErpOrder) -> str:
    return {
        State.DRAFT: _("Send"),
        State.QUEUED: _("Try now"),
        State.UNKNOWN: _("It is not there: send again"),
    }.get(State(order.state), _("Send again"))


def advice(order: ErpOrder) -> str:
    """What there is to do, in a sentence or two."""
    words = {"reference": order.reference, "number": order.number}
    match order.state:
        case State.DRAFT if order.error:
            return _("Put it right on the case, then send the order.")
        case State.DRAFT:
            return _("Nothing has been sent. Look through the order, then send it.")
        case State.QUEUED if order.attempts:
            return _("The last try did not get through. It is tried again by itself.")
        case State.QUEUED:
            return _("It is sent by itself in a moment.")
        case State.SENDING:
            return _("It is being sent right now.")
        case State.UNKNOWN:
            return (
                _(
                    "The answer was lost: the order may be in the ERP. Look for our reference %(reference)s there. "
                    "If it is there, write its number here; if it is not, send it again."
                )
                % words
            )
        case State.REJECTED:
            return _("The ERP did not take it. Put right what it says, in the ERP or on the case, then send it again.")
        case State.CANCELLED:
            return _("It is not to be ordered. Its articles are free for another order.")
    if order.by_hand:
        return _("Somebody handled it by hand. It is number %(number)s in the ERP.") % words
    return _("There is nothing to do. It is number %(number)s in the ERP.") % words


class ErpOrderVerbView(ErpOrderView):
    """A button of the order's page. What cannot be done any more comes back as that page with the reason, 409."""

    guard = staticmethod(may_handle)
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = self.act()
        except NotPossible as refusal:
            messages.error(request, str(refusal))
            self.order.refresh_from_db()
            return self.again(409)
        return answer

    def act(self) -> HttpResponse:
        raise NotImplementedError

    def again(self, status: int) -> HttpResponse:
        return TemplateResponse(self.request, self.template_name, self.get_context_data(), status=status)

    def done(self, sentence: str, order: ErpOrder | None = None) -> HttpResponse:
        messages.success(self.request, sentence)
        return redirect("reports:erp_order", (order or self.order).pk)


class SendView(ErpOrderVerbView):
    def act(self) -> HttpResponse:
        resend_erp_order(self.order, by=actor_of(self.request))
        return self.done(_("The order is on its way."))


class SettleView(ErpOrderVerbView):
    def act(self) -> HttpResponse:
        self.number_form = NumberForm(self.request.POST, auto_id="settle_%s")
        if not self.number_form.is_valid():
            return self.again(200)
        settle_erp_order(self.order, self.number_form.cleaned_data["number"], by=actor_of(self.request))
        return self.done(_("The order counts as sent."))


class CancelView(ErpOrderVerbView):
    def act(self) -> HttpResponse:
        form = ReasonForm(self.request.POST)
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        cancel_erp_order(self.order, by=actor_of(self.request), reason=reason)
        return self.done(_("The order is cancelled."))


class OrderAgainView(ErpOrderVerbView):
    def act(self) -> HttpResponse:
        made = order_again(self.order, by=actor_of(self.request))
        return self.done(_("This is the new order."), made)

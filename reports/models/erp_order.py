from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from reports.erp.base import connectors
from workflows.errands import LEASE
from workflows.errors import NotPossible
from workflows.models import Case, UsedArticle


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("order", "draft")
    QUEUED = "queued", pgettext_lazy("order", "to be sent")
    SENDING = "sending", pgettext_lazy("order", "being sent")
    SENT = "sent", pgettext_lazy("order", "sent")
    UNKNOWN = "unknown", pgettext_lazy("order", "uncertain")
    REJECTED = "rejected", pgettext_lazy("order", "rejected")
    CANCELLED = "cancelled", pgettext_lazy("order", "cancelled")


NOT_BOOKED = (State.DRAFT, State.REJECTED)  # the ERP surely has nothing of it
UNSETTLED = (State.DRAFT, State.QUEUED, State.UNKNOWN, State.REJECTED)  # a person may still decide
FROM: dict[State, tuple[State, ...]] = {  # what a person may do; the rest is the sender's
    State.QUEUED: UNSETTLED,
    State.SENT: UNSETTLED,
    State.CANCELLED: UNSETTLED,
}


class ErpOrderQuerySet(models.QuerySet["ErpOrder"]):
    def visible_to(self, user: User) -> Self:
        if not user.has_perms(["reports.view_erporder", "workflows.see_money"]):
            return self.none()
        if user.has_perm("workflows.see_all_cases"):
            return self
        return self.filter(case__in=Case.objects.visible_to(user))

    def wanting_a_person(self) -> Self:
        """What goes no further by itself."""
        return self.filter(state__in=[State.DRAFT, State.UNKNOWN, State.REJECTED])


class ErpOrder(models.Model):
    """What the ERP is asked to invoice for a case. `reference` is our id there: the case and the event it came of."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="erp_orders", verbose_name=_("case"))
    reference = models.CharField(_("our reference"), max_length=40, unique=True)
    connector = models.CharField(_("goes to"), max_length=20, choices=connectors)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    payload = models.JSONField(_("what is sent"), default=dict, encoder=DjangoJSONEncoder)
    number = models.CharField(_("number in the ERP"), max_length=60, blank=True)
    error = models.TextField(_("what was wrong"), blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    rounds = models.PositiveIntegerField(default=0, editable=False)
    by_hand = models.BooleanField(_("handled by hand"), default=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    sending_since = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)

    objects = ErpOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("ERP order")
        verbose_name_plural = _("ERP orders")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [("handle_erporder", _("Can send, settle and cancel ERP orders"))]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="erp_order_state_known"),
            models.CheckConstraint(condition=~Q(state=State.SENT) | ~Q(number=""), name="erp_order_sent_has_number"),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="erp_order_state")]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines.all()), Decimal(0))

    def may_become(self, state: State) -> bool:
        return self.state in FROM[state]

    def move(self, to: State, **fields: Any) -> None:
        """What a person decided: `UPDATE … WHERE id AND state`. Raises NotPossible when the order has moved on."""
        moved = ErpOrder.objects.filter(pk=self.pk, state__in=FROM[to]).update(state=to, **fields)
        self.refresh_from_db(from_queryset=ErpOrder.objects.select_related("case"))
        if not moved:
            words = {"state": self.get_state_display()}
            raise NotPossible(translate("That cannot be done now: the order is “%(state)s”.") % words)

    def end_attempt(self, to: State, **fields: Any) -> bool:
        """How this attempt ended. False if it is no longer this attempt's: thought dead, another took over."""
        mine = ErpOrder.objects.filter(pk=self.pk, state=State.SENDING, attempts=self.attempts)
        ended = mine.update(state=to, sending_since=None, **fields)
        self.refresh_from_db()
        return bool(ended)

    def begin(self) -> State | None:
        """Takes the order for sending and says what it was; None when there is nothing to take.

        One winner, however many workers ask. SENDING means that an earlier attempt died with its answer.
        """
        self.refresh_from_db()
        was, now = State(self.state), timezone.now()
        if was is State.SENDING and self.sending_since and self.sending_since > now - LEASE:
            return None
        if was not in (State.QUEUED, State.UNKNOWN, State.SENDING):
            return None
        unchanged = ErpOrder.objects.filter(pk=self.pk, state=was, attempts=self.attempts)
        taken = unchanged.update(state=State.SENDING, sending_since=now, attempts=F("attempts") + 1)
        self.refresh_from_db()
        return was if taken else None


class ErpOrderLine(models.Model):
    """A used article on an order, as it was then. `live` while the order holds it, so that nothing is ordered twice."""

    order = models.ForeignKey(ErpOrder, models.PROTECT, related_name="lines", verbose_name=_("order"))
    used_article = models.ForeignKey(UsedArticle, models.PROTECT, related_name="order_lines")
    live = models.BooleanField(default=True)
    number = models.CharField(_("article number"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    unit = models.CharField(_("unit"), max_length=10)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2)
    price = models.DecimalField(_("price"), max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["used_article"], condition=Q(live=True), name="order_line_live_once")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.name}"

    @property
    def amount(self) -> Decimal:
        return (self.quantity * self.price).quantize(Decimal("0.01"))


def cases_of_orders(ids: Iterable[int]) -> dict[int, Case]:
    """One query."""
    orders = ErpOrder.objects.select_related("case").defer("payload").in_bulk(ids)
    return {pk: order.case for pk, order in orders.items()}

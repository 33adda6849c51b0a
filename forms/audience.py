"""Who may use a form, and when it is open: asked in one place, for pages and codes, for handing out and taking back."""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

GRACE = timedelta(hours=1)  # so long a form that was opened in time is still taken after its last day
Person = User | AnonymousUser


class Answer(Enum):
    OPEN = auto()
    LOG_IN = auto()
    NEEDS_CODE = auto()
    CLOSED = auto()
    MISSING = auto()  # for whom it is not: as if it were not there


def asked(page: "IntakeFormPage", user: Person, *, at_a_code: bool, sending: bool = False) -> Answer:
    """No query for a form that anybody may use, none for staff, one for chosen customers."""
    if user.is_authenticated and user.is_staff:
        return Answer.OPEN
    if (who := of_person(page, user, at_a_code=at_a_code)) is not Answer.OPEN:
        return who
    return Answer.OPEN if is_open(page, timezone.now(), sending=sending) else Answer.CLOSED


def of_person(page: "IntakeFormPage", user: Person, *, at_a_code: bool) -> Answer:
    kinds = page.Audience
    if page.audience == kinds.ANYBODY:
        return Answer.OPEN
    if page.audience == kinds.CODE:
        return Answer.OPEN if at_a_code else Answer.NEEDS_CODE
    if not user.is_authenticated:
        return Answer.LOG_IN
    customer = customer_of(user)
    if customer is None:
        return Answer.MISSING
    if page.audience == kinds.CHOSEN and not page.customers.filter(pk=customer).exists():
        return Answer.MISSING
    return Answer.OPEN


def customer_of(user: User) -> int | None:
    contact = getattr(user, "contact", None)
    return contact.customer_id if contact is not None and contact.is_active else None


def is_open(page: "IntakeFormPage", now: datetime, *, sending: bool = False) -> bool:
    """By the company's days. What was typed before midnight of the last day may be sent within GRACE."""
    if page.opens_on is not None and timezone.localdate(now) < page.opens_on:
        return False
    return page.closes_on is None or timezone.localdate(now - GRACE if sending else now) <= page.closes_on


def for_whom(rows: "QuerySet[IntakeFormPage]", user: Person) -> "QuerySet[IntakeFormPage]":
    """Those that the person may use now by their own address. In the same query."""
    today = timezone.localdate()
    rows = rows.filter(Q(opens_on=None) | Q(opens_on__lte=today), Q(closes_on=None) | Q(closes_on__gte=today))
    if user.is_authenticated and user.is_staff:
        return rows
    fits = Q(audience="anybody")
    if user.is_authenticated and (customer := customer_of(user)) is not None:
        chosen = rows.model.customers.through.objects.filter(customer=customer).values("intakeformpage")
        fits |= Q(audience="logged_in") | Q(audience="chosen", pk__in=chosen)
    return rows.filter(fits)

"""What happened to an order, in the history of its case: for staff, in the company's language."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation

from reports.models import ErpOrder
from workflows.actor import Actor
from workflows.events import record
from workflows.models import EventKind


def in_company_language() -> AbstractContextManager[None]:
    return translation.override(settings.LANGUAGE_CODE)


def tell_case(order: ErpOrder, words: str, *, by: Actor) -> None:
    record(order.case, EventKind.ORDERED, by=by, is_public=False, reason=words, order=order.reference)

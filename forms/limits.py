"""How much may come in by the public forms; docs/limits.md says the same in words. Whoever meets a limit is told so.

A logged-in person is counted by herself, everybody else by network address and by form, each code by itself besides.
What is posted again with the same key and has become a case is never counted, nor is looking at a form. Above half of
a limit strangers prove that a browser of theirs has worked for it (`forms.proof`).
"""

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

from forms.models.qr_code import QrCode
from workflows.limits import Limit, counts, spent, within

if TYPE_CHECKING:
    from forms.models import IntakeFormPage

# (posts, seconds)
PER_PERSON = (60, 600)
PER_ADDRESS = (30, 600)
PER_CODE = (60, 3600)
NUMBERS_PER_ADDRESS = (30, 600)
PER_FORM = (600, 3600)

PERSON, ADDRESS, CODE, FORM = "form person", "form address", "form code", "form page"
PROGRAMS = "form programs"


def sender(request: HttpRequest) -> Limit:
    if request.user.is_authenticated:
        return Limit(PERSON, str(request.user.pk), *PER_PERSON)
    return Limit(ADDRESS, network_of(request), *PER_ADDRESS)


def of(request: HttpRequest, page: "IntakeFormPage", code: QrCode | None, form: str = FORM) -> list[Limit]:
    """Of a post that would become a case. A flood by strangers keeps no customers out, hence no form's for them; nor
    does one by PROGRAMS, who prove nothing, keep out those who stand before the page.
    """
    found = [sender(request)]
    if code is not None:
        found.append(Limit(CODE, str(code.pk), *PER_CODE))
    if not request.user.is_authenticated:
        found.append(Limit(form, str(page.pk), *PER_FORM))
    return found


def pressure(limits: list[Limit]) -> tuple[list[Limit], bool]:
    """(what is at its limit, whether anything is past half of its own). Asked before any work is done; one query."""
    counted = counts(limits)
    full = [limit for limit, count in zip(limits, counted, strict=True) if count >= limit.most]
    return full, any(2 * count >= limit.most for limit, count in zip(limits, counted, strict=True))


def count_refused(request: HttpRequest) -> None:
    """What becomes no case is its sender's alone: robots cannot close a form or a code for others by it."""
    spent([sender(request)])


def network_of(request: HttpRequest) -> str:
    """The sender's address, of IPv6 the /64 that one household has. X-Forwarded-For counts only as far as our own
    proxies wrote it (TRUSTED_PROXY_COUNT): what a sender put there himself stands further left.
    """
    sender = request.META.get("REMOTE_ADDR", "")
    hops = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if hops and len(forwarded) >= hops:
        sender = forwarded[-hops]
    try:
        address = ip_address(sender)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped) if address.ipv4_mapped else address.exploded[:19]
    return str(address)


def may_look_up(request: HttpRequest) -> bool:
    """Counts one number typed by hand. Staff who may read the codes look up as many as they like."""
    if request.user.has_perm("intake.view_qrcode"):
        return True
    most, seconds = NUMBERS_PER_ADDRESS
    return within("label number", network_of(request), most=most, seconds=seconds)

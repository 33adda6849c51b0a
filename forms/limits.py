"""How much may come in by the public forms. Documented limits: whoever meets one is told when to try again.

A logged-in person is counted by herself, everybody else by network address, each code by itself besides. What is
posted again with the same key and has become a case is never counted, nor is looking at a form.
"""

import time
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from forms.models.qr_code import QrCode
from workflows.limits import reached, within

# (posts, seconds)
PER_PERSON = (60, 600)
PER_ADDRESS = (30, 600)
PER_CODE = (60, 3600)


def are_reached(request: HttpRequest, code: QrCode | None) -> bool:
    """Whether one post more would be too many. Asked before any work is done for it."""
    return any(reached(what, who, most=most, seconds=seconds) for what, who, (most, seconds) in counted(request, code))


def seconds_left(request: HttpRequest, code: QrCode | None) -> int:
    """How long whoever has reached a limit has to wait."""
    stretches = (seconds for _what, _who, (_most, seconds) in counted(request, code))
    return max(seconds - int(time.time()) % seconds for seconds in stretches)


def count(request: HttpRequest, code: QrCode | None) -> bool:
    """Counts one post more; False when others came first and it is one too many."""
    return all(within(what, who, most=most, seconds=seconds) for what, who, (most, seconds) in counted(request, code))


def counted(request: HttpRequest, code: QrCode | None) -> Iterator[tuple[str, str, tuple[int, int]]]:
    user = request.user
    if user.is_authenticated:
        yield "form person", str(user.pk), PER_PERSON
    else:
        yield "form address", network_of(request), PER_ADDRESS
    if code is not None:
        yield "form code", str(code.pk), PER_CODE


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

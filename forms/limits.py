"""How much may come in by the public forms. Documented limits: whoever meets one is told when to try again.

A logged-in person is counted by herself, everybody else by network address, each code by itself besides. What is
posted again with the same key and has become a case is never counted, nor is looking at a form.
"""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

from forms.models.qr_code import QrCode
from workflows.limits import within

# (posts, seconds)
PER_PERSON = (60, 600)
PER_ADDRESS = (30, 600)
PER_CODE = (60, 3600)


def allows(request: HttpRequest, code: QrCode | None) -> bool:
    """Counts one post more, in the cache that all processes share."""
    user = request.user
    if user.is_authenticated:
        counted = within("form person", str(user.pk), most=PER_PERSON[0], seconds=PER_PERSON[1])
    else:
        counted = within("form address", network_of(request), most=PER_ADDRESS[0], seconds=PER_ADDRESS[1])
    if not counted or code is None:
        return counted
    return within("form code", str(code.pk), most=PER_CODE[0], seconds=PER_CODE[1])


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

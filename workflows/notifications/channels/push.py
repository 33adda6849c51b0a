"""Web push: to every phone and browser in which the person turned it on, encrypted for it alone."""

import base64
import json
import time
from email.utils import parseaddr
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import http_ece
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils.translation import gettext as _
from py_vapid import Vapid02

from workflows.errands import Permanent, still_at_it
from workflows.models import Company, Delivery, PushSubscription
from workflows.notifications.outgoing import Answer, Failed, accept, post
from workflows.notifications.rules import Recipient

GONE = {404, 410}
KEPT = 24 * 3600  # seconds that the push service keeps it for a phone that is off
URGENCY = {True: "high", False: "normal"}


def address(person: Recipient) -> str:
    if not settings.PUSH_KEY or person.user is None:
        return ""
    return person.user.email if person.user.push_subscriptions.exists() else ""  # type: ignore[attr-defined]


def send(delivery: Delivery) -> None:
    """Done when one of them took it. What the push service knows no more is forgotten."""
    subscriptions = list(PushSubscription.objects.filter(user=delivery.user_id))
    content = json.dumps(content_of(delivery)).encode()
    taken, errors = 0, []
    for subscription in subscriptions:
        still_at_it("deliver", delivery.pk)
        try:
            accept(push(subscription, content, delivery))
            taken += 1
        except (Failed, Permanent) as error:
            errors.append(error)
    if taken:
        return
    if failed := next((error for error in errors if isinstance(error, Failed)), None):
        raise failed
    raise Permanent("; ".join(map(str, errors)) or _("Notices are turned on in no phone or browser any more."))


def content_of(delivery: Delivery) -> dict[str, str]:
    link = urlsplit(delivery.link)
    return {
        "title": f"{Company.load().name} · {delivery.event.case.number}",
        "body": delivery.short,
        "url": link.path,
        "tag": f"case-{delivery.event.case_id}",
    }


def push(subscription: PushSubscription, content: bytes, delivery: Delivery) -> Answer:
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT),
        "Urgency": URGENCY[delivery.is_urgent],
        "Topic": f"d{delivery.pk}",  # a repeat takes the place of what has not been fetched
        **vapid_headers(subscription.endpoint),
    }
    answer = post(subscription.endpoint, encrypted(subscription, content), headers)
    if answer.status in GONE:
        subscription.delete()
    return answer


def encrypted(subscription: PushSubscription, content: bytes) -> bytes:
    """Raises Permanent for keys that no browser made."""
    try:
        sealed: bytes = http_ece.encrypt(
            content,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=unbase64(subscription.p256dh),
            auth_secret=unbase64(subscription.auth),
            version="aes128gcm",
        )
    except (ValueError, UnsupportedAlgorithm, http_ece.ECEException) as error:
        raise Permanent(f"{type(error).__name__}: {error}") from error
    return sealed


def vapid_headers(endpoint: str) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims: dict[str, Any] = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + 12 * 3600,
        "sub": f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
    }
    signed: dict[str, str] = vapid(settings.PUSH_KEY).sign(claims)
    return signed


@lru_cache(maxsize=2)
def vapid(key: str) -> Vapid02:
    return Vapid02.from_string(key)


def public_key() -> str:
    """What a browser subscribes with; empty while there is no key."""
    if not settings.PUSH_KEY:
        return ""
    point = vapid(settings.PUSH_KEY).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

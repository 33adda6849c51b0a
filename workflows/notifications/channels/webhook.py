"""Another system is told what happened to which case, signed: no names, no texts, it asks for what it may know.

`X-Serva-Signature: v1=` and the HMAC-SHA256, in hex, of the timestamp, a full stop and the body. The receiver refuses
what is older than some minutes, and drops an `X-Serva-Delivery` that it has seen.
"""

import hashlib
import hmac
import json
import time
from typing import Any

from django.utils.translation import gettext as _

from workflows import links
from workflows.errands import Permanent
from workflows.models import Delivery, WebhookEndpoint
from workflows.notifications.outgoing import accept, post
from workflows.notifications.rules import Recipient, occasion_of

GONE = 410


def address(person: Recipient) -> str:
    return person.name


def fill(delivery: Delivery) -> None:
    """Made once, so that every try says the same."""
    event = delivery.event
    said: dict[str, Any] = {
        "id": delivery.message_id,
        "event": occasion_of(event).value,
        "at": event.at.isoformat(),
        "case": {
            "number": event.case.pk,
            "status": event.case.status,
            "priority": event.case.priority,
            "url": links.room(event.case),
        },
    }
    delivery.subject, delivery.text = f"{said['event']} {event.case.number}", json.dumps(said)


def send(delivery: Delivery) -> None:
    endpoint = WebhookEndpoint.objects.filter(pk=int(delivery.recipient_key.removeprefix("webhook:"))).first()
    if endpoint is None or not endpoint.is_active:
        raise Permanent(_("The webhook is gone or not in use."))
    body = delivery.text.encode()
    answer = post(endpoint.url, body, headers(endpoint.secret, delivery.message_id, body))
    if answer.status == GONE:
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(is_active=False)
    accept(answer)


def headers(secret: str, delivery_id: str, body: bytes, now: int | None = None) -> dict[str, str]:
    timestamp = str(int(time.time()) if now is None else now)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Serva",
        "X-Serva-Delivery": delivery_id,
        "X-Serva-Timestamp": timestamp,
        "X-Serva-Signature": f"v1={signature(secret, timestamp, body)}",
    }


def signature(secret: str, timestamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()

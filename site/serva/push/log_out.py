"""Whoever logs out of a browser is told nothing there any more: the next person may sit before it."""

import hashlib
from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from workflows.models import PushSubscription


def login_of(request: HttpRequest) -> str:
    """Names a log-in without being its key."""
    key = request.session.session_key or ""
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


@receiver(user_logged_out)
def turn_off(sender: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None and (login := login_of(request)):
        PushSubscription.objects.filter(session=login).delete()

"""Who must have a second factor, and who has. Costs one query per session, not per request."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

SESSION_KEY = "second_factor"
STAFF_PATHS = ("/admin/", "/field/")
FREE_PATHS = ("/accounts/", "/language/", "/static/")


def is_missing(request: HttpRequest) -> bool:
    """Staff need it everywhere; anybody else needs it where staff work, whatever permissions they were given."""
    if not settings.SECOND_FACTOR_REQUIRED or request.path_info.startswith(FREE_PATHS):
        return False
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return False
    user = request.user
    if not (user.is_staff or user.is_superuser or request.path_info.startswith(STAFF_PATHS)):
        return False
    if request.session.get(SESSION_KEY):
        return False
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return True
    request.session[SESSION_KEY] = True
    return False


@receiver(authenticator_removed)
def forget(request: HttpRequest, **kwargs: Any) -> None:
    request.session.pop(SESSION_KEY, None)

"""Who must have a second factor, and whether this session passed it. Costs a query only where it is missing."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

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
    return bool(request.session.get(SESSION_KEY) != user.pk)


def lead_to_it(request: HttpRequest) -> HttpResponse:
    """Whoever has none sets it up. Whoever has one came in by a door that did not ask for it, and begins again."""
    if not Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists():
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    logout(request)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "")


@receiver(authenticator_added)
@receiver(authenticator_used)
def remember(request: HttpRequest, user: Any, authenticator: Authenticator, **kwargs: Any) -> None:
    request.session[SESSION_KEY] = user.pk


@receiver(authenticator_removed)
def forget(request: HttpRequest, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        request.session.pop(SESSION_KEY, None)

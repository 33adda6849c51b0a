"""A form whose proof of origin has gone stale: of an intake form nothing that was typed is lost."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_CSRF_TOKEN_MISSING, REASON_NO_CSRF_COOKIE
from django.views.csrf import csrf_failure

from forms.models import IntakeFormPage
from website import routing

STALE = (REASON_NO_CSRF_COOKIE, REASON_CSRF_TOKEN_MISSING, "CSRF token from")


def failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own view hands it out again, filled in, with a fresh proof. It takes nothing from such a post.
    What another site has sent (its Origin or Referer says so) is refused like everywhere.
    """
    match = request.resolver_match
    if match is None or not reason.startswith(STALE) or not is_intake(match.view_name, match.kwargs, match.args):
        return csrf_failure(request, reason)
    request.is_stale = True  # type: ignore[attr-defined]
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


def is_intake(view: str, kwargs: dict[str, str], args: tuple[str, ...]) -> bool:
    if view == "wagtail_serve":
        return isinstance(routing.found(kwargs.get("path") or "".join(args[:1])), IntakeFormPage)
    return view == "intake:scan"

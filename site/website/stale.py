"""A post whose CSRF token no longer holds: a form is shown again with what was typed, all else is refused."""

from django.http import HttpRequest, HttpResponse
from django.views.csrf import csrf_failure

from forms.models import IntakeFormPage
from forms.reception import once_more
from website.routing import found


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    page = found(request.path.lstrip("/")) if request.method == "POST" else None
    if isinstance(page, IntakeFormPage) and not page.some_are_restricted:
        return once_more(request, page)
    return csrf_failure(request, reason)

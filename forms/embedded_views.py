"""The same form and receipt in a bare frame, for pages of other websites."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from forms import reception
from forms.anybody import form_for_anybody
from forms.views import receipt_of

View = Callable[..., HttpResponse]


def framed(view: View) -> View:
    """Marks the request, and answers in the language of the page around it. `Content-Security-Policy` says whose pages
    may frame it; the key of the form stands in for the CSRF cookie, which a frame would not get back.
    """

    @csrf_exempt
    @xframe_options_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        wish = request.GET.get("lang", "")
        language = wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.is_embedded = True  # type: ignore[attr-defined]
        with translation.override(language):
            try:
                response = view(request, *args, **kwargs)
            except Http404:
                response = nothing(request)
            if hasattr(response, "render"):
                response.render()
        response.headers["Content-Language"] = language
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return answered


@framed
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    return reception.receive(request, form_for_anybody(slug, sending=request.method == "POST"))


@framed
@never_cache
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    return render(request, "intake/embedded_receipt.html", receipt_of(request, token))


@framed
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """For what was posted once more after its link had been revoked: it says nothing of any case."""
    context = {
        "tone": "success",
        "icon": "done",
        "title": _("We have received this already"),
        "words": _("What you sent became a case the first time. Nothing was doubled."),
    }
    return render(request, "intake/embedded_words.html", context)


def nothing(request: HttpRequest) -> HttpResponse:
    """Closed, not for anybody, or never there: it looks the same."""
    context = {
        "tone": "info",
        "icon": "info",
        "title": _("There is no form here just now"),
        "words": _("It may be closed, or it has moved. Get in touch with us another way."),
    }
    return render(request, "intake/embedded_words.html", context, status=404)

"""The forms for programs. Everybody is a stranger here: no cookie is read, and only what anybody may use is there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Path, Query
from ninja.decorators import decorate_view
from ninja.responses import Status

from api import schemas, sending
from api.describing import asking, described
from api.docs import Pages
from api.reading import Unreadable
from forms.anybody import Revoked, form_at, form_for_anybody
from forms.models import IntakeFormPage, QrCode

View = Callable[..., HttpResponse]
SLUG = Path(..., description="How the address of the form's page ends.")
LANG = Query("", description="sv or en, before what Accept-Language says.")
CODE = Query("", description="The token of a scanned QR code: its place is then known.")
NOT_OURS: dict[int, Any] = {404: schemas.Wrong, 410: schemas.Wrong}
BODY = {
    "type": "object",
    "required": ["key", "answers"],
    "properties": {
        "key": {"type": "string", "pattern": "^[0-9a-f]{32}$", "description": "Of the opened form."},
        "answers": {
            "type": "object",
            "description": "{name of the question: answer}, each in the shape of its kind. In a multipart post it is a "
            "field that holds this as JSON, and files are fields named like their question.",
            "additionalProperties": {"anyOf": [{"title": name, **kind.shape} for name, kind in asking().items()]},
        },
    },
}
SENT_AS = {"application/json": {"schema": BODY}, "multipart/form-data": {"schema": BODY}}

api = NinjaAPI(
    title="Forms",
    version="1",
    urls_namespace="api",
    description="The forms of the website for your own programs and pages: read a form, draw it, send it.",
    docs=Pages(),
    docs_decorator=require_safe,
)


def in_their_language(run: View) -> View:
    """Sentences for people in the language that the program asks for; nothing is kept on the way, each key is new."""

    @wraps(run)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wish = request.GET.get("lang", "")
        language = wish if wish in dict(settings.LANGUAGES) else get_language_from_request(request)
        with translation.override(language):
            response = run(request, *args, **kwargs)
        response["Content-Language"] = language
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answered


def found(slug: str, code: str, *, sending: bool = False) -> tuple[IntakeFormPage, QrCode | None]:
    return form_at(slug, code, sending=sending) if code else (form_for_anybody(slug, sending=sending), None)


@api.get("/forms/{slug}", response={200: schemas.Form, **NOT_OURS}, url_name="form", summary="Open a form")
@decorate_view(in_their_language)
def form(request: HttpRequest, slug: str = SLUG, code: str = CODE, lang: str = LANG) -> Any:
    """Its questions with their texts in every language, and a key: one opened form becomes one case."""
    return described(*found(slug, code))


ANSWERS = {
    200: schemas.Received,
    201: schemas.Received,
    422: schemas.WrongAnswers,
    **dict.fromkeys((400, 409, 413, 415, 429, 503), schemas.Wrong),
}


@api.post(
    "/forms/{slug}/submissions",
    response={**ANSWERS, **NOT_OURS},
    url_name="send",
    summary="Send it",
    openapi_extra={"requestBody": {"required": True, "content": SENT_AS}},
)
@decorate_view(in_their_language)
def send(request: HttpRequest, response: HttpResponse, slug: str = SLUG, code: str = CODE, lang: str = LANG) -> Any:
    """The same rules as on the page. 201: it became a case. 200: it had become one before, with these very answers.

    422 says what is wrong, question by question; files that were good are kept for a day and need not be sent again
    with the same key. 429 says in Retry-After how many seconds to wait.
    """
    answer = sending.send(request, *found(slug, code, sending=True))
    for name, value in answer.headers.items():
        response[name] = value
    return Status(answer.status, answer.body)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"error": _("There is no such form here.")}, status=404)


@api.exception_handler(Revoked)
def revoked(request: HttpRequest, error: Revoked) -> HttpResponse:
    return api.create_response(request, {"error": _("This code is no longer in use.")}, status=410)


@api.exception_handler(Unreadable)
def unreadable(request: HttpRequest, error: Unreadable) -> HttpResponse:
    body: dict[str, Any] = {"error": str(error)} | ({"errors": {}} if error.status == 422 else {})
    return api.create_response(request, body, status=error.status)

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts import second_factor

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The person's language; for strangers the cookie's; Swedish otherwise. The browser's wish does not count."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        wish = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            wish = request.user.language
        return wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class SecondFactorMiddleware:
    """Shows staff nothing before this session has passed the second factor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if second_factor.is_missing(request):
            return second_factor.lead_to_it(request)
        return self.get_response(request)

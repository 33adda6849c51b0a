from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from website.routing import serve


class WebsiteRedirects(RedirectMiddleware):
    """Asks for another address where a page of the website is missing: not where a case is, or a token is guessed."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        match = getattr(request, "resolver_match", None)
        if match is not None and match.func is not serve:
            return response
        answer: HttpResponse = super().process_response(request, response)
        return answer

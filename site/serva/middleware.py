from collections.abc import Callable

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from workflows.models import Company

Next = Callable[[HttpRequest], HttpResponse]
EMBEDDED = "/forms/embed/"
NAMELESS = ("/api/v1/", EMBEDDED)


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere, the looser one where Wagtail's own pages need inline scripts. Embedded forms may
    stand in frames of the websites that the administrator has named.
    """

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, "is_preview", False):  # of the page editor, in a frame beside it
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        if request.path_info.startswith("/admin/") and not report_only and parts.config is None:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        if request.path_info.startswith(EMBEDDED) and not report_only:
            parts.replace = {"frame-ancestors": Company.shown().origins or [NONE]}
        return parts


class WithoutCookies:
    """Where programs and pages of other websites come, nobody is logged in: cookies are neither read nor set."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(NAMELESS):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        return response

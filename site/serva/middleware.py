from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy everywhere, the looser one where Wagtail's own pages need inline scripts."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponse, report_only: bool = False) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, "is_preview", False):  # of the page editor, in a frame beside it
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        if request.path_info.startswith("/admin/") and not report_only and parts.config is None:
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts

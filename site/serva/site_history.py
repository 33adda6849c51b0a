"""Wagtail tells whoever has any right on a kind of thing the names of all that was changed of it. Ours does not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.audit_logging import LogEntriesView

RIGHT = "workflows.change_company"


class SiteHistoryView(LogEntriesView):
    """For those who may change the company's settings, and so see everything anyway."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def urls() -> list[URLPattern]:
    """To stand before Wagtail's own, with the same names."""
    return [
        path("", require_admin_access(SiteHistoryView.as_view())),
        path("results/", require_admin_access(SiteHistoryView.as_view(results_only=True))),
    ]


def hide_from_others(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.has_perm(RIGHT):
        items[:] = [item for item in items if item.name != "site-history"]

"""What every screen of this wing has in common: who may come in, and what stands above it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from workflows.viewsets.case_gate import needs

Guard = Callable[[HttpRequest], None]


class GuardedMixin:
    """`guard` is asked before anything else and answers 404, as if there were nothing here."""

    guard: Guard = staticmethod(needs("workflows.see_money"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        type(self).guard(request)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]


class Screen(GuardedMixin, WagtailAdminTemplateMixin, TemplateView):
    def crumbs(self) -> list[dict[str, Any]]:
        """Between the start page and this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs(), {"url": "", "label": self.get_page_title()}]

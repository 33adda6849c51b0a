"""What the forms did not take, and why: so many a day, never from whom."""

from typing import Any

from django.db.models import Sum
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from forms.models import StoppedPost
from forms.viewsets.person import person

DAYS = 30
MOST_ROWS = 500


def may_look(request: HttpRequest) -> bool:
    return person(request).has_perm("intake.view_formsubmission")


class StoppedView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "intake/admin/stopped.html"
    page_title = gettext_lazy("Stopped")
    header_icon = "no-view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look(request):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stopped = StoppedPost.objects.visible_to(person(self.request)).of_days(DAYS)
        rows = list(stopped.select_related("page", "code").order_by("-day", "page__title", "-count")[:MOST_ROWS])
        return super().get_context_data(**kwargs) | {"rows": rows, "days": DAYS, "bars": by_day(stopped)}


def by_day(stopped: Any) -> list[dict[str, Any]]:
    """[{day, count, tenths}], the newest first; `tenths` of the worst day, for the length of the bar."""
    found = list(stopped.values("day").annotate(count=Sum("count")).order_by("-day"))
    worst = max((one["count"] for one in found), default=1)
    return [one | {"tenths": max(1, round(10 * one["count"] / worst))} for one in found]


class StoppedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(request)


class StoppedViewSet(ViewSet):
    icon = "no-view"
    menu_label = gettext_lazy("Stopped")
    menu_item_class = StoppedMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", StoppedView.as_view(), name="index")]


stopped_posts = StoppedViewSet("intake-stopped")

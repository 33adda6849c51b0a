"""The cases in the admin: their addresses and their place in the menu."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from accounts.models import User
from workflows.models import Case
from workflows.viewsets.bulk_assign import BulkAssignView
from workflows.viewsets.case_find import find
from workflows.viewsets.case_list import CaseListView
from workflows.viewsets.case_room import CaseRoomView, case_file
from workflows.viewsets.errand_desk import ErrandDeskView
from workflows.viewsets.new_case import NewCaseView, preview_part
from workflows.viewsets.verb_view import VerbView


class CaseViewSet(ViewSet):
    """No generic view of Wagtail's: those ask no rights of the single case."""

    icon = "clipboard-list"

    def on_register(self) -> None:
        """Its menu items are registered one by one (`menu_items`)."""

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", CaseListView.as_view(), name="index"),
            path("new/", NewCaseView.as_view(), name="new"),
            path("new/preview/", preview_part, name="preview"),
            path("assign/", BulkAssignView.as_view(), name="bulk_assign"),
            path("errands/", ErrandDeskView.as_view(), name="errands"),
            path("find/<slug:what>/", find, name="find"),
            path("<int:pk>/", CaseRoomView.as_view(), name="room"),
            path("<int:pk>/files/<int:file>/", case_file, name="file"),
            path("<int:pk>/files/<int:file>/small/", case_file, {"thumbnail": True}, name="thumbnail"),
            path("<int:pk>/<slug:verb>/", VerbView.as_view(), name="verb"),
        ]


class CaseMenuItem(MenuItem):
    def __init__(self, label: Any, url: Any, *, shown_to: Callable[[User], bool], **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self.shown_to = shown_to

    def is_shown(self, request: HttpRequest) -> bool:
        return self.shown_to(request.user)  # type: ignore[arg-type]


def list_item() -> MenuItem:
    return CaseMenuItem(
        _("Cases"),
        reverse("cases:index"),
        shown_to=lambda user: user.has_perm("workflows.view_case"),
        name="cases",
        icon_name="clipboard-list",
        order=10,
    )


def new_item() -> MenuItem:
    return CaseMenuItem(
        _("New case"),
        reverse("cases:new"),
        shown_to=lambda user: user.has_perms(["workflows.view_case", "workflows.manage_cases"]),
        name="new-case",
        icon_name="plus",
        order=20,
    )


def rights() -> QuerySet[Permission]:
    """So that roles can be edited with them. Nobody adds, changes or deletes a case as such: there are verbs."""
    own = [name for name, _title in Case._meta.permissions]
    return Permission.objects.filter(content_type__app_label="workflows", codename__in=["view_case", *own])


cases = CaseViewSet("cases")

"""Who of the staff comes to which cases in the admin. Everything here begins with `cases_for`."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from workflows.actor import Actor
from workflows.models import Case
from workflows.models.case_queryset import CaseQuerySet

SHOWN = (
    "customer",
    "worksite__contact",
    "worksite__customer",
    "category",
    "equipment",
    "responsible",
    "team",
    "reporter__user",
    "occurrence__schedule",
)


def cases_for(user: User) -> CaseQuerySet:
    """The cases that the person sees in the admin. Here internal notes are shown, so a customer's log-in sees none."""
    return Case.objects.visible_to(user) if user.has_perm("workflows.view_case") else Case.objects.none()


def case_or_404(request: HttpRequest, pk: int) -> Case:
    found: Case = get_object_or_404(cases_for(user_of(request)).select_related(*SHOWN), pk=pk)
    return found


def user_of(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def actor_of(request: HttpRequest) -> Actor:
    return Actor.of(request.user, via="admin")


def needs(*permissions: str) -> Callable[[HttpRequest], None]:
    """A guard: 404 for whoever lacks one of the permissions, as if the page were not there."""

    def guard(request: HttpRequest) -> None:
        if not request.user.has_perms(permissions):  # type: ignore[union-attr]
            raise Http404

    return guard


class CaseScreen(WagtailAdminTemplateMixin, View):
    """A screen of ours below Wagtail's header. `guard` is asked before anything else."""

    header_icon = "clipboard-list"
    guard = staticmethod(needs("workflows.view_case"))

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        type(self).guard(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": reverse("cases:index"), "label": _("Cases")}, *self.crumbs()]

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

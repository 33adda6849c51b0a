"""The bell of the admin: unread notices, and how the person wants to be told. For everybody who comes in here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from workflows.models import Delivery
from workflows.notifications import inbox
from workflows.notifications.choosing import ChoiceForm, push_context
from workflows.templatetags.bell import short
from workflows.viewsets.case_gate import CaseScreen, needs, user_of


class NoticesView(CaseScreen):
    template_name = "workflows/admin/notices.html"
    page_title: str | Promise = gettext_lazy("Notices")
    header_icon = "bell"
    guard = staticmethod(needs("wagtailadmin.access_admin"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.crumbs()]

    def get(self, request: HttpRequest) -> HttpResponse:
        context = self.get_context_data(**inbox.listed(request, user_of(request)))
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest) -> HttpResponse:
        return redirect(inbox.mark(request, user_of(request)) or reverse("notices"))


class NoticeChoicesView(NoticesView):
    template_name = "workflows/admin/notice_choices.html"
    page_title = gettext_lazy("How I am told")

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("notices"), "label": _("Notices")}, *super().crumbs()]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.draw(ChoiceForm(user_of(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ChoiceForm(user_of(request), request.POST)
        if not form.is_valid():
            return self.draw(form, status=422)
        form.save()
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("notice_choices"))

    def draw(self, form: ChoiceForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, **push_context(user_of(self.request)))
        return TemplateResponse(self.request, self.template_name, context, status=status)


class BellMenuItem(MenuItem):
    """With how many are unread: one query a page."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = Delivery.objects.count_unread(user_of(request))
        label = _("Notices (%(count)s)") % {"count": short(count)} if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


def menu_item() -> MenuItem:
    return BellMenuItem(gettext_lazy("Notices"), reverse_lazy("notices"), name="bell", icon_name="bell", order=10)


def account_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("notice_choices"),
        "label": _("How I am told"),
        "help_text": _("Channels, quiet hours and gathered mails."),
    }


def urls() -> list[URLPattern]:
    return [
        path("notices/", NoticesView.as_view(), name="notices"),
        path("notices/settings/", NoticeChoicesView.as_view(), name="notice_choices"),
    ]


def icons(found: list[str]) -> list[str]:
    return [*found, "workflows/icons/bell.svg"]

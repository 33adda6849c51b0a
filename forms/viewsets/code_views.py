"""The admin's pages of codes. Each finds its codes through `visible_to`, and changes need the right to change."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from forms import codes, qr
from forms.models import FormSubmission, QrCode
from forms.models.qr_code import QrCodeQuerySet
from forms.viewsets.label_views import LabelsFileView, LabelsView
from forms.viewsets.person import person
from forms.viewsets.several import SeveralView
from workflows.viewsets.register_views import (
    RegisterCreateView,
    RegisterEditView,
    RegisterIndexView,
    RegisterInspectView,
)

__all__ = ["LabelsFileView", "LabelsView", "SeveralView"]

LOOK = ["view", "change"]


def print_url(ids: list[int], onward: str) -> str:
    action = reverse("wagtail_bulk_action", args=["intake", "qrcode", "print_labels"])
    return f"{action}?{urlencode([('id', pk) for pk in ids] + [('next', onward)])}"


def seen_by(request: HttpRequest) -> QrCodeQuerySet:
    return QrCode.objects.visible_to(person(request))


class ToItsPage:
    """After saving one wants to see the code, not the form again."""

    object: QrCode

    def get_success_url(self) -> str:
        return reverse("qr-codes:inspect", args=[self.object.pk])


class CodeIndexView(RegisterIndexView):
    def get_edit_url(self, instance: QrCode) -> None:
        """A click opens the code's own page, where everything is."""
        return None

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = list(super().header_buttons)
        if self.user_has_permission("add"):
            buttons.append(HeaderButton(_("For several worksites"), url=reverse("qr-codes:several"), icon_name="copy"))
        return buttons


class CodeCreateView(ToItsPage, RegisterCreateView):
    pass


class CodeEditView(ToItsPage, RegisterEditView):
    """A revoked code is history: it is not there to be changed."""

    def get_queryset(self) -> QuerySet:
        return seen_by(self.request).valid()


class NoDeleteView(generic.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class CodeInspectView(RegisterInspectView):
    def get_object(self, queryset: QuerySet | None = None) -> QrCode:
        rows = (
            seen_by(self.request).for_page().select_related("schedule", "case", "created_by", "replaced_by", "replaces")
        )
        return get_object_or_404(rows, pk=self.pk)

    def get_fields(self) -> list[str]:
        return []

    def get_edit_url(self) -> str | None:
        return None if self.object.is_revoked else super().get_edit_url()

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = reverse("qr-codes:inspect", args=[self.object.pk])
        submissions = FormSubmission.objects.visible_to(person(self.request)).filter(code=self.object)
        return super().get_context_data(**kwargs) | {
            "code": self.object,
            "may_change": self.user_has_permission("change") and not self.object.is_revoked,
            "edit_url": self.get_edit_url(),
            "print_url": print_url([self.object.pk], here),
            "places": {
                name: self.linked(thing)
                for name, thing in (("worksite", self.object.worksite), ("equipment", self.object.equipment))
                if thing is not None
            },
            "submissions": submissions.select_related("case")[:10],
        }


class OneCodeMixin(PermissionCheckedMixin):
    model = QrCode
    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def code(self) -> QrCode:
        return get_object_or_404(seen_by(self.request).for_page(), pk=self.kwargs["pk"])


class SvgView(OneCodeMixin, View):
    any_permission_required = LOOK

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        drawing = f'<?xml version="1.0" encoding="UTF-8"?>\n{qr.svg(self.code.url, str(self.code))}'
        return drawn(request, drawing.encode(), "image/svg+xml", f"{self.code.short_number}.svg")


class PngView(OneCodeMixin, View):
    any_permission_required = LOOK

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return drawn(request, qr.png(self.code.url), "image/png", f"{self.code.short_number}.png")


def drawn(request: HttpRequest, content: bytes, content_type: str, name: str) -> HttpResponse:
    """In the page, or as a file with `?download`."""
    response = HttpResponse(content, content_type=content_type)
    kind = "attachment" if "download" in request.GET else "inline"
    response["Content-Disposition"] = f'{kind}; filename="{name}"'
    response["Cache-Control"] = "private, max-age=3600"
    return response


class CodeActionView(OneCodeMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, then does it."""

    permission_required = "change"
    template_name = "intake/admin/qr_code_confirm.html"
    header_icon = "link"
    words: Any = ""
    button: Any = ""
    is_serious = False

    def get_page_subtitle(self) -> str:
        return str(self.code)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("qr-codes:index"), "label": _("QR codes")},
            {"url": self.back, "label": str(self.code)},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def back(self) -> str:
        return reverse("qr-codes:inspect", args=[self.code.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.code.is_revoked:
            raise Http404
        return super().get_context_data(**kwargs) | {
            "code": self.code,
            "words": self.words,
            "is_serious": self.is_serious,
            "button": self.button,
            "back": self.back,
        }


class RevokeView(CodeActionView):
    page_title = gettext_lazy("Revoke")
    words = gettext_lazy(
        "Whoever scans the label after this is told that it is no longer in use. It cannot be taken back."
    )
    button = gettext_lazy("Revoke the code")
    is_serious = True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if codes.revoke(self.code):
            log(self.code, "intake.revoke", user=request.user)
            messages.success(request, _("The code %(number)s is revoked.") % {"number": self.code.short_number})
        return HttpResponseRedirect(self.back)


class ReplaceView(CodeActionView):
    page_title = gettext_lazy("Replace")
    words = gettext_lazy("A new code is made for the same place, and this one is revoked. Print the new label at once.")
    button = gettext_lazy("Replace the code")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        new = codes.replace(self.code, by=person(request))
        if new is None:
            messages.warning(request, _("The code was revoked already."))
            return HttpResponseRedirect(self.back)
        log(self.code, "intake.replace", user=request.user, data={"by": new.short_number})
        log(new, "wagtail.create", user=request.user)
        messages.success(request, _("%(new)s takes the place of %(old)s.") % {
            "new": new.short_number, "old": self.code.short_number
        })  # fmt: skip
        return HttpResponseRedirect(reverse("qr-codes:inspect", args=[new.pk]))

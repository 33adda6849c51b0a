"""Forms between installations: out as a file, and in again with a look at what would come."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Site

from accounts.models import User
from forms.models import IntakeFormPage
from forms.portable.making import bring_in
from forms.portable.reading import MOST_BYTES, Read, read, too_large
from forms.portable.writing import as_file
from forms.viewsets.person import person
from workflows.excel.waiting import keep, kept
from workflows.viewsets.listing import Column

REGISTER = "intakeformpage"
SHOWN = 50


def place_for_forms(user: User) -> Page | None:
    """The page below which the person may add forms."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None or not site.root_page.permissions_for_user(user).can_add_subpage():
        return None
    return site.root_page


class TakeAlongColumn(Column):
    def get_cell_context_data(self, instance: IntakeFormPage, parent_context: dict[str, Any]) -> dict[str, Any]:
        return super().get_cell_context_data(instance, parent_context) | {"value": links_of(instance)}


def links_of(page: IntakeFormPage) -> SafeString:
    return format_html(
        '<a href="{}?next={}" aria-label="{}">{}</a> · <a href="{}" aria-label="{}">{}</a>',
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("intake-forms:index"),
        _("Copy %(form)s") % {"form": page.title},
        _("Copy"),
        reverse("intake-forms:export", args=[page.pk]),
        _("Export %(form)s (JSON)") % {"form": page.title},
        _("Export (JSON)"),
    )


class FormKeeperMixin:
    """For those who may add forms; for others there is nothing here."""

    request: HttpRequest

    @cached_property
    def parent_page(self) -> Page:
        found = place_for_forms(person(self.request))
        if found is None:
            raise Http404
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        assert self.parent_page
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class FormKeeperScreen(FormKeeperMixin, WagtailAdminTemplateMixin):
    header_icon = "form"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        forms_item = {"url": reverse("intake-forms:index"), "label": _("Forms")}
        return [*self.breadcrumbs_items, forms_item, {"url": "", "label": self.get_page_title()}]


class ExportView(FormKeeperMixin, View):
    """As it was saved last, published or not."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = get_object_or_404(IntakeFormPage, pk=pk)
        content = as_file(page.get_latest_revision_as_object())
        response = HttpResponse(content, content_type="application/json")
        response["Content-Disposition"] = content_disposition_header(True, f"{page.slug}.json")  # type: ignore[assignment]
        response["Cache-Control"] = "private, no-store"
        return response


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A form that was exported from Serva (JSON), at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(too_large())
        return file


class ImportView(FormKeeperScreen, FormView):
    template_name = "intake/admin/form_import.html"
    page_title = gettext_lazy("Import a form")
    form_class = FileForm

    def form_valid(self, form: FileForm) -> HttpResponse:
        token = keep(form.cleaned_data["file"], person(self.request), REGISTER)
        return HttpResponseRedirect(reverse("intake-forms:import_preview", args=[token]))


class ImportPreviewView(FormKeeperScreen, TemplateView):
    template_name = "intake/admin/form_import_preview.html"
    page_title = gettext_lazy("Import a form")

    @cached_property
    def file(self) -> Path:
        path = kept(self.kwargs["token"], person(self.request), REGISTER)
        if path is None:
            raise Http404
        return path

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(read(self.file.read_bytes(), self.parent_page))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        found = read(self.file.read_bytes(), self.parent_page)
        try:
            page = bring_in(found, self.parent_page, by=person(request))
        except ValidationError as error:
            found.problems = error.messages
            return self.shown(found)
        self.file.unlink(missing_ok=True)
        return drafted(request, found, page)

    def shown(self, found: Read) -> HttpResponse:
        return self.render_to_response(self.get_context_data(found=found, most=SHOWN))


def drafted(request: HttpRequest, found: Read, page: IntakeFormPage) -> HttpResponse:
    for note in found.notes:
        messages.info(request, note)
    words = _("“%(form)s” is there as a draft. Look through it, and publish it when it is right.")
    messages.success(request, words % {"form": page.title})
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))

"""Reading a register in from Excel: the file, the preview of what it would change, and the yes to it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from workflows.excel.preview import carry_out, preview
from workflows.excel.reading import MOST_ROWS, read
from workflows.excel.waiting import keep, kept
from workflows.sheets import SheetError
from workflows.viewsets.addresses import user_of
from workflows.viewsets.register_views import may_export, may_import

SHOWN = 200


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Excel (XLSX) or CSV."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ImportMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    model: type[Model]
    resource_class: Any = None
    index_url_name: str = ""
    import_url_name: str = ""
    import_preview_url_name: str = ""
    header_icon = "upload"
    request: HttpRequest

    def user_has_permission(self, permission: str) -> bool:
        return may_import(self.request, self.model)

    permission_required = "change"

    @property
    def register(self) -> str:
        return self.model._meta.model_name or ""

    def get_page_title(self) -> str:
        return _("Excel in: %(things)s") % {"things": self.model._meta.verbose_name_plural}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        things = capfirst(str(self.model._meta.verbose_name_plural))
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": things},
            {"url": "", "label": _("Excel in")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        resource = self.resource_class(user=user_of(self.request))
        return super().get_context_data(**kwargs) | {
            "things": self.model._meta.verbose_name_plural,
            "index_url": reverse(self.index_url_name),
            "import_url": reverse(self.import_url_name),
            "columns": resource.columns(),
            "keys": [column.heading for column in resource.key_columns()],
            "most_rows": MOST_ROWS,
            "can_export": may_export(self.request, self.model),
        }


class ImportView(ImportMixin, FormView):
    model = None  # type: ignore[assignment]
    template_name = "workflows/registers/import.html"
    form_class = FileForm

    def form_valid(self, form: FileForm) -> HttpResponse:
        file: UploadedFile = form.cleaned_data["file"]
        try:
            read(file, self.resource_class(user=user_of(self.request)))
        except SheetError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        file.seek(0)
        token = keep(file, user_of(self.request), self.register)
        return HttpResponseRedirect(reverse(self.import_preview_url_name, args=[token]))


class ImportPreviewView(ImportMixin, TemplateView):
    model = None  # type: ignore[assignment]
    template_name = "workflows/registers/import_preview.html"

    def get(self, request: HttpRequest, *args: Any, token: str = "", **kwargs: Any) -> HttpResponse:
        path = self.path_of(token)
        try:
            with path.open("rb") as file:
                found = preview(file, self.resource_class, user_of(request))
        except SheetError as error:  # only if the register's columns changed since it was sent
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse(self.import_url_name))
        return self.shown(found)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        path = self.path_of(token)
        with path.open("rb") as file:
            left = carry_out(file, self.resource_class, user_of(request), request.POST.get("mark", ""))
        if left is not None:
            return self.shown(left, status=409)
        path.unlink(missing_ok=True)
        messages.success(request, _("The file has been read in."))
        return HttpResponseRedirect(reverse(self.index_url_name))

    def path_of(self, token: str) -> Any:
        path = kept(token, user_of(self.request), self.register)
        if path is None:
            raise Http404
        return path

    def shown(self, found: Any, status: int = 200) -> HttpResponse:
        context = self.get_context_data(preview=found, shown=SHOWN, meanwhile=status == 409)
        return self.render_to_response(context, status=status)

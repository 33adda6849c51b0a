"""Wagtail's list of what came in by a form, for those who may read it; it leaves the house by our own safe tables."""

from tempfile import TemporaryFile
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.contrib.forms.views import SubmissionsListView
from wagtail.models import Page

from accounts.models import User
from forms.models import FormSubmission, IntakeFormPage
from workflows.excel.answer import XLSX
from workflows.sheets import csv_lines, write_workbook
from workflows.viewsets.addresses import address_of
from workflows.viewsets.listing import RegisterPaginator


def readable_forms(user: User | AnonymousUser, editable: QuerySet[Page]) -> QuerySet[Page]:
    """Wagtail lets everybody read who may edit the page; here reading what customers wrote is a right of its own."""
    if not user.has_perm("intake.view_formsubmission"):
        return editable.none()
    return Page.objects.filter(pk__in=IntakeFormPage.objects.values("pk"))


def no_deletion(request: HttpRequest, page_id: int) -> HttpResponse:
    """A submission belongs to its case, and goes when the case goes."""
    raise Http404


class SubmissionsView(SubmissionsListView):
    template_name = "intake/admin/submissions.html"
    results_template_name = "intake/admin/submissions_results.html"
    paginator_class = RegisterPaginator
    paginate_by = 50
    form_page: IntakeFormPage
    forms_index_url_name = "intake-forms:index"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("intake.view_formsubmission"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[FormSubmission]:
        rows = FormSubmission.objects.visible_to(self.request.user).filter(page=self.form_page)
        return rows.select_related("case")

    def get_filename(self) -> str:
        return f"{self.form_page.slug}-submissions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not self.is_export:
            for row, submission in zip(context["data_rows"], context["submissions"], strict=True):
                url = address_of(submission.case, self.request.user)
                number = submission.case.number
                row["fields"][1] = format_html('<a href="{}">{}</a>', url, number) if url else number
        return context

    def as_spreadsheet(self, queryset: QuerySet[FormSubmission], spreadsheet_format: str) -> Any:
        fields = self.form_page.get_data_fields()
        headers = [str(label) for _name, label in fields]
        rows = ([row.get_data().get(name, "") for name, _label in fields] for row in queryset.iterator(chunk_size=500))
        name = f"{self.get_filename()}.{spreadsheet_format}"
        if spreadsheet_format == self.FORMAT_CSV:
            return StreamingHttpResponse(
                (line.encode() for line in csv_lines(headers, rows)),
                content_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
            )
        target = TemporaryFile()  # noqa: SIM115 (the response closes it)
        write_workbook(target, _("Submissions"), headers, rows)
        target.seek(0)
        response = FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)
        response["Cache-Control"] = "private, no-store"
        return response


def submissions_url(page: IntakeFormPage) -> str:
    return reverse("wagtailforms:list_submissions", args=[page.pk])

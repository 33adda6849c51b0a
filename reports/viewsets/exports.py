"""The exports that were made: their files again, and taking one back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from reports.actions.undo_export import undo_export
from reports.actions.write_article_report import KIND, plan_article_report
from reports.excel import writing
from reports.models import ExportBatch
from reports.viewsets.files import stored
from reports.viewsets.screen import Screen
from workflows.errors import NotPossible
from workflows.models import Job
from workflows.paging import page_of
from workflows.viewsets.case_gate import actor_of, needs, user_of

may_see = needs("workflows.see_money", "workflows.see_all_cases", "reports.view_exportbatch")
may_export = needs(
    "workflows.see_money", "workflows.see_all_cases", "reports.view_exportbatch", "reports.export_used_articles"
)


def batch_or_404(request: HttpRequest, pk: int) -> ExportBatch:
    found: ExportBatch = get_object_or_404(ExportBatch.objects.visible_to(user_of(request)), pk=pk)
    return found


class ExportsView(Screen):
    guard = staticmethod(may_see)
    template_name = "reports/exports.html"
    header_icon = "download"
    page_title = gettext_lazy("Exports")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = page_of(self.request, ExportBatch.objects.visible_to(user_of(self.request)))
        return super().get_context_data(**kwargs) | {
            "page": page,
            "previous_url": f"?p={page.number - 1}" if page.has_previous() else "",
            "next_url": f"?p={page.number + 1}" if page.has_next() else "",
        }


class ExportView(Screen):
    guard = staticmethod(may_see)
    template_name = "reports/export.html"
    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.batch = batch_or_404(request, kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.batch)

    def crumbs(self) -> list[dict[str, Any]]:
        return [{"url": reverse("reports:exports"), "label": _("Exports")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch = self.batch
        job = None
        if not batch.file:
            job = Job.objects.filter(kind=KIND, parameters__batch=batch.pk).order_by("-pk").first()
        return super().get_context_data(**kwargs) | {
            "batch": batch,
            "job": job,
            "is_being_written": job is not None and job.state in (Job.State.WAITING, Job.State.RUNNING),
            "is_new": "new" in self.request.GET and bool(batch.file),
            "may_export": self.request.user.has_perm("reports.export_used_articles"),
        }


def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    may_see(request)
    batch = batch_or_404(request, pk)
    return stored(batch.file, f"{_('export')}-{batch.pk}.xlsx")


@require_POST
def write_export_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Where writing it failed or was cut off."""
    may_export(request)
    batch = batch_or_404(request, pk)
    if not batch.file:
        if batch.count <= writing.AT_ONCE:
            writing.keep_file(batch)
        else:
            plan_article_report(user_of(request), batch=batch.pk)
    return redirect("reports:export", batch.pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    may_export(request)
    batch = batch_or_404(request, pk)
    try:
        undo_export(batch, by=actor_of(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The articles count as not exported again."))
    return redirect("reports:export", batch.pk)

"""A big print of labels: how far it has come, and its file."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms import label_job
from forms.models import QrCode
from forms.viewsets.person import person
from workflows.models import Job
from workflows.viewsets.addresses import allowed


class LabelsView(WagtailAdminTemplateMixin, TemplateView):
    """How far a big print has come, and at its end the file. Only who asked for it finds it."""

    template_name = "intake/admin/labels.html"
    header_icon = "print"
    page_title = gettext_lazy("Labels")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        job = get_object_or_404(label_jobs(self.request), pk=self.kwargs["pk"])
        is_on = job.state in (Job.State.WAITING, Job.State.RUNNING)
        return super().get_context_data(**kwargs) | {"job": job, "is_on": is_on}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        codes_item = {"url": reverse("qr-codes:index"), "label": _("QR codes")}
        return [*self.breadcrumbs_items, codes_item, {"url": "", "label": self.get_page_title()}]


class LabelsFileView(View):
    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        job = get_object_or_404(label_jobs(request), pk=pk, state=Job.State.DONE)
        try:
            content = job.file.open("rb")
        except (FileNotFoundError, ValueError) as error:
            raise Http404 from error
        response = FileResponse(content, as_attachment=True, filename="labels.pdf", content_type="application/pdf")
        response["Cache-Control"] = "private, no-store"
        return response


def label_jobs(request: HttpRequest) -> QuerySet[Job]:
    user = person(request)
    if not allowed(user, "view", QrCode):
        raise Http404
    return Job.objects.visible_to(user).filter(kind=label_job.KIND)

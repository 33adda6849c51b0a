"""What the worker gave up, with a way to try again, and whether it works at all."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from workflows import errands
from workflows.actions.try_errand_again import try_errand_again
from workflows.models import Case, CaseEvent, Delivery, Errand
from workflows.viewsets.addresses import as_id
from workflows.viewsets.case_gate import CaseScreen, needs

SHOWN = 50
LATE = timedelta(minutes=5)
RIGHTS = ("workflows.view_case", "workflows.see_all_cases", "workflows.manage_cases")
WORDS: dict[str, str | Promise] = {
    "notify": gettext_lazy("Notices"),
    "deliver": gettext_lazy("A notice"),
    "send_digest": gettext_lazy("Gathered notices"),
}


@dataclass(frozen=True)
class Worker:
    """`waits_since` is set when something has been due for so long that the worker cannot be running."""

    waits_since: Any
    given_up: int


def worker() -> Worker:
    """Two queries, bounded."""
    oldest = Errand.objects.due().order_by("due_at").values_list("due_at", flat=True).first()
    is_late = oldest is not None and oldest < timezone.now() - LATE
    return Worker(oldest if is_late else None, Errand.objects.given_up()[: SHOWN + 1].count())


class ErrandDeskView(CaseScreen):
    template_name = "workflows/admin/errands.html"
    page_title = gettext_lazy("What did not go out")
    header_icon = "mail"
    guard = staticmethod(needs(*RIGHTS))

    def get(self, request: HttpRequest) -> HttpResponse:
        left = list(Errand.objects.given_up().order_by("-gave_up_at")[:SHOWN])
        cases = cases_of(left)
        rows = [
            {
                "errand": one,
                "what": WORDS.get(one.kind, capfirst(one.kind.replace("_", " "))),
                "case": cases.get(one.pk),
            }
            for one in left
        ]
        return TemplateResponse(request, self.template_name, self.get_context_data(rows=rows, worker=worker()))

    def post(self, request: HttpRequest) -> HttpResponse:
        pk = as_id(request.POST.get("errand", ""))
        errand = None if pk is None else Errand.objects.filter(pk=pk).first()
        if errand is None:
            raise Http404
        if try_errand_again(errand):
            messages.success(request, _("It is tried again within a minute."))
        else:
            messages.info(request, _("It is being tried already."))
        return HttpResponseRedirect(reverse("cases:errands"))


def cases_of(left: list[Errand]) -> dict[int, Case]:
    """Which case each errand is about, where it is about one. Two queries."""
    of_events = {one.subject_id for one in left if one.kind in errands.KINDS and errands.KINDS[one.kind].on}
    of_mails = {one.subject_id for one in left if one.kind == "deliver"}
    events = CaseEvent.objects.select_related("case").in_bulk(of_events)
    mails = Delivery.objects.select_related("event__case").defer("text", "html").in_bulk(of_mails)
    found: dict[int, Case] = {}
    for one in left:
        if one.kind == "deliver" and one.subject_id in mails:
            found[one.pk] = mails[one.subject_id].event.case
        elif one.subject_id in events and one.subject_id in of_events and one.kind != "deliver":
            found[one.pk] = events[one.subject_id].case
    return found

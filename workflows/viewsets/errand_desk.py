"""What the worker gave up, with a way to send it again; what waits for too long; and whether the worker is alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from workflows.actions.try_errand_again import try_errand_again
from workflows.heartbeat import worker_silent_since
from workflows.models import Errand
from workflows.paging import ROWS, page_of
from workflows.viewsets.addresses import as_id
from workflows.viewsets.case_gate import CaseScreen, needs
from workflows.viewsets.errand_words import rows_of

COUNTED = 50
LATE_ROWS = 10
LATE = timedelta(minutes=15)
RIGHTS = ("workflows.view_case", "workflows.see_all_cases", "workflows.manage_cases")


@dataclass(frozen=True)
class Health:
    """What is wrong with what goes out; nothing set when all is well. `given_up` is at most COUNTED + 1."""

    silent_since: datetime | None
    waits_since: datetime | None
    given_up: int

    @property
    def figure(self) -> str:
        return f"{COUNTED}+" if self.given_up > COUNTED else str(self.given_up)


def health() -> Health:
    """Three queries, bounded."""
    late = Errand.objects.late(timezone.now(), LATE).order_by("wanted_at").values_list("wanted_at", flat=True)
    given_up = Errand.objects.given_up().order_by()[: COUNTED + 1].count()
    return Health(worker_silent_since(), late.first(), given_up)


class ErrandDeskView(CaseScreen):
    template_name = "workflows/admin/errands.html"
    page_title = gettext_lazy("What did not go out")
    header_icon = "mail"
    guard = staticmethod(needs(*RIGHTS))

    def get(self, request: HttpRequest) -> HttpResponse:
        page = page_of(request, Errand.objects.given_up().order_by("-gave_up_at", "-pk"))
        late = list(Errand.objects.late(timezone.now(), LATE).order_by("wanted_at", "pk")[:LATE_ROWS])
        rows = rows_of([*late, *page.object_list])
        shown: dict[str, Any] = {"late": rows[: len(late)], "rows": rows[len(late) :], "page": page, "health": health()}
        return TemplateResponse(request, self.template_name, self.get_context_data(**shown))

    def post(self, request: HttpRequest) -> HttpResponse:
        """What is ticked is sent again. Something that there is not: 404, and nothing is sent."""
        texts = set(request.POST.getlist("errand")[: ROWS + 1])
        errands = Errand.objects.in_bulk([pk for text in texts if (pk := as_id(text)) is not None])
        if len(errands) < len(texts):
            raise Http404
        again = try_errand_again(*errands.values())
        if not texts:
            messages.error(request, _("Tick what is to be sent again."))
        elif again:
            words = ngettext(
                "%(count)s is sent again within a minute.", "%(count)s are sent again within a minute.", again
            )
            messages.success(request, words % {"count": again})
        else:
            messages.info(request, _("It is being tried already."))
        return HttpResponseRedirect(reverse("cases:errands"))

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from portal.forms import FilterForm
from portal.gate import for_customers
from portal.wording import status_word
from workflows.models import ENDED, OPEN, Case, CaseRow
from workflows.paging import page_of
from workflows.rows import joined, row
from workflows.search import search_cases
from workflows.templatetags.serva_ui import since, status_chip

STATES = {
    "open": (pgettext_lazy("cases", "Open"), OPEN),
    "ended": (pgettext_lazy("cases", "Ended"), ENDED),
    "all": (pgettext_lazy("cases", "All"), None),
}


@for_customers
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    state = request.GET.get("status", "")
    state = state if state in STATES else "open"
    form = FilterForm(user, request.GET)
    rows = Case.objects.visible_to(user).order_by("-pk")
    if (statuses := STATES[state][1]) is not None:
        rows = rows.filter(status__in=statuses)
    form.is_valid()  # a filter that is none is shown with its sentence and left out
    if worksite := form.cleaned_data.get("worksite"):
        rows = rows.filter(worksite=worksite)
    if text := form.cleaned_data.get("q"):
        rows = search_cases(rows, text)  # type: ignore[assignment]
    page = page_of(request, rows.for_rows(), counted=rows)
    context = {
        "page": page,
        "rows": drawn(CaseRow.of(page)),
        "form": form,
        "state": state,
        "tabs": [(name, label, address(request, status=name)) for name, (label, _statuses) in STATES.items()],
        "has_worksites": len(form.worksites) > 1,
        "is_filtered": bool(worksite or text),
        **neighbours(request, page),
    }
    return render(request, "portal/cases.html", context)


def drawn(cases: Iterable[CaseRow]) -> SafeString:
    url = reverse("portal:cases")
    return joined(
        row(
            case,
            cases_url=url,
            chips=[status_chip(case, status_word(case.status, case.stage_id))],
            meta=[since(case.status_since), case.answerer],
        )
        for case in cases
    )


def address(request: HttpRequest, **changes: Any) -> str:
    """This list with other choices; back on its first page unless `p` is among them."""
    query = request.GET.copy()
    query.pop("p", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def neighbours(request: HttpRequest, page: Page) -> dict[str, str]:
    previous = address(request, p=page.previous_page_number()) if page.has_previous() else ""
    following = address(request, p=page.next_page_number()) if page.has_next() else ""
    return {"previous_url": previous, "next_url": following, "where": f"{page.start_index()}–{page.end_index()}"}

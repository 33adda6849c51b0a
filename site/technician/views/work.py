"""What there is to do: late and today first, then mine, then what my team has not taken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from technician.drawing import case_rows
from technician.gate import for_field, user_of
from workflows.models import Case, CaseRow, Status, Team
from workflows.models.case_queryset import late
from workflows.paging import ROWS, page_of
from workflows.search import search_cases

LATELY = timedelta(days=30)
BEGUN = [Status.ASSIGNED, Status.ACKNOWLEDGED, Status.IN_PROGRESS]
MOST = 3 * ROWS  # of what she has to do is looked at; what is due soonest comes first
TABS = (
    ("work", pgettext_lazy("cases", "To do")),
    ("team", pgettext_lazy("cases", "Team")),
    ("waiting", pgettext_lazy("cases", "Waiting")),
    ("done", pgettext_lazy("cases", "Done")),
)


@dataclass
class Section:
    """`more` says that there are rows beyond those that are shown; `pressing` that they cannot wait."""

    title: str | Promise
    cases: list[CaseRow]
    more: bool = False
    pressing: bool = False


@for_field
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """What she has to do is read in one question, the most pressing first, and parted here."""
    user, midnight = user_of(request), today()[1]
    pressing = Q(status__in=BEGUN) | late(midnight)  # what waits without being late would take the others' places
    rows = seen_by(user).filter(pressing, pk__in=own_and_free(user))
    found = CaseRow.of(rows.order_by(F("finish_by").asc(nulls_last=True), "-priority", "pk").for_rows()[: MOST + 1])
    now, rest = parted(found, lambda case: case.is_late_at(midnight))
    own, free_ones = parted(rest, lambda case: case.responsible_id is not None)
    untaken = sorted(free_ones, key=lambda case: -case.priority)
    is_all = len(found) <= MOST
    sections = [
        section(_("Late and today"), now, is_all, pressing=True),
        section(pgettext_lazy("cases", "Mine"), own, is_all),
        section(_("Nobody in the team has taken"), untaken, is_all),
    ]
    return draw(request, "work", sections)


def own_and_free(user: User) -> Any:
    """Numbers of her open cases and of those that nobody of her teams has taken: each half has its index."""
    cases = Case.objects.open().order_by().values("pk")
    free = cases.filter(responsible=None, team__in=Team.objects.ids_of(user))
    return cases.filter(responsible=user).union(free, all=True)


def parted(cases: list[CaseRow], which: Callable[[CaseRow], bool]) -> tuple[list[CaseRow], list[CaseRow]]:
    return [case for case in cases if which(case)], [case for case in cases if not which(case)]


@for_field
@require_safe
def team(request: HttpRequest) -> HttpResponse:
    rows = seen_by(user_of(request)).open().filter(team__in=Team.objects.ids_of(user_of(request)))
    return draw_page(request, "team", rows.order_by("-pk"))


@for_field
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    rows = seen_by(user_of(request)).filter(ours(user_of(request)), status=Status.WAITING)
    return draw_page(request, "waiting", rows.order_by("status_since", "pk"))


@for_field
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    rows = seen_by(user_of(request)).filter(
        responsible=user_of(request),
        status__in=[Status.DONE, Status.CLOSED],
        finished_at__gte=timezone.now() - LATELY,
    )
    return draw_page(request, "done", rows.order_by("-finished_at", "-pk"))


@for_field
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that she may see, ended cases too."""
    text = request.GET.get("q", "")[:100]
    rows = search_cases(seen_by(user_of(request)), text) if text.strip() else Case.objects.none()
    return draw_page(request, "search", rows.order_by("-pk"), text=text)


def seen_by(user: User) -> Any:
    return Case.objects.visible_to(user)


def ours(user: User) -> Q:
    return Q(responsible=user) | Q(team__in=Team.objects.ids_of(user))


def today() -> tuple[datetime, datetime]:
    """Its first moment, and tomorrow's."""
    first = datetime.combine(timezone.localdate(), time())
    return timezone.make_aware(first), timezone.make_aware(first + timedelta(days=1))


def section(title: str | Promise, cases: list[CaseRow], is_all: bool, *, pressing: bool = False) -> Section:
    return Section(title, cases[:ROWS], more=len(cases) > ROWS or not is_all, pressing=pressing)


def draw(request: HttpRequest, tab: str, sections: Iterable[Section], **more: Any) -> HttpResponse:
    shown, user, day = [part for part in sections if part.cases], user_of(request), today()
    token = get_token(request) if any(case.is_free for part in shown for case in part.cases) else ""
    drawn = [(part, case_rows(part.cases, user, day, token)) for part in shown]
    context = {"tab": tab, "tabs": TABS, "sections": drawn, **more}
    return render(request, "technician/work.html", context)


def draw_page(request: HttpRequest, tab: str, rows: Any, text: str = "") -> HttpResponse:
    page = page_of(request, rows.for_rows(), counted=rows)
    query = request.GET.copy()
    urls = {}
    for name, number in [
        ("previous_url", page.number - 1 if page.has_previous() else 0),
        ("next_url", page.number + 1 if page.has_next() else 0),
    ]:
        query["p"] = str(number)
        urls[name] = f"?{query.urlencode()}" if number else ""
    where = f"{page.start_index()}–{page.end_index()}"
    return draw(request, tab, [Section("", CaseRow.of(page))], text=text, where=where, **urls)

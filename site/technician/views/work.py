"""What there is to do: late and today first, then mine, then what my team has not taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from technician.drawing import case_rows
from technician.gate import for_field, user_of
from workflows.models import Case, Status, Team
from workflows.models.case import late
from workflows.paging import ROWS, page_of
from workflows.search import search_cases

LATELY = timedelta(days=30)
TABS = [
    ("work", pgettext_lazy("cases", "To do")),
    ("team", pgettext_lazy("cases", "Team")),
    ("waiting", pgettext_lazy("cases", "Waiting")),
    ("done", pgettext_lazy("cases", "Done")),
]


@dataclass
class Section:
    """`more` says that there are rows beyond those that are shown; `pressing` that they cannot wait."""

    title: str | Promise
    cases: list[Case]
    more: bool = False
    pressing: bool = False


@for_field
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    user, midnight = user_of(request), end_of_today()
    mine = Q(responsible=user)
    free = Q(responsible=None, team__in=Team.objects.ids_of(user))
    later = Q(finish_by=None) | Q(finish_by__gte=midnight)
    rows = seen_by(user)
    soonest = F("finish_by").asc(nulls_last=True)
    begun = [Status.ASSIGNED, Status.ACKNOWLEDGED, Status.IN_PROGRESS]
    now = rows.filter(mine | free, late(midnight)).order_by("finish_by", "pk")
    own = rows.filter(mine, later, status__in=begun).order_by(soonest, "-priority", "pk")
    untaken = rows.filter(free, later, status=Status.ASSIGNED).order_by("-priority", soonest, "pk")
    sections = [
        section(_("Late and today"), now, pressing=True),
        section(pgettext_lazy("cases", "Mine"), own),
        section(_("Nobody in the team has taken"), untaken),
    ]
    return draw(request, "work", sections)


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
    return Case.objects.visible_to(user).for_brief_list()


def ours(user: User) -> Q:
    return Q(responsible=user) | Q(team__in=Team.objects.ids_of(user))


def end_of_today() -> datetime:
    return today()[1]


def today() -> tuple[datetime, datetime]:
    """Its first moment, and tomorrow's."""
    first = datetime.combine(timezone.localdate(), time())
    return timezone.make_aware(first), timezone.make_aware(first + timedelta(days=1))


def section(title: str | Promise, rows: QuerySet[Case], *, pressing: bool = False) -> Section:
    cases = list(rows[: ROWS + 1])
    return Section(title, cases[:ROWS], more=len(cases) > ROWS, pressing=pressing)


def draw(request: HttpRequest, tab: str, sections: Iterable[Section], **more: Any) -> HttpResponse:
    shown, user, day = [part for part in sections if part.cases], user_of(request), today()
    drawn = [(part, case_rows(part.cases, user, day)) for part in shown]
    context = {"tab": tab, "tabs": TABS, "sections": drawn, **more}
    return render(request, "technician/work.html", context)


def draw_page(request: HttpRequest, tab: str, rows: QuerySet[Case], text: str = "") -> HttpResponse:
    page = page_of(request, rows)
    query = request.GET.copy()
    urls = {}
    for name, number in [
        ("previous_url", page.number - 1 if page.has_previous() else 0),
        ("next_url", page.number + 1 if page.has_next() else 0),
    ]:
        query["p"] = str(number)
        urls[name] = f"?{query.urlencode()}" if number else ""
    where = f"{page.start_index()}–{page.end_index()}"
    return draw(request, tab, [Section("", list(page))], text=text, where=where, **urls)

"""The start page of the admin: what waits for the office, and for me."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.models import PageLogEntry

from accounts.models import User
from workflows import links
from workflows.assignment import has_catch_all
from workflows.models import Absence, OfficeRow, Team
from workflows.models.case_queryset import CaseQuerySet
from workflows.paging import counts, firsts
from workflows.panels import Tile, tiles_for
from workflows.viewsets import home_drawing
from workflows.viewsets.assignee import load
from workflows.viewsets.case_filter import BY_NAME, COUNTED
from workflows.viewsets.case_gate import cases_for, user_of
from workflows.viewsets.errand_desk import RIGHTS, health
from workflows.viewsets.home_drawing import Bar

ROWS = 6
MOST_PEOPLE = 12
NAME = ("first_name", "last_name", "email")
ABSENT = ("person_id", "last_day", *(f"deputy__{name}" for name in NAME))
TILES = [("new", "warning"), ("late", "danger"), ("waiting", ""), ("done", ""), ("mine", "")]
PARTS: dict[str, tuple[str, Callable[[OfficeRow], Any]]] = {  # how the database orders them, and how we do
    "new": ("pk", lambda case: case.pk),
    "late": ("finish_by", lambda case: (case.finish_by, case.pk)),
    "mine": ("-pk", lambda case: -case.pk),
    "waiting": ("status_since", lambda case: (case.status_since, case.pk)),
}


class CaseHome(Component):
    """One panel: it is drawn as a whole."""

    name = "cases"
    order = 10
    template_name = "workflows/admin/home.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user: User = user_of(request)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = self.user
        context: dict[str, Any] = {"user": user, "today": timezone.localdate()}
        if not user.has_perm("workflows.view_case"):
            return context
        seen = cases_for(user)
        sees_all = user.has_perm("workflows.see_all_cases")
        works = user.has_perm("workflows.work_cases")
        return context | {
            "sees_cases": True,
            "may_register": user.has_perm("workflows.manage_cases"),
            "field_url": links.field_work() if works and not sees_all else "",
            "lacks_catch_all": user.has_perm("workflows.manage_cases") and not has_catch_all(),
            "may_add_rule": user.has_perm("workflows.add_responsibility"),
            "health": health() if user.has_perms(RIGHTS) else None,
            "tiles": tiles(seen, user),
            **parts(seen, user, [name for name in PARTS if works or name != "mine"]),
            "load": bars(seen) if sees_all or user.has_perm("workflows.reassign_cases") else "",
        }


def address(**query: Any) -> str:
    return f"{reverse('cases:index')}?" + "&".join(f"{name}={value}" for name, value in query.items())


def tiles(seen: CaseQuerySet, user: User) -> list[dict[str, Any]]:
    """Bounded counts of cases, and of those left for too long, in one query; then what other wings count."""
    moods = dict(TILES)
    *counted, left = counts(*(BY_NAME[name].rows(seen, user) for name in moods), seen.left_too_long())
    if left:
        moods["new"] = "danger"
    shown = [
        Tile(str(BY_NAME[name].label), address(tab=name), count, mood)
        for (name, mood), count in zip(moods.items(), counted, strict=True)
    ]
    return [
        {
            "label": tile.label,
            "url": tile.url,
            "figure": f"{COUNTED}+" if tile.count > COUNTED else str(tile.count),
            "mood": tile.mood if tile.count else "",
        }
        for tile in [*shown, *tiles_for(user)]
    ]


def parts(seen: CaseQuerySet, user: User, names: list[str]) -> dict[str, SafeString]:
    """The first rows of these tabs of the list, drawn. Two queries: which they are, and what is shown of them all."""
    found = firsts(*(BY_NAME[name].rows(seen, user).order_by(PARTS[name][0], "pk")[: ROWS + 1] for name in names))
    cases = OfficeRow.of(seen.filter(pk__in=set().union(*found)).for_office_rows())
    drawn = {}
    for name, keys in zip(names, found, strict=True):
        rows = sorted((case for case in cases if case.pk in keys), key=PARTS[name][1])
        oldest_first = {"sort": "old"} if name == "new" else {}
        more_url = address(tab=name, **oldest_first) if rows[ROWS:] else ""
        drawn[name] = home_drawing.part(name, rows[:ROWS], more_url)
    return drawn


def bars(seen: CaseQuerySet) -> SafeString:
    """Open cases of each person, and of each team where nobody has taken them; who is absent today. Four queries."""
    found = load(seen)
    shown = found[:MOST_PEOPLE]
    people = User.objects.only(*NAME).order_by().in_bulk([one.pk for one in shown if one.kind == "person"])
    teams = Team.objects.only("name").order_by().in_bulk([one.pk for one in shown if one.kind == "team"])
    absences = Absence.objects.on(timezone.localdate()).select_related("deputy").only(*ABSENT)
    away = {one.person_id: one for one in absences}
    rows = [
        Bar(
            name=str((teams if one.kind == "team" else people)[one.pk]),
            is_team=one.kind == "team",
            absence=away.get(one.pk) if one.kind == "person" else None,
            count=one.count,
            late=one.late,
            url=address(tab="open", **{"team" if one.kind == "team" else "responsible": one.pk}),
        )
        for one in shown
    ]
    return home_drawing.load(rows, others=len(found) - len(shown))


class RecentEdits(RecentEditsPanel):
    """Wagtail's, which puts together what it asks of the pages before it knows whether there are any."""

    def render_html(self, parent_context: Any = None) -> Any:
        edits = PageLogEntry.objects.filter(user=parent_context["request"].user, action="wagtail.edit")
        return super().render_html(parent_context) if edits.exists() else ""


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [RecentEdits() if isinstance(panel, RecentEditsPanel) else panel for panel in panels]
    panels.append(CaseHome(request))


def hide_summary(request: HttpRequest, items: list[Component]) -> None:
    """Wagtail's figures of pages, images and documents say nothing to an office of cases."""
    items.clear()

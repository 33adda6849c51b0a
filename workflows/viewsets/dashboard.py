"""The start page of the admin: what waits for the office, and for me."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from accounts.models import User
from workflows import links
from workflows.assignment import has_catch_all
from workflows.models import Team
from workflows.models.case_queryset import CaseQuerySet
from workflows.panels import Tile, tiles_for
from workflows.stand_ins import away_on
from workflows.viewsets.assignee import load
from workflows.viewsets.case_filter import BY_NAME, COUNTED, counts
from workflows.viewsets.case_gate import cases_for, user_of
from workflows.viewsets.errand_desk import RIGHTS, health

ROWS = 6
MOST_PEOPLE = 12
TILES = [("new", "warning"), ("late", "danger"), ("waiting", ""), ("done", ""), ("mine", "")]
ORDERS = {"new": "pk", "late": "finish_by", "mine": "-pk", "waiting": "status_since"}


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
            "new": part(seen, user, "new"),
            "late": part(seen, user, "late"),
            "mine": part(seen, user, "mine") if works else None,
            "waiting": part(seen, user, "waiting"),
            "load": bars(seen) if sees_all or user.has_perm("workflows.reassign_cases") else None,
        }


def address(**query: Any) -> str:
    return f"{reverse('cases:index')}?" + "&".join(f"{name}={value}" for name, value in query.items())


def tiles(seen: CaseQuerySet, user: User) -> list[dict[str, Any]]:
    """Bounded counts of cases, in one query, and whether one is left for too long; then what other wings count."""
    counted = counts(seen, user)
    moods = dict(TILES) | ({"new": "danger"} if seen.left_too_long().exists() else {})
    shown = [Tile(str(BY_NAME[name].label), address(tab=name), counted[name], mood) for name, mood in moods.items()]
    return [
        {
            "label": tile.label,
            "url": tile.url,
            "figure": f"{COUNTED}+" if tile.count > COUNTED else str(tile.count),
            "mood": tile.mood if tile.count else "",
        }
        for tile in [*shown, *tiles_for(user)]
    ]


def part(seen: CaseQuerySet, user: User, name: str) -> dict[str, Any]:
    """The first rows of a tab of the list. One query."""
    rows = BY_NAME[name].rows(seen, user).for_list().order_by(ORDERS[name], "pk")
    found = list(rows[: ROWS + 1])
    oldest_first = {"sort": "old"} if name == "new" else {}
    return {"rows": found[:ROWS], "more_url": address(tab=name, **oldest_first) if found[ROWS:] else ""}


def bars(seen: CaseQuerySet) -> dict[str, Any]:
    """Open cases of each person, and of each team where nobody has taken them; who is absent today. Four queries."""
    found = load(seen)
    shown = found[:MOST_PEOPLE]
    people = User.objects.in_bulk([one.pk for one in shown if one.kind == "person"])
    teams = Team.objects.in_bulk([one.pk for one in shown if one.kind == "team"])
    away = away_on(timezone.localdate())
    rows = [
        {
            "name": (teams if one.kind == "team" else people)[one.pk],
            "is_team": one.kind == "team",
            "absence": away.get(one.pk) if one.kind == "person" else None,
            "count": one.count,
            "late": one.late,
            "url": address(tab="open", **{"team" if one.kind == "team" else "responsible": one.pk}),
        }
        for one in shown
    ]
    return {"rows": rows, "most": shown[0].count if shown else 0, "others": len(found) - len(shown)}


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(CaseHome(request))


def hide_summary(request: HttpRequest, items: list[Component]) -> None:
    """Wagtail's figures of pages, images and documents say nothing to an office of cases."""
    items.clear()

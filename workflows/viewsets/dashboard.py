"""The start page of the admin: what waits for the office, and for me."""

from collections import Counter
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
from workflows.models.case import CaseQuerySet
from workflows.viewsets.assignee import MOST_OPEN
from workflows.viewsets.case_filter import BY_NAME, COUNTED
from workflows.viewsets.case_gate import cases_for, user_of
from workflows.viewsets.errand_desk import RIGHTS, worker

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
            "worker": worker() if user.has_perms(RIGHTS) else None,
            "tiles": [tile(seen, user, name, mood) for name, mood in TILES],
            "new": part(seen, user, "new"),
            "late": part(seen, user, "late"),
            "mine": part(seen, user, "mine") if works else None,
            "waiting": part(seen, user, "waiting"),
            "load": load(seen) if sees_all or user.has_perm("workflows.reassign_cases") else None,
        }


def address(**query: Any) -> str:
    return f"{reverse('cases:index')}?" + "&".join(f"{name}={value}" for name, value in query.items())


def tile(seen: CaseQuerySet, user: User, name: str, mood: str) -> dict[str, Any]:
    """A bounded count."""
    tab = BY_NAME[name]
    count = tab.rows(seen, user).order_by()[: COUNTED + 1].count()
    return {
        "label": tab.label,
        "url": address(tab=name),
        "figure": f"{COUNTED}+" if count > COUNTED else str(count),
        "mood": mood if count else "",
    }


def part(seen: CaseQuerySet, user: User, name: str) -> dict[str, Any]:
    """The first rows of a tab of the list. One query."""
    rows = BY_NAME[name].rows(seen, user).for_list().order_by(ORDERS[name], "pk")
    found = list(rows[: ROWS + 1])
    oldest_first = {"sort": "old"} if name == "new" else {}
    return {"rows": found[:ROWS], "more_url": address(tab=name, **oldest_first) if found[ROWS:] else ""}


def load(seen: CaseQuerySet) -> dict[str, Any]:
    """Open cases of each person, and of each team where nobody has taken them; those with most first.

    Three queries; it looks at the MOST_OPEN newest open cases.
    """
    now = timezone.now()
    total: Counter[tuple[str, int]] = Counter()
    late: Counter[tuple[str, int]] = Counter()
    looked_at = seen.open().order_by("-pk").values_list("responsible_id", "team_id", "finish_by")[:MOST_OPEN]
    for person, team, finish_by in looked_at:
        who = ("responsible", person) if person is not None else ("team", team)
        total[who] += 1
        late[who] += finish_by is not None and finish_by < now
    names: dict[str, Any] = {
        "responsible": User.objects.in_bulk({pk for kind, pk in total if kind == "responsible"}),
        "team": Team.objects.in_bulk({pk for kind, pk in total if kind == "team"}),
    }
    most = total.most_common(MOST_PEOPLE)
    rows = [
        {
            "name": names[kind][pk],
            "is_team": kind == "team",
            "count": count,
            "late": late[kind, pk],
            "url": address(tab="open", **{kind: pk}),
        }
        for (kind, pk), count in most
    ]
    return {"rows": rows, "most": most[0][1] if most else 0, "others": max(0, len(total) - MOST_PEOPLE)}


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(CaseHome(request))


def hide_summary(request: HttpRequest, items: list[Component]) -> None:
    """Wagtail's figures of pages, images and documents say nothing to an office of cases."""
    items.clear()

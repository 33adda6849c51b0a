"""What belongs to one thing of a register, shown as tables on its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.templatetags.serva_ui import since, status_chip
from workflows.viewsets.addresses import NAMESPACES, address_of, allowed
from workflows.viewsets.case_filter import CaseFilter
from workflows.viewsets.case_gate import cases_for
from workflows.viewsets.listing import chip

SHOWN = 20
CASES = 8

Cell = Callable[[Any], Any]


@dataclass
class Table:
    """`rows` are (address, [(header, text), …]); the first text of a row is its link."""

    title: str | Promise
    headers: Sequence[str | Promise]
    rows: list[tuple[str, list[tuple[Any, Any]]]]
    more_url: str = ""
    add_url: str = ""
    add_label: str | Promise = ""
    empty: str | Promise = ""
    notes: list[str] = field(default_factory=list)


def table(
    title: str | Promise,
    rows: QuerySet,
    columns: dict[str | Promise, Cell],
    *,
    user: User,
    parent: Model,
    link: str,
    add_label: str | Promise = "",
    empty: str | Promise = "",
) -> Table | None:
    """The first SHOWN of `rows`, with links to the whole list and to a new one of `parent` (the field `link`).

    None where the person may not see such things at all. One query.
    """
    model = rows.model
    if not allowed(user, "view", model):
        return None
    found = list(rows[: SHOWN + 1])
    namespace = NAMESPACES[model]
    shown = [(address_of(one, user), [(name, cell(one)) for name, cell in columns.items()]) for one in found[:SHOWN]]
    query = urlencode({link: parent.pk})
    made = Table(title, list(columns), shown, empty=empty)
    if len(found) > SHOWN:
        made.more_url = f"{reverse(f'{namespace}:index')}?{query}"
    if add_label and allowed(user, "add", model):
        onward = urlencode({link: parent.pk, "next": address_of(parent, user)})
        made.add_url, made.add_label = f"{reverse(f'{namespace}:add')}?{onward}", add_label
    return made


def cases_of(thing: Model, *, link: str, user: User) -> Table | None:
    """The latest cases of a thing (their field `link`), as far as the person sees them. One query."""
    if not user.has_perm("workflows.view_case"):
        return None
    found = list(cases_for(user).filter(**{link: thing}).for_list().order_by("-pk")[: CASES + 1])
    columns: dict[str, Cell] = {
        _("Case"): str,
        _("Status"): lambda case: status_chip(case),
        _("Answers for it"): lambda case: case.answerer or "–",
        _("Came in"): lambda case: since(case.opened_at),
    }
    shown = [(address_of(case, user), [(name, cell(case)) for name, cell in columns.items()]) for case in found[:CASES]]
    made = Table(_("Cases"), list(columns), shown, empty=_("No cases yet."))
    if len(found) > CASES and link in CaseFilter.base_fields:
        made.more_url = f"{reverse('cases:index')}?{urlencode({'tab': 'all', link: thing.pk})}"
    return made


def in_use(thing: Any) -> str:
    return "" if thing.is_active else chip(_("Inactive"), "cancelled")

"""The lists of the start page, drawn without a template: they were a third of what the page cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from workflows.models import Absence, OfficeRow
from workflows.models.priority import Priority
from workflows.rows import joined
from workflows.templatetags.serva_ui import icon, late_chip, left_chip, priority_chip, since, status_chip

PART = """<section class="home-part">
  <h2 class="home-part__title">{}{}</h2>
  {}
</section>
"""
ALL = '<a href="{}">{}</a>'
EMPTY = '<p class="home-part__empty">{}{}</p>'
ROWS = '<ul class="home-rows">{}</ul>'
ROW = """
  <li class="home-row">
    <p class="home-row__title"><a href="{}{}/">{}</a></p>
    <p class="home-row__chips">{}</p>
    <p class="home-row__under"><span class="home-row__number">{}</span><span>{}</span></p>
    <p class="home-row__since">{}{}</p>
  </li>"""
LOAD = '<ul class="home-load">{}</ul>{}'
BAR = """
  <li><a class="home-load__name" href="{}">{}{}</a>{}<span class="home-load__count">{}{}</span>{}</li>"""
TEAM = ' <span class="soft">{}</span>'
PROGRESS = '<progress class="home-load__bar{}" max="{}" value="{}" aria-hidden="true"></progress>'
LATE = ' <span class="home-load__late">{}</span>'
AWAY = '<span class="home-load__away">{}</span>'
OTHERS = '<p class="soft">{}</p>'

TITLES: dict[str, tuple[str | Promise, str | Promise]] = {  # and what stands there instead of rows
    "new": (gettext_lazy("Not acknowledged, oldest first"), gettext_lazy("Everything has been taken on.")),
    "late": (gettext_lazy("Overdue, longest first"), gettext_lazy("Nothing is late.")),
    "mine": (gettext_lazy("Mine"), gettext_lazy("No open case is yours.")),
    "waiting": (gettext_lazy("Waiting, longest first"), gettext_lazy("Nothing waits.")),
}


@dataclass(frozen=True)
class Bar:
    """How much a person has, or a team that waits for one of its people."""

    name: str
    is_team: bool
    absence: Absence | None
    count: int
    late: int
    url: str


def part(name: str, cases: Sequence[OfficeRow], more_url: str) -> SafeString:
    title, empty = TITLES[name]
    url = reverse("cases:index")
    rows = format_html(ROWS, joined(row(name, case, url) for case in cases)) if cases else nothing(empty)
    return format_html(PART, title, format_html(ALL, more_url, _("Show all")) if more_url else "", rows)


def row(name: str, case: OfficeRow, url: str) -> SafeString:
    """Without the chip that every row of its list would have."""
    chips = [
        priority_chip(case) if case.priority >= Priority.HIGH else "",
        late_chip(case) if name != "late" else "",
        left_chip(case),
        status_chip(case) if name in ("late", "mine") else "",
    ]
    where = f"{case.worksite or case.place}, {case.customer}" if case.customer else case.worksite or case.place
    who = f" · {case.answerer}" if case.answerer and name != "mine" else ""
    moment = since(case.finish_by if name == "late" else case.status_since)
    return format_html(ROW, url, case.number, case.title, joined(chips), case.number, where, moment, who)


def load(bars: Sequence[Bar], others: int) -> SafeString:
    """`bars`: the fullest first. `others`: how many more there are than bars."""
    if not bars:
        return format_html(PART, _("Open cases now"), "", nothing(_("Nobody has an open case.")))
    more = ngettext("and %(count)s other", "and %(count)s others", others) % {"count": others}
    drawn = joined(bar(one, bars[0].count) for one in bars)
    return format_html(
        PART, _("Open cases now"), "", format_html(LOAD, drawn, format_html(OTHERS, more) if others else "")
    )


def bar(one: Bar, most: int) -> SafeString:
    late = ngettext("%(count)s late", "%(count)s late", one.late) % {"count": one.late}
    return format_html(
        BAR,
        one.url,
        one.name,
        format_html(TEAM, _("(team)")) if one.is_team else "",
        format_html(PROGRESS, " home-load__bar--late" if one.late else "", most, one.count),
        one.count,
        format_html(LATE, late) if one.late else "",
        format_html(AWAY, capfirst(one.absence.in_words)) if one.absence else "",
    )


def nothing(words: str | Promise) -> SafeString:
    return format_html(EMPTY, icon("check"), words)

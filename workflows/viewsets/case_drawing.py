"""The rows of the office's list, drawn without a template: fifty of them were a third of what the page cost."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflows.models import OfficeRow
from workflows.rows import joined
from workflows.templatetags.serva_ui import late_chip, left_chip, priority_chip, since, status_chip

ROW = """<tr>
  {}<td class="s-cases__number">{}</td>
  <td class="s-cases__title"><a href="{}{}/">{}</a>{}</td>
  <td class="s-cases__status"><span class="s-cases__chips">{}</span></td>
  <td class="s-cases__priority">{}</td>
  <td class="s-cases__where">{}{}</td>
  <td class="s-cases__who">{}{}</td>
  <td class="s-cases__since">{}</td>
</tr>
"""
PICK = """<td class="s-cases__pick"><input type="checkbox" name="case" value="{}" aria-label="{} {}"></td>
  """
UNDER = '<span class="s-cases__under">{}</span>'


def case_rows(cases: Iterable[OfficeRow], *, to_pick: bool) -> SafeString:
    """`to_pick`: with a box to tick, for what is done to many at once."""
    url, choose, free = reverse("cases:index"), _("Choose case"), under(_("not taken yet"))
    return joined(
        format_html(
            ROW,
            format_html(PICK, case.as_seen, choose, case.number) if to_pick else "",
            case.number,
            url,
            case.number,
            case.title,
            under(case.category),
            joined([status_chip(case), late_chip(case), left_chip(case)]),
            priority_chip(case),
            case.worksite or case.place or "–",
            under(case.customer),
            case.answerer or "–",
            free if case.responsible_id is None and case.team else "",
            since(case.status_since),
        )
        for case in cases
    )


def under(text: str | None) -> SafeString | str:
    return format_html(UNDER, text) if text else ""

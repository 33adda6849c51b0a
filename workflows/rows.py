"""A case in the lists of portal and field, drawn without a template: fifty of them were half of what a list cost."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from workflows.models import CaseRow

ROW = """<li class="case-row{}">
  <span class="case-row__number"><span class="visually-hidden">{} </span>{}{}</span>
  <span class="case-row__chip">{}</span>
  <h3 class="case-row__title"><a href="{}{}/">{}</a></h3>
  <p class="case-row__place">{}</p>
  <p class="case-row__meta">{}</p>{}
</li>
"""


def row(
    case: CaseRow,
    *,
    cases_url: str,
    chips: Iterable[str],
    meta: Iterable[object],
    look: str = "",
    urgent: str = "",
    place_icon: str = "",
    button: str = "",
) -> SafeString:
    """`cases_url`: what the number is put behind. `meta`: what stands below, each by itself; what is empty is left out.

    Whatever is not marked as safe is escaped.
    """
    number = case.number
    where = format_html("{}<span>{}</span>", place_icon, case.where) if place_icon else case.where
    below = joined(format_html("<span>{}</span>", part) for part in meta if part)
    return format_html(
        ROW, look, _("Case"), number, urgent, joined(chips), cases_url, number, case.title, where, below, button
    )  # fmt: skip


def joined(parts: Iterable[Any]) -> SafeString:
    return mark_safe("".join(conditional_escape(part) for part in parts))  # noqa: S308 (each is escaped)

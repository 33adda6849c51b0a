"""The few template tags that every wing draws with."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from workflows.icons import ICONS, STATUS_SHAPES
from workflows.models.case import Case
from workflows.models.case_row import CaseRow
from workflows.models.priority import Priority
from workflows.models.standing import Standing, Status
from workflows.rows import filled
from workflows.stages import stage_of

register = template.Library()

ICON_TAGS = {
    name: SafeString(f'<svg class="icon s-icon icon--{name}" viewBox="0 0 24 24" aria-hidden="true">{drawing}</svg>')
    for name, drawing in ICONS.items()
}
SHAPE_TAGS = {
    name: f'<svg viewBox="0 0 16 16" aria-hidden="true">{drawing}</svg>' for name, drawing in STATUS_SHAPES.items()
}


class SameForAll(template.Node):
    def __init__(self, inside: template.NodeList, names: list[str]) -> None:
        self.inside, self.names = inside, names
        self.drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        seen = [context.get(name) for name in self.names]
        key = (get_language(), *seen)
        if key not in self.drawn:
            bare = template.Context(dict(zip(self.names, seen, strict=True)))
            with bare.bind_template(context.template):  # type: ignore[arg-type]
                self.drawn[key] = self.inside.render(bare)
        return self.drawn[key]


@register.tag
def same_for_all(parser: template.base.Parser, token: template.base.Token) -> SameForAll:
    """Draws what stands in it once a language: links to files, addresses, headings. It cannot see the page's context,
    so nothing of one person comes to another; but for what is named behind the tag, which takes few values, and once
    a value is drawn: `{% same_for_all tab %}`.
    """
    inside = parser.parse(("endsame_for_all",))
    parser.delete_first_token()
    return SameForAll(inside, token.split_contents()[1:])


@register.simple_tag(name="house_icon")
@register.simple_tag
def icon(name: str) -> SafeString:
    """A decoration: hidden from screen readers, so words stand beside it. KeyError for an unknown name."""
    return ICON_TAGS[name]


@register.simple_tag
def status_chip(case: Standing, text: str | Promise = "", big: bool = False) -> SafeString:
    """Word, colour and shape of the case's stage, or of its status.

    `text` replaces the word, as customers read it: they see nothing of a stage that has no text for them.
    """
    stage = stage_of(case)
    if stage is None or (text and not stage.customer_text_sv):
        return chip(case.status, str(text), big, get_language() or "")
    return chip(case.status, str(text) or stage.name, big, get_language() or "", f"stage-{stage.colour}")


@lru_cache(maxsize=500)
def chip(status: str, text: str, big: bool, language: str, look: str = "") -> SafeString:
    """The same few in every row of every list. `status` also names a shape that is none: late."""
    return format_html(
        '<span class="chip chip--{}{}">{}{}</span>',
        look or status,
        " chip--big" if big else "",
        mark_safe(SHAPE_TAGS[status]),  # noqa: S308 own constants
        text or str(Status(status).label).capitalize(),
    )


@register.simple_tag
def late_chip(case: Standing) -> SafeString | str:
    """Empty unless the case is open and should have been finished by now."""
    return chip("late", _("Late"), False, get_language() or "") if case.is_late else ""


@register.simple_tag
def left_chip(case: Standing) -> SafeString | str:
    """For staff. Empty unless somebody should have acknowledged the case by now; that it is late says more."""
    if case.is_late or not case.is_left_too_long:
        return ""
    return chip("late", _("Not acknowledged in time"), False, get_language() or "")


@register.simple_tag
def priority_chip(case: Case | CaseRow) -> SafeString:
    """A quiet word, unless it is high or urgent."""
    return priority_word(case.priority, get_language() or "")


@lru_cache(maxsize=20)
def priority_word(priority: int, language: str) -> SafeString:
    looks = {Priority.URGENT: "chip chip--danger", Priority.HIGH: "chip chip--warning"}
    look, word = looks.get(Priority(priority), "s-quiet"), capfirst(str(Priority(priority).label))
    return format_html('<span class="{}">{}</span>', look, word)


@register.simple_tag
def attributes(attrs: dict[str, Any]) -> SafeString:
    """Of a widget: as Django's attrs.html, at a fifth of its cost."""
    return flatatt(attrs)


@register.simple_tag
def since(moment: datetime | None, lasting: bool = False) -> SafeString | str:
    """A moment, past or to come, as one would say it ("3 hours ago"), exact in `datetime` and on hover.

    `lasting`: what began then goes on; a date alone would not say so.
    """
    if moment is None:
        return ""
    zone = timezone.get_current_timezone()
    local = moment.astimezone(zone)
    exact, words = local.isoformat(timespec="minutes"), in_words(local, datetime.now(zone))
    if lasting and words == in_full(local, "DATE_FORMAT"):
        words = _("since %(date)s") % {"date": words}
    return filled('<time datetime="{}" title="{}">{}</time>', exact, in_full(local, "DATETIME_FORMAT"), words)


def in_full(local: datetime, form: str) -> str:
    return formatted(local.replace(second=0, microsecond=0, tzinfo=None), form, get_language() or "")


@lru_cache(maxsize=5000)
def formatted(local: datetime, form: str, language: str) -> str:
    """Lists say the same moments again and again, and to format one costs as much as the rest of its row."""
    return formats.date_format(local, form)


@lru_cache(maxsize=500)
def ago(unit: str, count: int, ahead: bool, language: str) -> str:
    words = {
        "minute": ngettext("%(count)d minute", "%(count)d minutes", count),
        "hour": ngettext("%(count)d hour", "%(count)d hours", count),
        "day": ngettext("%(count)d day", "%(count)d days", count),
    }[unit] % {"count": count}
    return (_("in %(time)s") if ahead else _("%(time)s ago")) % {"time": words}


def in_words(moment: datetime, now: datetime) -> str:
    """Both in local time. Minutes and hours, then days by the calendar up to a week, then the date."""
    ahead = moment > now
    apart = abs(now - moment)
    minutes = int(apart.total_seconds() // 60)
    days = abs((now.date() - moment.date()).days)
    if minutes < 1:
        return _("just now")
    if apart < timedelta(hours=1):
        unit, count = "minute", minutes
    elif apart < timedelta(hours=20) or days == 0:
        unit, count = "hour", minutes // 60
    elif days == 1:
        return _("tomorrow") if ahead else _("yesterday")
    elif days < 7:
        unit, count = "day", days
    else:
        return in_full(moment, "DATE_FORMAT")
    return ago(unit, count, ahead, get_language() or "")


@register.filter
def tel(number: str) -> str:
    """What belongs in href="tel:…": digits, and a plus in front when there is one; then without the (0) behind it."""
    written = number.strip()
    if written.startswith("+"):
        written = written.replace("(0)", "", 1)
    return re.sub(r"(?!^\+)\D", "", written)

"""The history of a case, drawn without a template: its entries were a twelfth of what a case page cost."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflows.rows import joined
from workflows.templatetags.serva_ui import icon, since
from workflows.timeline import Entry, Files, Story

register = template.Library()

LIST = '<ol class="timeline">{}</ol>'
EVENT = """
  <li class="entry entry--event">
    <p class="entry__head"><span>{}</span><span class="entry__when">{}</span></p>
    {}{}
  </li>"""
WHY = '<p class="entry__why preserve">{}</p>'
MESSAGE = """
  <li class="entry {}">
    {}<p class="entry__head"><span class="entry__who">{}</span><span class="entry__when">{}</span></p>
    {}{}
  </li>"""
INTERNAL = '<p class="entry__label">{}{}</p>'
BODY = '<p class="entry__body">{}</p>'


@register.simple_tag
def timeline(story: Story) -> SafeString:
    return format_html(LIST, joined(entry(one) for one in story.entries))


def entry(one: Entry) -> SafeString:
    if one.look == "event":
        return format_html(
            EVENT, one.text, since(one.at), format_html(WHY, one.why) if one.why else "", files(one.files)
        )
    is_internal = one.look == "internal"
    return format_html(
        MESSAGE,
        "entry--internal" if is_internal else f"entry--message entry--{one.look}",
        format_html(INTERNAL, icon("internal"), _("Internal note")) if is_internal else "",
        one.who,
        since(one.at),
        format_html(BODY, one.text) if one.text else "",
        files(one.files),
    )


def files(those: Files) -> SafeString | str:
    return render_to_string("workflows/files.html", {"files": those}) if those else ""

"""The history of a case and its files, drawn without a template: ten entries were a third of what its page cost."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from workflows.rows import filled, joined
from workflows.templatetags.serva_ui import icon, since
from workflows.timeline import Entry, Files, Story

register = template.Library()

EVENT = """<li class="entry entry--event">
  <p class="entry__head"><span>{}</span><span class="entry__when">{}</span></p>
  {}{}
</li>
"""
WRITTEN = """<li class="entry {}">
  {}<p class="entry__head"><span class="entry__who">{}</span><span class="entry__when">{}</span></p>
  {}{}
</li>
"""
WHY, BODY = '<p class="entry__why preserve">{}</p>', '<p class="entry__body">{}</p>'
LABEL = '<p class="entry__label">{}{}</p>'
PICTURE = '<li><a href="{}"><img src="{}" alt="{}" width="400" height="400" loading="lazy"></a></li>'


@register.simple_tag
def timeline(story: Story) -> SafeString:
    return filled('<ol class="timeline">\n{}</ol>', joined(map(drawn, story.entries)))


def drawn(entry: Entry) -> SafeString:
    own, at = files(entry.files), since(entry.at)
    if entry.look == "event":
        return filled(EVENT, entry.text, at, filled(WHY, entry.why) if entry.why else "", own)
    is_internal = entry.look == "internal"
    look = "entry--internal" if is_internal else f"entry--message entry--{entry.look}"
    label = filled(LABEL, icon("internal"), _("Internal note")) if is_internal else ""
    return filled(WRITTEN, look, label, entry.who, at, filled(BODY, entry.text) if entry.text else "", own)


@register.simple_tag
def files(of: Files) -> SafeString:
    pictures = joined(filled(PICTURE, one.url, one.thumbnail, one.alt) for one in of.pictures)
    documents = joined(
        filled('<li><a href="{}">{}{}</a></li>', one.url, icon("file"), one.name) for one in of.documents
    )
    return joined(
        filled('<ul class="{}">{}</ul>', name, part)
        for name, part in (("pictures", pictures), ("files", documents))
        if part
    )

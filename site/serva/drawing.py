"""Django's plainest widgets, drawn without a template: most of what a form costs is a dozen of these."""

from collections.abc import Callable
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

Context = dict[str, Any]


def draw_input(context: Context) -> SafeString:
    widget = context["widget"]
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    attrs = flatatt(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs)


def draw_textarea(context: Context) -> SafeString:
    """The line break is what a browser leaves out: without it a text that begins with one would lose it."""
    widget = context["widget"]
    name, attrs, text = widget["name"], flatatt(widget["attrs"]), escape(widget["value"] or "")
    return format_html('<textarea name="{}"{}>\n{}</textarea>', name, attrs, text)


INPUTS = ("text", "email", "number", "hidden", "password", "file", "date", "checkbox")
DRAWN: dict[str, Callable[[Context], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": draw_input for name in INPUTS},
    "django/forms/widgets/textarea.html": draw_textarea,
}

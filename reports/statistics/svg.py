"""The pieces of a chart. Everything handed in is text and gets escaped; looks are classes of charts.css."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

COLOURS = 8
_PAGES = ("/", "?", "#", "https://", "http://")


def linked(said: str, url: str, content: SafeString) -> SafeString:
    """A bar that opens a list; just a bar if the URL is none of a page."""
    if not url.startswith(_PAGES):
        return format_html('<g class="chart-bar"><title>{}</title>{}</g>', said, content)
    return format_html(
        '<a class="chart-bar" href="{}" aria-label="{}"><title>{}</title>{}</a>', url, said, said, content
    )


def rect(x: str, y: float, width: str, height: float, number: int | None) -> SafeString:
    """`number` None: nothing to see, but a bigger place to press."""
    look = "chart-hit" if number is None else f"chart-fill chart-fill-{number % COLOURS + 1}"
    return format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', look, x, _px(y), width, _px(height))


def line(x1: str, y1: float, x2: str, y2: float) -> SafeString:
    return format_html('<line class="chart-grid" x1="{}" y1="{}" x2="{}" y2="{}"/>', x1, _px(y1), x2, _px(y2))


def text(x: str, y: float, text: str, look: str, whole: str = "") -> SafeString:
    more = format_html("<title>{}</title>", whole) if whole and whole != text else ""
    return format_html('<text class="{}" x="{}" y="{}">{}{}</text>', look, x, _px(y), more, text)


def _px(length: float) -> str:
    return f"{length:.1f}"

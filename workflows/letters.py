"""Fonts of every PDF, and text that fits: measured, cut, escaped."""

import re
from io import BytesIO
from threading import Event, Lock
from xml.sax.saxutils import escape

import pymupdf_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

REGULAR, BOLD, ITALIC = "FiraGO", "FiraGO-Bold", "FiraGO-Italic"
SYMBOLS = "ZapfDingbats"
LONGEST_TEXT = 20_000

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]"
)
# Lacking in FiraGO; ZapfDingbats belongs to every PDF reader.
_SYMBOL = re.compile("([✓✔✗✘★☎✉❏❑]+)")
_ALIKE = str.maketrans({"☐": "❑", "☑": "✓", "☒": "✗", "✅": "✓", "\t": " ", "\u2028": "\n", "\u2029": "\n"})
_registered, _one_at_a_time = Event(), Lock()


def use_fonts() -> None:
    """Costs 0.1 s once a process; every public function here calls it."""
    if _registered.is_set():
        return
    with _one_at_a_time:
        # A font registered twice would break a paper that another thread is drawing with the first.
        if _registered.is_set():
            return
        for name, key in ((REGULAR, "figo"), (BOLD, "figbo"), (ITALIC, "figit")):
            pdfmetrics.registerFont(TTFont(name, BytesIO(pymupdf_fonts.myfont(key))))
        pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
        _registered.set()


def printable(text: object) -> str:
    """Without what no printer knows: control characters, direction overrides, halves of surrogates."""
    return _UNPRINTABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n").translate(_ALIKE))


def _runs(text: str, font: str) -> list[tuple[str, str]]:
    return [(SYMBOLS if _SYMBOL.fullmatch(run) else font, run) for run in _SYMBOL.split(text) if run]


def text_width(text: str, font: str, size: float) -> float:
    """Points."""
    use_fonts()
    return sum(pdfmetrics.stringWidth(run, name, size) for name, run in _runs(text, font))


def ellipsize(text: str, font: str, size: float, width: float) -> str:
    """The text, or as much of it as is at most `width` points wide with "…" after it."""
    if text_width(text, font, size) <= width:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if text_width(text[:middle].rstrip() + "…", font, size) <= width:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + "…"


def draw_text(canvas: Canvas, x: float, y: float, text: str, font: str = REGULAR, size: float = 9) -> None:
    """One line from `x` to the right on the base line `y`; it does not clip: measure first."""
    use_fonts()
    for name, run in _runs(printable(text).replace("\n", " "), font):
        canvas.setFont(name, size)
        canvas.drawString(x, y, run)
        x += pdfmetrics.stringWidth(run, name, size)


def markup(text: object) -> str:
    """What reportlab's Paragraph prints as exactly this text, whatever tags it holds."""
    clean = printable(text)
    if len(clean) > LONGEST_TEXT:
        clean = clean[:LONGEST_TEXT] + "…"
    marked = _SYMBOL.sub(rf'<font name="{SYMBOLS}">\1</font>', escape(clean))
    return marked.replace("\n", "<br/>")

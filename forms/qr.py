"""Draws a code as SVG, PNG or rectangles for paper."""

from functools import lru_cache
from io import BytesIO
from typing import Any

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

QUIET_ZONE = 4
LONGEST_TEXT = 500

Matrix = tuple[int, ...]
Rectangle = tuple[float, float, float, float]


@lru_cache(maxsize=2048)
def matrix(text: str) -> Matrix:
    """The rows from the top, each a number whose lowest bit is the leftmost module; without quiet zone.

    Costs 14 ms the first time. ValueError for an empty text or one above LONGEST_TEXT letters.
    """
    if not 0 < len(text) <= LONGEST_TEXT:
        raise ValueError(f"A code holds 1 to {LONGEST_TEXT} letters, not {len(text)}.")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    try:
        code.make(fit=True)
    except DataOverflowError as problem:
        raise ValueError("The text is too long for a code.") from problem
    return tuple(sum(1 << column for column, dark in enumerate(row) if dark) for row in code.modules)


def runs(text: str) -> list[tuple[int, int, int]]:
    """Dark modules as (row, first column, length), quiet zone not counted."""
    found = []
    for number, row in enumerate(matrix(text)):
        column = 0
        while row >> column:
            if not row >> column & 1:
                column += 1
                continue
            first = column
            while row >> column & 1:
                column += 1
            found.append((number, first, column - first))
    return found


def modules(text: str) -> int:
    """How many there are on a side, the quiet zone included."""
    return len(matrix(text)) + 2 * QUIET_ZONE


def rectangles(text: str, size: float) -> list[Rectangle]:
    """(x, y, width, height) of what is dark in a square of that size, its quiet zone included, y upwards from below."""
    unit, side = size / modules(text), modules(text)
    # A hair taller than a module, or some readers draw light lines between the rows.
    return [
        ((first + QUIET_ZONE) * unit, (side - QUIET_ZONE - row - 1) * unit, length * unit, unit * 1.02)
        for row, first, length in runs(text)
    ]


def draw(canvas: Any, text: str, x: float, y: float, size: float) -> None:
    """On a reportlab canvas, its lower left corner at (x, y), black whatever the colour was. 7 ms the first time."""
    path = canvas.beginPath()
    for left, bottom, width, height in rectangles(text, size):
        path.rect(x + left, y + bottom, width, height)
    canvas.saveState()
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


def svg(text: str, title: str = "") -> SafeString:
    """Scales with what holds it; black on white in dark mode too, for scanners."""
    side = modules(text)
    path = "".join(
        f"M{first + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z" for row, first, length in runs(text)
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" role="img" viewBox="0 0 {} {}" width="{}" height="{}" '
        'shape-rendering="crispEdges"><title>{}</title><rect width="100%" height="100%" fill="#fff"/>'
        '<path fill="#000" d="{}"/></svg>',
        side,
        side,
        side * 8,
        side * 8,
        title or text,
        path,
    )


def png(text: str, scale: int = 16) -> bytes:
    """Each module `scale` pixels wide."""
    side = modules(text)
    picture = Image.new("1", (side, side), 1)
    for row, first, length in runs(text):
        for column in range(first, first + length):
            picture.putpixel((column + QUIET_ZONE, row + QUIET_ZONE), 0)
    target = BytesIO()
    picture.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(target, "PNG", optimize=True)
    return target.getvalue()

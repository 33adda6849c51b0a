"""One page that shows whether printer and paper agree: where each label lies, and how long a known length comes out."""

from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from forms.labels import CUT, INK, Label, Sheet, canvas_for, draw_label, sheet_of
from workflows.letters import BOLD, REGULAR, draw_text, ellipsize, text_width


def write_trial_print(target: IO[bytes], sample: Label, *, paper: str = "24", language: str = "sv") -> None:
    """The sample in the first place, outlines around all, a ruler across. On a roll the ruler has a page of its own."""
    sheet = sheet_of(paper)
    canvas = canvas_for(target, sheet, _("Test print"), language)
    outlines(canvas, sheet)
    draw_label(canvas, sheet, 0, sample)
    if sheet.count == 1:
        canvas.showPage()
        outlines(canvas, sheet)
    ruler(canvas, sheet)
    canvas.save()


def outlines(canvas: Canvas, sheet: Sheet) -> None:
    """A hair inside the cut, so that on a roll it is seen at all."""
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.4)
    inset = 0.3 * mm if sheet.count == 1 else 0
    for place in range(sheet.count):
        x, top = sheet.corner(place)
        width, height = sheet.width * mm - 2 * inset, sheet.height * mm - 2 * inset
        canvas.rect(x + inset, top - inset - height, width, height)


def ruler(canvas: Canvas, sheet: Sheet) -> None:
    """So many whole centimetres as go on the paper, a stroke each millimetre, in the middle row."""
    long = int((sheet.paper[0] - 2 * sheet.edge - 4) // 10 * 10)
    row = (sheet.rows - 1) // 2 if sheet.rows > 2 else 0
    left = (sheet.size[0] - long * mm) / 2
    base = sheet.corner(row * sheet.columns)[1] - sheet.height * mm * 0.62
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.setLineWidth(0.3)
    canvas.line(left, base, left + long * mm, base)
    for step in range(long + 1):
        tall = 4 if step % 10 == 0 else 2.8 if step % 5 == 0 else 1.6
        canvas.line(left + step * mm, base, left + step * mm, base + tall * mm)
    for step in range(0, long + 1, 10):
        centred(canvas, left + step * mm, base + 5 * mm, str(step), REGULAR, 6, 10 * mm)
    told = _("Measure the line: it is %(count)d mm. If not, print at 100 %% (“actual size”).") % {"count": long}
    size = 9 if sheet.paper[0] > 100 else 5.5
    room = sheet.size[0] - 2 * sheet.edge * mm
    for number, line in enumerate(halves(told) if sheet.paper[0] < 100 else [told]):
        centred(canvas, sheet.size[0] / 2, base - size * (1.5 + 1.2 * number), line, BOLD, size, room)


def halves(text: str) -> list[str]:
    first, dot, rest = text.partition(". ")
    return [first + dot.strip(), rest]


def centred(canvas: Canvas, x: float, y: float, text: str, font: str, size: float, room: float) -> None:
    shown = ellipsize(text, font, size, room)
    draw_text(canvas, x - text_width(shown, font, size) / 2, y, shown, font, size)


def trial_print(sample: Label, *, paper: str = "24") -> bytes:
    target = BytesIO()
    write_trial_print(target, sample, paper=paper)
    return target.getvalue()

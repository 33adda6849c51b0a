"""What the papers of this wing need beside the frame's own pieces."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, Spacer, Table

from workflows.letters import REGULAR, markup, use_fonts
from workflows.paper import LINE, QUIET, WIDTH

ACROSS = 4
GAP = 4


def small_pictures(pictures: Iterable[tuple[bytes, str]]) -> Table | None:
    """Four across, each with its caption; the contents are ones that `pictures.accept` made."""
    width = WIDTH / ACROSS
    cells: list[list[Flowable]] = [
        [fitted(content, width - 2 * GAP), Paragraph(markup(caption), small())] for content, caption in pictures
    ]
    if not cells:
        return None
    rows: list[list[list[Flowable] | str]] = [
        [*cells[start : start + ACROSS], *[""] * (ACROSS - len(cells[start : start + ACROSS]))]
        for start in range(0, len(cells), ACROSS)
    ]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2 * GAP),
    ]
    return Table(rows, [width] * ACROSS, style=style, hAlign="LEFT")


def fitted(content: bytes, side: float) -> Image:
    across, down = ImageReader(BytesIO(content)).getSize()
    scale = min(side / across, side / down)
    return Image(BytesIO(content), across * scale, down * scale, hAlign="LEFT")


def lines_to_sign(labels: Sequence[object]) -> KeepTogether:
    """Empty lines side by side, each with what belongs on it below."""
    gap = 6 * mm
    width = (WIDTH - gap * (len(labels) - 1)) / len(labels)
    cells: list[Flowable | str] = []
    widths: list[float] = []
    style: list[tuple[object, ...]] = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for label in labels:
        if cells:
            cells.append("")
            widths.append(gap)
        style.append(("LINEABOVE", (len(cells), 0), (len(cells), 0), 0.6, LINE))
        cells.append(Paragraph(markup(label), small()))
        widths.append(width)
    return KeepTogether([Spacer(1, 16 * mm), Table([cells], widths, style=style, hAlign="LEFT")])


def small() -> ParagraphStyle:
    use_fonts()
    return ParagraphStyle("small", fontName=REGULAR, fontSize=8, leading=11, textColor=QUIET, splitLongWords=1)

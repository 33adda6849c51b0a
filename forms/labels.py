"""QR labels on A4 sheets and on rolls, from plain data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, repeat
from typing import IO

from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from forms import qr
from workflows.letters import BOLD, REGULAR, draw_text, ellipsize, printable, text_width

INK, QUIET, CUT = HexColor("#000000"), HexColor("#3c4652"), HexColor("#9aa4b2")


@dataclass(frozen=True)
class Label:
    """`url` is what the code says; `lines` stand below the title as far as there is room."""

    url: str
    title: str
    lines: Sequence[str] = ()
    short_number: str = ""
    company: str = ""


@dataclass(frozen=True)
class Sheet:
    """Millimetres, as the makers of label paper give them; `left` and `top` are the margins of the paper.

    `paper` is its width and height, `edge` what a printer of such paper may leave white.
    """

    columns: int
    rows: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    gap: float = 0
    paper: tuple[float, float] = (210, 297)
    edge: float = 5

    @classmethod
    def roll(cls, width: float, height: float) -> "Sheet":
        """One label a page: the printer cuts, or the roll is cut already."""
        return cls(1, 1, width, height, paper=(width, height), edge=1.5)

    @property
    def count(self) -> int:
        return self.columns * self.rows

    @property
    def size(self) -> tuple[float, float]:
        """Of the paper, in points."""
        return self.paper[0] * mm, self.paper[1] * mm

    def corner(self, place: int) -> tuple[float, float]:
        """Upper left corner in points, from the lower left of the paper; place 0 is the first."""
        row, column = divmod(place, self.columns)
        x = self.left + column * (self.width + self.gap)
        return x * mm, (self.paper[1] - self.top - row * self.height) * mm


PAPERS = {
    "12": Sheet(2, 6, 105, 48, top=4.5),
    "21": Sheet(3, 7, 70, 42.3, top=0.45),
    "24": Sheet(3, 8, 70, 37, top=0.5),
    "65": Sheet(5, 13, 38.1, 21.2, left=4.75, top=10.7, gap=2.5),
    "62x29": Sheet.roll(62, 29),
    "62x100": Sheet.roll(62, 100),
    "60x40": Sheet.roll(60, 40),
}


def paper_choices() -> list[tuple[str, str]]:
    of_sheet, of_roll = _("Sheet: %(count)d labels of %(width)s × %(height)s mm"), _("Roll: %(width)s × %(height)s mm")
    return [
        (name, (of_sheet if sheet.count > 1 else of_roll) % {"count": sheet.count, **_size(sheet)})
        for name, sheet in PAPERS.items()
    ]


def sheet_of(paper: str) -> Sheet:
    if paper not in PAPERS:
        raise ValueError(f"There is no sheet {paper}, only {', '.join(PAPERS)}.")
    return PAPERS[paper]


def canvas_for(target: IO[bytes], sheet: Sheet, title: str, language: str) -> Canvas:
    canvas = Canvas(target, pagesize=sheet.size, lang=language, pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("Serva")
    return canvas


def write_labels(
    target: IO[bytes],
    labels: Iterable[Label],
    *,
    paper: str = "24",
    start_at: int = 1,
    cut_marks: bool = True,
    title: str = "",
    language: str = "sv",
) -> int:
    """Write the PDF and return its number of pages. `start_at`: the first free label of a sheet begun before.

    140 labels a second, 40 kB a page. ValueError for a sheet that there is not, or a place outside it.
    """
    sheet = sheet_of(paper)
    if not 1 <= start_at <= sheet.count:
        raise ValueError(f"A sheet {paper} has no place {start_at}.")
    canvas = canvas_for(target, sheet, title or _("QR labels"), language)
    pages = 0
    for place, label in enumerate(chain(repeat(None, start_at - 1), labels)):
        if place % sheet.count == 0:
            if pages:
                canvas.showPage()
            pages += 1
        if label is not None:
            if cut_marks and sheet.count > 1:
                _cut_marks(canvas, sheet, place % sheet.count)
            draw_label(canvas, sheet, place % sheet.count, label)
    if not pages:
        canvas.showPage()
    canvas.save()
    return max(pages, 1)


def label_sheet(labels: Iterable[Label], **options: object) -> bytes:
    target = BytesIO()
    write_labels(target, labels, **options)  # type: ignore[arg-type]
    return target.getvalue()


def draw_label(canvas: Canvas, sheet: Sheet, place: int, label: Label) -> None:
    _Drawing(canvas, sheet, place).draw(label)


class _Drawing:
    """One label: the code at the left, on a tall one on top; the words in what is left of the room."""

    def __init__(self, canvas: Canvas, sheet: Sheet, place: int) -> None:
        self.canvas = canvas
        x, top = sheet.corner(place)
        (paper_width, paper_height), edge = sheet.size, sheet.edge * mm
        pad = min(3 * mm, sheet.height * mm * 0.08)
        self.left = max(x + pad, edge)
        self.right = min(x + sheet.width * mm - pad, paper_width - edge)
        self.top = min(top - pad, paper_height - edge)
        self.bottom = max(top - sheet.height * mm + pad, edge)
        self.is_tall = sheet.height > sheet.width
        across = self.right - self.left
        self.code = across if self.is_tall else min(self.top - self.bottom, across * 0.5)
        self.words = self.left + (3 * mm if self.is_tall else self.code)
        self.words_top = self.top - (self.code if self.is_tall else 0)
        self.room = self.right - self.words

    def draw(self, label: Label) -> None:
        qr.draw(self.canvas, label.url, self.left, self.top - self.code, self.code)
        big = self.top - self.bottom > 25 * mm
        y = self.words_top
        if label.company:
            y = self.line(y, label.company, BOLD if big else REGULAR, 7.5 if big else 5.5, colour=QUIET)
        floor = self.bottom
        if label.short_number:
            size = self.fitting(label.short_number, BOLD, 10 if big else 7, 5)
            floor = self.bottom + size * 1.2
            self.line(floor, label.short_number, BOLD, size)
        y = self.title(y - (1 * mm if big else 0), floor, label.title, 11 if big else 7)
        size = 7.5 if big else 5.5
        for text in label.lines:
            lines = self.broken(printable(text).split(), size)
            for line in [*lines[:1], " ".join(lines[1:])]:
                if line and y - size * 1.2 >= floor - 0.1:
                    y = self.line(y, line, REGULAR, size)

    def title(self, y: float, floor: float, text: str, size: float) -> float:
        """Smaller until it fits on two lines, and cut when it does not even then."""
        words = printable(text).split()
        for smaller in (size, size * 0.88, size * 0.76):
            lines = self.broken(words, smaller)
            if len(lines) <= 2 and all(text_width(line, BOLD, smaller) <= self.room for line in lines):
                break
        for line in [*lines[:1], " ".join(lines[1:])]:
            if line and y - smaller * 1.2 >= floor - 0.1:
                y = self.line(y, line, BOLD, smaller)
        return y

    def broken(self, words: Sequence[str], size: float) -> list[str]:
        lines: list[str] = []
        for word in words:
            if lines and text_width(f"{lines[-1]} {word}", BOLD, size) <= self.room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def fitting(self, text: str, font: str, size: float, least: float) -> float:
        return max(least, min(size, size * self.room / max(text_width(text, font, size), 1)))

    def line(self, y: float, text: str, font: str, size: float, *, colour: HexColor = INK) -> float:
        """Draws below `y` and returns the next y."""
        self.canvas.setFillColor(colour)
        clean = " ".join(printable(text).split())
        draw_text(self.canvas, self.words, y - size * 0.95, ellipsize(clean, font, size, self.room), font, size)
        return y - size * 1.2


def _cut_marks(canvas: Canvas, sheet: Sheet, place: int) -> None:
    left, top = sheet.corner(place)
    canvas.setStrokeColor(CUT)
    canvas.setLineWidth(0.25)
    for x in (left, left + sheet.width * mm):
        for y in (top, top - sheet.height * mm):
            canvas.line(x - 1 * mm, y, x + 1 * mm, y)
            canvas.line(x, y - 1 * mm, x, y + 1 * mm)


def _size(sheet: Sheet) -> dict[str, str]:
    return {"width": f"{sheet.width:g}".replace(".", ","), "height": f"{sheet.height:g}".replace(".", ",")}

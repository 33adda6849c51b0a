"""The page frame of every PDF.

Whatever text is handed in is text: mark-up in it is printed, never obeyed.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from workflows.letters import BOLD, REGULAR, draw_text, ellipsize, markup, printable, text_width, use_fonts

INK, QUIET, LINE, SHADE = HexColor("#1c2430"), HexColor("#566072"), HexColor("#c9d0da"), HexColor("#eef1f5")
MARGIN, HEAD, FOOT = 18 * mm, 26 * mm, 20 * mm
WIDTH = A4[0] - 2 * MARGIN
WEIGHED_ROWS = 200

_COUNTRY = {"sv": "sv-SE", "en": "en-GB"}


def _style(
    font: str = REGULAR, size: float = 9.5, *, colour: Color = INK, right: bool = False, **more: Any
) -> ParagraphStyle:
    use_fonts()
    return ParagraphStyle(
        f"{font}{size}",
        fontName=font,
        fontSize=size,
        leading=size * 1.35,
        textColor=colour,
        alignment=TA_RIGHT if right else TA_LEFT,
        splitLongWords=1,
        **more,
    )


class _Pages(Canvas):
    """Each page leaves a hole for "page x of y", filled when y is known."""

    def hole(self) -> None:
        self.doForm(f"page{self.getPageNumber()}")

    def save(self) -> None:
        if self._code:
            self.showPage()
        total = self.getPageNumber() - 1
        for page in range(1, total + 1):
            self.beginForm(f"page{page}", 0, 0, *A4)
            text = _("Page %(page)d of %(total)d") % {"page": page, "total": total}
            self.setFillColor(QUIET)
            draw_text(self, A4[0] - MARGIN - text_width(text, REGULAR, 8), 11 * mm, text, REGULAR, 8)
            self.endForm()
        super().save()


class Document:
    """An A4 paper, filled from top to bottom and then written once."""

    def __init__(self, title: str, company: str, language: str = "sv", *, made_at: datetime | None = None) -> None:
        use_fonts()
        self.title, self.company = printable(title).replace("\n", " "), printable(company).replace("\n", " ")
        self.language = language
        self.made_at = made_at or timezone.now()
        self.story: list[Flowable] = []

    def heading(self, text: object, level: int = 1) -> None:
        """Levels 1 (the paper's name) to 3; it never ends a page."""
        size = {1: 18, 2: 12.5}.get(level, 10.5)
        self.story.append(CondPageBreak(size + 25 * mm))
        self.story.append(Paragraph(markup(text), _style(BOLD, size, spaceBefore=size * 0.7, spaceAfter=size * 0.35)))

    def paragraph(self, text: object, *, quiet: bool = False) -> None:
        self.story.append(Paragraph(markup(text), _style(colour=QUIET if quiet else INK, spaceAfter=5)))

    def space(self, millimetres: float = 4) -> None:
        self.story.append(Spacer(1, millimetres * mm))

    def facts(self, pairs: Iterable[tuple[object, object]]) -> None:
        """Label and value side by side; pairs with an empty value are left out."""
        label, value = _style(size=8.5, colour=QUIET), _style()
        rows = [
            [Paragraph(markup(name), label), Paragraph(markup(content), value)]
            for name, content in pairs
            if content is not None and str(content).strip()
        ]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE), *_PADDING]
        self._add(rows, [WIDTH * 0.27, WIDTH * 0.73], style)

    def table(
        self,
        headers: Sequence[object],
        rows: Iterable[Sequence[object]],
        *,
        widths: Sequence[float] | None = None,
        right: Iterable[int] = (),
    ) -> None:
        """Breaks over pages under repeated headers. `widths`: shares, else the texts decide; `right`: numbers.

        Costs 1 ms a row of six columns.
        """
        numbers = set(right)
        texts = [[_cell(cell, column in numbers) for column, cell in enumerate(row)] for row in rows]
        heads = [_style(BOLD, 8.5, right=column in numbers) for column in range(len(headers))]
        cells = [_style(size=8.5, right=column in numbers) for column in range(len(headers))]
        head = [Paragraph(markup(text), style) for text, style in zip(headers, heads, strict=True)]
        body = [[Paragraph(markup(text), style) for text, style in zip(row, cells, strict=True)] for row in texts]
        if widths:
            columns = [WIDTH * share / sum(widths) for share in widths]
        else:
            columns = _fair_widths([[printable(text) for text in headers], *texts[:WEIGHED_ROWS]])
        style = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), SHADE),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
            *_PADDING,
        ]
        self._add([head, *body], columns, style, repeatRows=1)

    def picture(self, content: bytes, *, width: float = 80, height: float = 80, caption: object = "") -> None:
        """Within `width` × `height` millimetres; the content is one that `pictures.accept` made."""
        across, down = ImageReader(BytesIO(content)).getSize()
        scale = min(width * mm / across, height * mm / down, (A4[1] - HEAD - FOOT) * 0.9 / down, WIDTH / across)
        image = Image(BytesIO(content), across * scale, down * scale, hAlign="LEFT")
        self.story.append(image)
        if caption:
            self.story.append(Paragraph(markup(caption), _style(size=8, colour=QUIET, spaceAfter=6)))

    def write(self, target: IO[bytes]) -> None:
        with translation.override(self.language):
            frame = Frame(MARGIN, FOOT, WIDTH, A4[1] - HEAD - FOOT, 0, 0, 0, 0)
            template = BaseDocTemplate(
                target,
                pagesize=A4,
                title=self.title,
                author=self.company,
                subject=self.title,
                creator="Serva",
                lang=_COUNTRY.get(self.language, self.language),
            )
            template.addPageTemplates(PageTemplate("page", [frame], onPage=self._frame))
            template.build(list(self.story) or [Spacer(1, 1)], canvasmaker=_Pages)

    def content(self) -> bytes:
        target = BytesIO()
        self.write(target)
        return target.getvalue()

    def _add(self, rows: list[list[Flowable]], widths: list[float], style: list[Any], **options: Any) -> None:
        if rows:
            self.story.append(Table(rows, widths, style=style, splitInRow=1, hAlign="LEFT", **options))
            self.space(3)

    def _frame(self, canvas: _Pages, template: BaseDocTemplate) -> None:
        canvas.saveState()
        top = A4[1] - 14 * mm
        canvas.setFillColor(INK)
        name = ellipsize(self.company, BOLD, 10, WIDTH * 0.48)
        draw_text(canvas, MARGIN, top, name, BOLD, 10)
        canvas.setFillColor(QUIET)
        title = ellipsize(self.title, REGULAR, 9, WIDTH * 0.48)
        draw_text(canvas, A4[0] - MARGIN - text_width(title, REGULAR, 9), top, title, REGULAR, 9)
        canvas.setStrokeColor(LINE)
        canvas.line(MARGIN, top - 3 * mm, A4[0] - MARGIN, top - 3 * mm)
        draw_text(canvas, MARGIN, 11 * mm, self._made(), REGULAR, 8)
        canvas.hole()
        canvas.restoreState()

    def _made(self) -> str:
        return _("Printed %(moment)s") % {
            "moment": date_format(timezone.localtime(self.made_at), "SHORT_DATETIME_FORMAT")
        }


def _cell(value: object, is_number: bool) -> str:
    text = printable("" if value is None else value)
    return text.replace(" ", "\N{NO-BREAK SPACE}") if is_number and len(text) < 20 else text


_PADDING = [
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


def _fair_widths(rows: list[list[str]]) -> list[float]:
    """Wide as the longest text of each column if all fit, else in proportion; its longest word has room."""
    padding, columns = 9.0, list(zip(*rows, strict=True))
    widest = [min(WIDTH, max(text_width(text[:200], BOLD, 8.5) for text in column) + padding) for column in columns]
    share = WIDTH / len(columns)
    least = [
        min(
            share,
            max(text_width(word[:80], BOLD, 8.5) for text in column for word in text[:500].split(" ")) + padding,
        )
        for column in columns
    ]
    spare = WIDTH - sum(least)
    wishes = [wide - narrow for wide, narrow in zip(widest, least, strict=True)]
    if sum(wishes) <= 0:
        return [WIDTH * narrow / sum(least) for narrow in least]
    return [narrow + spare * max(wish, 0) / sum(wishes) for narrow, wish in zip(least, wishes, strict=True)]

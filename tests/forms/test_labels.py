import itertools
import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from forms import labels, qr
from forms.labels import PAPERS, Label, label_sheet, write_labels
from forms.trial_print import trial_print
from workflows.letters import text_width

LONG = Label(
    "https://serva.example.se/q/7f3kQ2mXb9sLw0aZ4tYcRg/",
    "Bostadsrättsföreningen Ängsbackens fastighetsförvaltning i Östergötland " * 2,
    ["Storgatan 1 B, 222 22 Lund", "x" * 200, "ord " * 60] * 4,
    "QR-0042" * 9,
    "Hiss & Dörr <b>AB</b> ✓ " * 8,
)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float, float, float]]:
    """Each line as (left, base line, right, size)."""
    lines: list[tuple[float, float, float, float]] = []

    def note(canvas: Any, x: float, y: float, text: str, font: str, size: float) -> None:
        lines.append((x, y, x + text_width(text, font, size), size))

    monkeypatch.setattr(labels, "draw_text", note)
    return lines


@pytest.fixture
def codes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float, float, float]]:
    drawn: list[tuple[str, float, float, float]] = []
    monkeypatch.setattr(qr, "draw", lambda canvas, *where: drawn.append(where))
    return drawn


def many(count: int) -> list[Label]:
    return [Label(f"https://x.se/q/{n}/", f"Hiss {n}", ["Storgatan 1"], f"Q{n}", "Hiss AB") for n in range(count)]


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


@pytest.mark.parametrize("paper", PAPERS)
def test_its_sheets_lie_on_the_paper(paper: str) -> None:
    sheet = PAPERS[paper]
    assert str(sheet.count) == paper or sheet.count == 1
    for place in range(sheet.count):
        x, top = sheet.corner(place)
        assert x >= 0 and x + sheet.width * mm <= sheet.size[0] + 0.1
        assert top <= sheet.size[1] and top - sheet.height * mm >= -0.1


@pytest.mark.parametrize("paper", PAPERS)
def test_it_fills_sheet_after_sheet(paper: str) -> None:
    count = PAPERS[paper].count
    assert pages(label_sheet(many(count), paper=paper)) == 1
    assert pages(label_sheet(many(count + 1), paper=paper)) == 2
    assert count == 1 or pages(label_sheet(many(count), paper=paper, start_at=2)) == 2


@pytest.mark.parametrize("paper", PAPERS)
def test_it_keeps_words_and_code_inside_their_label(
    paper: str, written: list[tuple[float, float, float, float]], codes: list[tuple[str, float, float, float]]
) -> None:
    sheet = PAPERS[paper]
    for place in (0, sheet.columns - 1, sheet.count - 1):
        written.clear()
        codes.clear()
        label_sheet([LONG], paper=paper, start_at=place + 1)
        left, top = sheet.corner(place)
        right, bottom = left + sheet.width * mm, top - sheet.height * mm
        [(__, x, y, size)] = codes
        assert left <= x and x + size <= right and bottom <= y and y + size <= top
        assert written
        for start, base, end, letter in written:
            assert left <= start and end <= right
            assert x + size <= start or base + letter * 0.75 <= y
            assert base - letter * 0.25 >= bottom and base + letter * 0.75 <= top


def test_it_prints_no_two_lines_over_each_other(written: list[tuple[float, float, float, float]]) -> None:
    for paper in PAPERS:
        written.clear()
        label_sheet([LONG], paper=paper)
        bases = sorted((base, size) for __, base, __, size in written)
        for (below, __), (above, __) in itertools.pairwise(bases):
            assert above - below >= 5


def test_it_starts_at_the_first_free_label(codes: list[tuple[str, float, float, float]]) -> None:
    label_sheet(many(2), paper="24", start_at=24)
    (__, x, y, __), (__, other_x, other_y, __) = codes
    assert x > A4[0] / 2 and y < 37 * mm
    assert other_x < 70 * mm and other_y > A4[1] - 37 * mm


def test_it_prints_codes_that_a_phone_can_read(codes: list[tuple[str, float, float, float]]) -> None:
    for paper in PAPERS:
        codes.clear()
        label_sheet([LONG], paper=paper)
        [(text, __, __, size)] = codes
        assert size / qr.modules(text) / mm >= 0.35


def test_it_draws_cut_marks_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[object] = []
    monkeypatch.setattr(Canvas, "line", lambda self, *where: lines.append(where))
    label_sheet(many(1), cut_marks=False)
    assert not lines
    label_sheet(many(1))
    assert len(lines) == 8


@pytest.mark.parametrize(
    "label", [Label("https://x.se/", ""), Label("x", "\x00\n", ["", "\t"]), Label("x", "🚪 <b>", ["\ud83d"])]
)
def test_it_takes_any_words(label: Label) -> None:
    assert label_sheet([label]).startswith(b"%PDF")


def test_it_prints_an_empty_sheet_for_nothing() -> None:
    assert pages(label_sheet([])) == 1


@pytest.mark.parametrize(("paper", "start_at"), [("7", 1), ("24", 0), ("24", 25), ("62x29", 2)])
def test_it_refuses_sheets_and_places_that_there_are_not(paper: str, start_at: int) -> None:
    with pytest.raises(ValueError, match="sheet"):
        label_sheet(many(1), paper=paper, start_at=start_at)


def test_it_offers_sheets_and_rolls() -> None:
    offered = dict(labels.paper_choices())
    assert list(offered) == ["12", "21", "24", "65", "62x29", "62x100", "60x40"]
    assert "42,3" in offered["21"] and "62 × 29" in offered["62x29"]


@pytest.mark.parametrize("paper", ["62x29", "62x100", "60x40"])
def test_it_gives_a_roll_a_page_of_its_size_and_no_cut_marks(paper: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[object] = []
    monkeypatch.setattr(Canvas, "line", lambda self, *where: lines.append(where))
    page = PdfReader(BytesIO(label_sheet(many(1), paper=paper))).pages[0]
    sheet = PAPERS[paper]
    assert [round(float(side) / mm) for side in page.mediabox[2:]] == [sheet.width, sheet.height]
    assert not lines


@pytest.mark.parametrize("paper", PAPERS)
def test_its_test_print_outlines_each_label_and_has_a_whole_ruler(
    paper: str, codes: list[tuple[str, float, float, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[tuple[float, ...]] = []
    lines: list[tuple[float, ...]] = []
    monkeypatch.setattr(Canvas, "rect", lambda self, *where: boxes.append(where))
    monkeypatch.setattr(Canvas, "line", lambda self, *where: lines.append(where))
    trial_print(LONG, paper=paper)
    assert len(codes) == 1 and len(boxes) == max(PAPERS[paper].count, 2)
    left, base, right, other = lines[0]
    assert base == other and (right - left) / mm == pytest.approx(round((right - left) / mm, -1))
    assert left >= 0 and right <= PAPERS[paper].size[0]


def test_it_names_the_paper(tmp_path: Any) -> None:
    with (tmp_path / "x.pdf").open("wb") as target:
        assert write_labels(target, many(30), title="Etiketter 2026") == 2
    assert b"/Title (Etiketter 2026)" in (tmp_path / "x.pdf").read_bytes()

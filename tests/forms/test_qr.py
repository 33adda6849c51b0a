from io import BytesIO
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from forms import qr

ADDRESS = "https://serva.example.se/q/7f3kQ2mXb9sLw0aZ4tYcRg/"
FRAME = "{http://www.w3.org/2000/svg}"


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


def printed(rectangles: list[qr.Rectangle], side: int) -> Image.Image:
    picture = Image.new("L", (side, side), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, width, height in rectangles:
        pen.rectangle((x, side - y - height, x + width - 1, side - y - 1), fill=0)
    return picture


@pytest.mark.parametrize(
    "text", [ADDRESS, "https://xn--hss-1la.se/q/x/?a=1&b=<2>", "Åäö → ✓", "1", "x" * qr.LONGEST_TEXT]
)
def test_it_says_its_text_as_png(text: str) -> None:
    assert read(Image.open(BytesIO(qr.png(text, scale=6)))) == [text]


def test_it_says_its_text_as_rectangles() -> None:
    side = qr.modules(ADDRESS) * 8
    assert read(printed(qr.rectangles(ADDRESS, side), side)) == [ADDRESS]


def test_it_keeps_a_quiet_zone() -> None:
    unit = 100 / qr.modules(ADDRESS)
    for x, y, width, height in qr.rectangles(ADDRESS, 100):
        assert 4 * unit - 0.01 <= x and x + width <= 100 - 4 * unit + 0.01
        assert 4 * unit - 0.01 <= y and y + height <= 100 - 3.9 * unit


def test_it_says_its_text_as_svg() -> None:
    picture = ElementTree.fromstring(qr.svg(ADDRESS, "Hiss 3"))
    assert picture.findtext(f"{FRAME}title") == "Hiss 3"
    path = picture.find(f"{FRAME}path").attrib["d"]
    rectangles = []
    side = qr.modules(ADDRESS)
    for part in path.split("M")[1:]:
        start, __, rest = part.partition("h")
        x, y = map(int, start.split())
        rectangles.append((x * 8, (side - y - 1) * 8, int(rest.partition("v")[0]) * 8, 8))
    assert read(printed(rectangles, side * 8)) == [ADDRESS]


def test_it_escapes_its_title() -> None:
    assert "<script>" not in qr.svg(ADDRESS, "<script>alert(1)</script>")
    assert "<script>" not in qr.svg("<script>")


def test_its_svg_carries_no_inline_style() -> None:
    assert "style" not in qr.svg(ADDRESS)


def test_it_works_a_code_out_once() -> None:
    qr.matrix.cache_clear()
    for __ in range(3):
        qr.png(ADDRESS)
        qr.svg(ADDRESS)
    assert qr.matrix.cache_info().misses == 1


def test_it_draws_on_paper_in_black() -> None:
    target = BytesIO()
    canvas = Canvas(target, pageCompression=0)
    canvas.setFillColorRGB(1, 0, 0)
    qr.draw(canvas, ADDRESS, 10, 10, 100)
    canvas.save()
    assert b"0 g" in target.getvalue()


@pytest.mark.parametrize("text", ["", "x" * (qr.LONGEST_TEXT + 1)])
def test_it_refuses_what_no_code_holds(text: str) -> None:
    with pytest.raises(ValueError, match="code"):
        qr.matrix(text)

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from workflows.letters import REGULAR, draw_text, ellipsize, markup, printable, text_width
from workflows.paper import WIDTH, Document

MOMENT = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


def paper(language: str = "sv") -> Document:
    return Document("Arbetsorder 1042", "Hiss & Dörr AB", language, made_at=MOMENT)


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def test_it_says_who_made_it_and_in_which_language() -> None:
    content = paper().content()
    assert b"/Lang (sv-SE)" in content
    assert b"/Title (Arbetsorder 1042)" in content
    assert b"/Author" in content
    assert b"/Lang (en-GB)" in paper("en").content()


def test_it_embeds_its_letters() -> None:
    document = paper()
    document.paragraph("Åäö → ✓ źŁ €")
    content = document.content()
    assert b"FiraGO-Regular" in content
    assert b"/FontFile2" in content


@pytest.mark.parametrize("text", ["åäöÅÄÖé", "→ ← • – — €", "źŁčšž", "½ m² 5 °C", "ЯΩ"])
def test_it_has_a_glyph_for_each_letter(text: str) -> None:
    text_width(text, REGULAR, 9)
    assert [letter for letter in text if ord(letter) not in getFont(REGULAR).face.charToGlyph] == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>fet</b>",
        "<img src='file:///etc/passwd'/>",
        "<a href='javascript:alert(1)'>x</a>",
        "<para>",
        "</para>",
        "&amp; &lt; &#65;",
        "<font size='400'>x</font>",
        "<seq/>",
        "a < b > c & d",
        "]]>",
        "<!-- x",
        "<?php",
        "\x00\x1b[31m",
        "\ud83d",
        "<onDraw name='x' label='y'/>",
        "<br",
        "✓<b>✓",
        "<index item='x'/>",
        "{{ 7*7 }} %(x)s %s",
    ],
)
def test_it_prints_markup_as_text(text: str) -> None:
    read = Paragraph(markup(text)).getPlainText()
    assert read.split() == printable(text).split()
    document = paper()
    document.heading(text)
    document.paragraph(text)
    document.facts([(text, text)])
    document.table([text], [[text]])
    assert document.content().startswith(b"%PDF")


def test_it_takes_any_text_for_its_frame() -> None:
    document = Document("<b>" + "Mycket långt namn " * 40, "AB & <i>\n" * 60)
    assert document.content().startswith(b"%PDF")


def test_it_breaks_a_table_over_pages() -> None:
    document = paper()
    document.table(["Artikel", "Antal"], [[f"Rad {number}", number] for number in range(200)], right=[1])
    assert pages(document.content()) >= 4


def test_it_breaks_a_cell_that_is_higher_than_a_page() -> None:
    document = paper()
    document.table(["Text", "Ord"], [["långt " * 3000, "x" * 9000]])
    document.facts([("Beskrivning", "ord " * 4000)])
    assert pages(document.content()) >= 4


def test_it_numbers_pages_of_the_total() -> None:
    document = paper("en")
    document.table(["Text"], [[number] for number in range(120)])
    content = document.content()
    assert len(re.findall(rb"/page\d+|/FormXob\.\w+ \d+ 0 R", content)) >= pages(content)


def test_it_leaves_out_facts_without_value() -> None:
    document = paper()
    document.facts([("Tom", ""), ("Ingen", None), ("Blank", "  ")])
    assert document.story == []


def test_it_can_be_written_twice() -> None:
    document = paper()
    document.heading("Hej")
    document.table(["a"], [["b"]])
    assert pages(document.content()) == pages(document.content()) == 1


def test_it_fits_pictures_into_their_box() -> None:
    picture = BytesIO()
    Image.new("RGB", (3000, 40), "red").save(picture, "JPEG")
    document = paper()
    document.picture(picture.getvalue(), width=1000, height=10, caption="Före <b>")
    assert document.story[0].drawWidth <= WIDTH
    assert document.content().startswith(b"%PDF")


@pytest.mark.parametrize("width", [150, 40, 12, 1])
def test_it_ellipsizes_to_the_width(width: float) -> None:
    text = ellipsize("Fastighetsförvaltningen i Östergötland ✓✓✓", REGULAR, 9, width)
    assert text.endswith("…")
    assert text == "…" or text_width(text, REGULAR, 9) <= width


def test_it_leaves_a_text_that_fits() -> None:
    assert ellipsize("Kort", REGULAR, 9, 100) == "Kort"


def test_it_draws_a_line_with_signs_of_both_fonts() -> None:
    target = BytesIO()
    canvas = Canvas(target)
    draw_text(canvas, 0, 0, "klart ✓\nnu\x00")
    canvas.save()
    assert b"ZapfDingbats" in target.getvalue()

"""Files that somebody means no good with, and what becomes of them where photos and where files are asked for."""

import io
from collections.abc import Callable
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from tests.pictures import jpeg

SCRIPT = b"<script>alert(1)</script>"


class Bad(NamedTuple):
    """`photo`, `file`: the ending under which it is kept where it is taken; "" where it is refused."""

    name: str
    content: Callable[[], bytes]
    photo: str = ""
    file: str = ""


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": b"x", "word/document.xml": b"x", **more})


BAD = {
    "nothing": Bad("tom.jpg", lambda: b""),
    "bomb of pixels": Bad("bomb.png", lambda: picture("PNG", (10_000, 6_000), "1")),
    "bomb in a document": Bad("a.docx", lambda: word(**{"word/a.xml": bytes(30_000_000)}), file="docx"),
    "page that says it is a picture": Bad("a.jpg", lambda: SCRIPT, file="txt"),
    "drawing with a script": Bad("a.svg", lambda: b'<svg onload="alert(1)"/>', file="txt"),
    "picture with a page behind it": Bad("a.html", lambda: jpeg() + SCRIPT, photo="jpg", file="jpg"),
    "picture with an archive behind it": Bad("a.jpg", lambda: jpeg() + word(), photo="jpg", file="jpg"),
    "page that begins as a picture": Bad("a.gif", lambda: b"GIF89a/*" + SCRIPT),
    "program that begins as a PDF": Bad("a.pdf", lambda: b"%PDF-1.4 MZ\x90\x00" + bytes(200)),
    "PDF with a script": Bad("a.pdf", lambda: b"%PDF-1.4\n1 0 obj<</S/J#61vaScript/JS(x)>>endobj\n%%EOF\n"),
    "macros": Bad("a.docx", lambda: word(**{"word/vbaProject.bin": b"x"})),
    "program": Bad("a.txt", lambda: b"MZ\x90\x00" + bytes(500)),
    "torn picture": Bad("a.jpg", lambda: jpeg()[:200]),
    "what a telephone makes": Bad("IMG_1.HEIC", lambda: picture("HEIF"), photo="jpg", file="jpg"),
    "fifty megabytes": Bad("a.jpg", lambda: jpeg() + bytes(50 * 1024**2)),
}

import random
import struct
import time
import zipfile
import zlib
from io import BytesIO

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from workflows import pictures
from workflows.pictures import Accepted, PictureRefused, accept, clean_name, kind_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def drawn(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **options: object) -> bytes:
    """Left half red, right half blue, or as near as the mode comes."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    target = BytesIO()
    (picture if mode == "RGB" else picture.convert(mode)).save(target, kind, **options)
    return target.getvalue()


def sent(content: bytes, name: str = "bild.jpg", content_type: str = "image/jpeg") -> Accepted:
    return accept(SimpleUploadedFile(name, content, content_type))


def seen(accepted: Accepted) -> Image.Image:
    return Image.open(BytesIO(accepted.content))


def refusal(content: bytes, name: str = "bild.jpg") -> str:
    with pytest.raises(PictureRefused) as refused:
        sent(content, name)
    assert str(refused.value).endswith(".")
    return str(refused.value)


def with_place() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Canary camera"
    exif.get_ifd(0x8825)[2] = (59.0, 19.0, 48.0)
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_it_draws_each_kind_anew_as_jpeg(kind: str) -> None:
    accepted = sent(drawn(kind), "lögn.exe", "application/octet-stream")
    assert (accepted.content_type, accepted.extension, accepted.kind) == ("image/jpeg", "jpg", "picture")
    assert (accepted.width, accepted.height) == seen(accepted).size == (640, 480)
    red, green, blue = seen(accepted).getpixel((100, 100))
    assert red > 200 and green < 60 and blue < 60


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", mode) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")]
    + [("JPEG", "CMYK"), ("JPEG", "L"), ("WEBP", "RGBA")],
)
def test_it_takes_every_mode(kind: str, mode: str) -> None:
    assert seen(sent(drawn(kind, mode=mode))).mode == "RGB"


def test_it_makes_big_pictures_small() -> None:
    accepted = sent(drawn(size=(5000, 2500)))
    assert (accepted.width, accepted.height) == (2048, 1024)
    assert Image.open(BytesIO(accepted.thumbnail)).size == (400, 200)


def test_it_leaves_small_pictures_their_size() -> None:
    assert (sent(drawn(size=(31, 1))).width, sent(drawn(size=(1, 1))).height) == (31, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_it_keeps_no_place_and_no_camera(kind: str) -> None:
    accepted = sent(drawn(kind, exif=with_place().tobytes(), icc_profile=b"canary profile"))
    for content in (accepted.content, accepted.thumbnail):
        assert not Image.open(BytesIO(content)).getexif()
        assert b"anary" not in content
        assert b"Exif" not in content


def test_it_keeps_no_comment_and_no_text() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "canary")
    assert b"canary" not in sent(drawn("PNG", pnginfo=words)).content
    assert b"canary" not in sent(drawn("JPEG", comment=b"canary")).content


def test_it_turns_pictures_upright_first() -> None:
    accepted = sent(drawn(exif=with_place().tobytes()))
    assert (accepted.width, accepted.height) == (480, 640)
    red, __, blue = seen(accepted).getpixel((240, 20))
    assert red > 200 and blue < 60


def test_it_takes_a_picture_with_broken_exif() -> None:
    content = drawn(exif=b"Exif\x00\x00MM\x00*\x00\x00\xff\xff" + b"\xff" * 40)
    assert sent(content).width == 640


def test_it_puts_transparent_pictures_on_white() -> None:
    target = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "PNG")
    assert seen(sent(target.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_it_takes_the_first_frame_of_a_film() -> None:
    target = BytesIO()
    Image.new("RGB", (10, 10), "white").save(
        target, "GIF", save_all=True, append_images=[Image.new("RGB", (10, 10), "black")]
    )
    assert seen(sent(target.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_it_keeps_a_pdf_as_it_is() -> None:
    accepted = sent(PDF, "ritning.jpg")
    assert (accepted.content, accepted.content_type, accepted.extension) == (PDF, "application/pdf", "pdf")
    assert (accepted.kind, accepted.width, accepted.thumbnail) == ("document", None, b"")


@pytest.mark.parametrize(
    "content",
    [
        PDF[:-7],
        PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/J#61v#41Script>>"),
        PDF.replace(b"/Catalog", b"/Catalog/AA<</S/Launch>>"),
        PDF.replace(b"\n1 0", b"\n<script>alert(1)</script>1 0"),
        PDF + b"PK\x05\x06" + bytes(18),
    ],
)
def test_it_refuses_a_pdf_that_is_more_than_paper(content: bytes) -> None:
    refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"hej",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"PK\x03\x04",
        b"#!/bin/sh",
        b"BM" + bytes(60),
        b"II*\x00" + bytes(60),
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"\x00\x00\x00\x18ftypavif" + bytes(40),
        b"\x00\x00\x00\x18ftypheic" + bytes(40),
        b" " + drawn(),
    ],
)
def test_it_refuses_what_is_no_picture(content: bytes) -> None:
    refusal(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_it_refuses_a_cut_picture(kind: str) -> None:
    content = drawn(kind)
    refusal(content[: len(content) // 2])


def png_of(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 100))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("width", "height"), [(10_000, 6_000), (40_000, 40_000), (2_000_000_000, 2_000_000_000)])
def test_it_refuses_a_bomb_before_it_unpacks(width: int, height: int) -> None:
    assert "megapixel" in refusal(png_of(width, height))


def test_it_refuses_a_jpeg_of_a_thousand_scans() -> None:
    content = drawn(size=(2000, 2000), progressive=True)
    start = content.rindex(b"\xff\xda")
    refusal(content[:start] + content[start:-2] * 100 + b"\xff\xd9")


def test_it_reads_no_more_than_it_must() -> None:
    class Endless(BytesIO):
        size, name = None, "x.jpg"

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None and 0 < size <= pictures.MOST_BYTES + 1
            return b"\xff" * size

    with pytest.raises(PictureRefused, match="20 MB"):
        accept(Endless())


def test_it_believes_a_size_that_is_too_big() -> None:
    upload = SimpleUploadedFile("x.jpg", drawn())
    upload.size = pictures.MOST_BYTES + 1
    with pytest.raises(PictureRefused, match="20 MB"):
        accept(upload)


def test_it_washes_a_picture_that_is_also_something_else() -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("canary.html", "<script>alert(1)</script>")
    accepted = sent(drawn() + archive.getvalue() + b"<script>canary</script>")
    assert b"canary" not in accepted.content
    assert not zipfile.is_zipfile(BytesIO(accepted.content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_it_survives_damage(kind: str) -> None:
    dice = random.Random(kind)
    whole = drawn(kind, size=(64, 48))
    for __ in range(120):
        content = bytearray(whole)
        for __ in range(dice.randint(1, 12)):
            content[dice.randrange(len(content))] = dice.randrange(256)
        started = time.monotonic()
        try:
            assert accept(BytesIO(bytes(content))).content
        except PictureRefused as refused:
            assert str(refused)
        assert time.monotonic() - started < 5


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-"]),
    st.binary(max_size=400),
)
def test_it_answers_any_bytes(start: bytes, rest: bytes) -> None:
    try:
        accept(BytesIO(start + rest))
    except PictureRefused as refused:
        assert str(refused)


def test_it_says_that_reading_failed() -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError

    with pytest.raises(PictureRefused):
        accept(Broken())


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\bild.jpg", "bild.jpg"),
        ("a\x00\n\u202eb.jpg", "ab.jpg"),
        (None, ""),
        ("...", ""),
        ("<b>.jpg", "b.jpg"),
        ("Källaren vån 2.HEIC", "Källaren vån 2.HEIC"),
    ],
)
def test_it_cleans_names(name: str | None, clean: str) -> None:
    assert clean_name(name) == clean


def test_it_cuts_long_names_before_the_ending() -> None:
    assert clean_name("å" * 300 + ".jpeg") == "å" * 115 + ".jpeg"[:5]
    assert len(clean_name("x" * 300)) <= 120
    assert len(clean_name("x." + "y" * 300)) <= 120


def test_it_knows_kinds_by_content() -> None:
    assert pillow_heif.is_supported(drawn("HEIF"))
    assert [kind_of(drawn(kind)) for kind in ("JPEG", "HEIF")] == ["JPEG", "HEIF"]

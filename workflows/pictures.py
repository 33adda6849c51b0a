"""What people send us: pictures, drawn anew so that nothing but what is seen remains, and PDFs.

The type is read from the content; file names and headers are only hearsay.
"""

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore
from typing import IO, Protocol

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE, THUMBNAIL_SIDE = 2048, 400
QUALITY, THUMBNAIL_QUALITY = 82, 75
MOST_SCANS = 64  # a progressive JPEG of a camera has about 10; each costs a pass over all pixels

# One picture of 50 megapixels costs about 0.4 GB and 2 s while it is opened.
_OPENING = BoundedSemaphore(2)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_log = logging.getLogger(__name__)


def _pdf_name(name: str) -> str:
    """A pattern for the name, each letter of which a PDF may also write as #hex."""
    return "/" + "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter.upper()):02x})" for letter in name)


_ACTIVE = re.compile(
    "|".join(map(_pdf_name, ("javascript", "launch", "embeddedfile", "richmedia"))).encode(), re.IGNORECASE
)

pillow_heif.register_heif_opener(thumbnails=False)


class PictureRefused(Exception):
    """`str()` is a sentence for the sender."""


class Upload(Protocol):
    name: str | None
    size: int | None

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Accepted:
    """`name` is the sender's file name, for people; `thumbnail` is empty for what is not a picture."""

    name: str
    content: bytes
    content_type: str
    extension: str
    width: int | None = None
    height: int | None = None
    thumbnail: bytes = b""

    @property
    def kind(self) -> str:
        return "picture" if self.thumbnail else "document"


def accept(upload: Upload | IO[bytes]) -> Accepted:
    """JPEG, PNG, WebP, GIF (first frame) and HEIC become a JPEG of at most 2048 px, no metadata; a PDF stays.

    Raises PictureRefused, and nothing else, whatever the content. Reads at most 20 MB.
    """
    return accept_content(read_whole(upload), clean_name(getattr(upload, "name", None)))


def accept_content(content: bytes, name: str) -> Accepted:
    """`accept` for what has been read."""
    kind = kind_of(content)
    if kind is None:
        raise PictureRefused(_("The file is no picture that we can read (JPEG, PNG, WebP, GIF, HEIC) and no PDF."))
    if kind == "PDF":
        _check_pdf(content)
        return Accepted(name, content, "application/pdf", "pdf")
    with _OPENING:
        picture = _open(content, kind)
        small = picture.copy()
        small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    width, height = picture.size
    drawn, thumbnail = _jpeg(picture, QUALITY), _jpeg(small, THUMBNAIL_QUALITY)
    return Accepted(name, drawn, "image/jpeg", "jpg", width, height, thumbnail)


def kind_of(content: bytes) -> str | None:
    """Pillow's name of the format, "PDF", or None for what we do not take."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return "HEIF"
    if content.startswith(b"%PDF-"):
        return "PDF"
    return None


def clean_name(name: str | None) -> str:
    """The last part of a path, printable, at most 120 letters with its ending kept; "" for none."""
    last = re.split(r"[\\/]", name or "")[-1]
    last = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem, dot, ending = last.rpartition(".")
    if len(last) <= 120:
        return last
    return (stem or ending)[: 119 - len(ending[:10])] + dot + ending[:10]


def read_whole(upload: Upload | IO[bytes]) -> bytes:
    """Raises PictureRefused for what is empty, too big or did not arrive."""
    if (getattr(upload, "size", None) or 0) > MOST_BYTES:
        raise PictureRefused(_too_big())
    try:
        content = upload.read(MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise PictureRefused(_("The file did not arrive whole. Send it once more.")) from problem
    if len(content) > MOST_BYTES:
        raise PictureRefused(_too_big())
    if not content:
        raise PictureRefused(_("The file is empty."))
    return content


def _too_big() -> str:
    return _("The file is larger than %(limit)d MB.") % {"limit": MOST_BYTES // 1024**2}


def _check_pdf(content: bytes) -> None:
    tail = content[-2048:]
    if b"%%EOF" not in tail:
        raise PictureRefused(_("The PDF is damaged or did not arrive whole. Send it once more."))
    if b"PK\x05\x06" in tail or b"<script" in content[:4096].lower():
        raise PictureRefused(_("This file pretends to be a PDF but holds something else."))
    if _ACTIVE.search(content):
        raise PictureRefused(_("The PDF holds scripts or other files. Print it to a new PDF and send that."))


def _open(content: bytes, kind: str) -> Image.Image:
    """Caught broadly: a decoder may raise anything on bad input."""
    if kind == "JPEG" and content.count(b"\xff\xda") > MOST_SCANS:
        raise PictureRefused(_damaged())
    try:
        with Image.open(BytesIO(content), formats=[kind]) as source:
            if source.width * source.height > MOST_PIXELS:
                raise PictureRefused(_too_many_pixels(source.width, source.height))
            return _redraw(source)
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise PictureRefused(_too_many_pixels()) from problem
    except Exception as problem:
        _log.info("A %s of %d bytes could not be opened: %s", kind, len(content), type(problem).__name__)
        raise PictureRefused(_damaged()) from problem


def _damaged() -> str:
    return _("The picture is damaged or did not arrive whole. Send it once more.")


def _too_many_pixels(width: int | None = None, height: int | None = None) -> str:
    if width is None:
        return _("The picture has more than %(limit)d megapixels.") % {"limit": MOST_PIXELS // 1_000_000}
    return _("The picture has %(width)d × %(height)d pixels; at most %(limit)d megapixels are taken.") % {
        "width": width,
        "height": height,
        "limit": MOST_PIXELS // 1_000_000,
    }


def _redraw(source: Image.Image) -> Image.Image:
    """Upright, RGB, at most LONGEST_SIDE, without metadata."""
    orientation = _orientation(source)
    picture: Image.Image = source
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    if picture.mode.startswith(("I", "F")):
        picture = _eight_bits(picture)
    elif picture.mode in ("P", "PA", "1"):
        picture = picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        picture = Image.new("RGB", coloured.size, "white")
        picture.paste(coloured, mask=coloured.getchannel("A"))
    picture = picture.convert("RGB")
    if orientation is not None:
        picture = picture.transpose(orientation)
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    return clean


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Greys of 16 or 32 bits, spread over their own range."""
    grey = picture.convert("F")
    lowest, highest = map(float, grey.getextrema())  # type: ignore[arg-type]
    scale = 255 / ((highest - lowest) or 1)
    return grey.point(lambda value: value * scale - lowest * scale).convert("L")


def _orientation(source: Image.Image) -> Image.Transpose | None:
    try:
        turned = int(source.getexif().get(0x0112, 1))
    except Exception:  # EXIF of any camera may be broken; then the picture is taken as it lies
        return None
    return _TURNS.get(turned)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    target = BytesIO()
    picture.save(target, "JPEG", quality=quality, optimize=True)
    return target.getvalue()

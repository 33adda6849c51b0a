"""Files of a closed list: pictures and PDFs as `pictures` takes them, Word and Excel, text and CSV. Read by content."""

import re
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from workflows.pictures import Accepted, PictureRefused, Upload, accept_content, clean_name, kind_of, read_whole

ENDINGS = ".pdf,.docx,.xlsx,.txt,.csv,image/*"  # for the box where files are chosen
OFFICE = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
MOST_PARTS = 5000
LISTED = b"PK\x01\x02"  # how each part begins in the table of contents
ACTIVE = re.compile(r"vbaproject|activex|/embeddings/|\.(bin|exe|js|vbs|ole)$", re.IGNORECASE)
PRINTER_SETTINGS = re.compile(r"xl/printerSettings/printerSettings\d+\.bin")
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def accept_document(upload: Upload | IO[bytes]) -> Accepted:
    """Raises PictureRefused, and nothing else, whatever the content. Reads at most 20 MB and unpacks nothing."""
    content, name = read_whole(upload), clean_name(getattr(upload, "name", None))
    if kind_of(content) is not None:
        return accept_content(content, name)
    if content.startswith(b"PK\x03\x04"):
        extension = office_kind(content)
        return Accepted(name, content, OFFICE[extension][1], extension)
    check_text(content)
    extension = "csv" if name.lower().endswith(".csv") else "txt"
    return Accepted(name, content, "text/csv" if extension == "csv" else "text/plain", extension)


def office_kind(content: bytes) -> str:
    """By the table of contents, unless that is a bomb itself: nothing is unpacked, so that no other goes off."""
    if content.count(LISTED) > MOST_PARTS:
        raise PictureRefused(not_taken())
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = set(packed.namelist())
    except (BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise PictureRefused(_("The file is damaged or did not arrive whole. Send it once more.")) from problem
    found = [extension for extension, (part, _type) in OFFICE.items() if part in parts]
    if len(found) != 1 or "[Content_Types].xml" not in parts:
        raise PictureRefused(not_taken())
    if any(ACTIVE.search(part) and not PRINTER_SETTINGS.fullmatch(part) for part in parts):
        raise PictureRefused(_("The file holds macros or other files. Save it without them, or as a PDF."))
    return found[0]


def check_text(content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if NO_TEXT.search(text):
        raise PictureRefused(not_taken())


def not_taken() -> str:
    return _("This kind of file is not taken. Send a PDF, Word, Excel, text, CSV or picture file.")

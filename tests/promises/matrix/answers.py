"""How an answer is read: let in, or kept out; what it says, also inside of files; what it would tell of its object."""

import io
import re
from collections.abc import Iterable

from django.http import HttpResponse
from openpyxl import load_workbook
from pypdf import PdfReader

LOG_IN = ("/accounts/login/", "/admin/login/", "/accounts/reauthenticate/")
HOMES = ("/", "/admin/", "/field/", "/portal/")  # where a person is sent back to who has no business elsewhere
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|"CSRF_TOKEN": "[^"]+"|'
    r'nonce="[^"]+"|\b[0-9a-f]{32}\b|value="[\w-]+:[\w-]{6}:[\w-]{43}"'
)


def kept_out(answer: HttpResponse) -> bool:
    """404, 403, 405 and 410; to the log-in; or back to where the person belongs, as Wagtail says no."""
    if answer.status_code in (400, 401, 403, 404, 405, 410):
        return True
    goes_to = location(answer).partition("?")[0]
    return answer.status_code in (301, 302) and (goes_to in HOMES or goes_to.startswith(LOG_IN))


def broken(answer: HttpResponse) -> bool:
    return answer.status_code >= 500


def location(answer: HttpResponse) -> str:
    return answer.get("Location", "").removeprefix("http://testserver")


def content_of(answer: HttpResponse) -> bytes:
    if not answer.streaming:
        return answer.content
    if not hasattr(answer, "kept_content"):
        answer.kept_content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.kept_content  # type: ignore[attr-defined]


def text_of(answer: HttpResponse) -> str:
    """Everything that the answer tells: headers, body, the cells of a sheet, the words of a PDF."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{words_in(content_of(answer))}"


def words_in(content: bytes) -> str:
    if content.startswith(b"PK\x03\x04"):
        return "\n".join(cells(content))
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode(errors="replace")


def cells(content: bytes) -> Iterable[str]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def face(answer: HttpResponse, asked_for: Iterable[object]) -> tuple[int, str, str]:
    """What somebody could tell two answers apart by, without what she asked for herself and what always changes."""
    status, goes_to, body = answer.status_code, location(answer), content_of(answer).decode(errors="replace")
    for value in sorted(map(str, asked_for), key=len, reverse=True):
        goes_to = re.sub(rf"(?<=/){re.escape(value)}(?!\w)", "…", goes_to)
        body = re.sub(rf"(?<=/){re.escape(value)}(?![\w.])", "…", body)
    return status, goes_to, CHANGING.sub("…", body)

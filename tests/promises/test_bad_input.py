"""Bad input is harmless (S4, in small): whatever stands in a query, a form or a file, nobody gets a 5xx.

Each of our addresses is asked by somebody who is let in, with what the matrix knows of it: each once or twice, and each
view thoroughly (every day a twelfth of them, all with WHOLE_MATRIX=1). The slow tests try every value in every place.
"""

# ruff: noqa: F811 (fixtures are both imported and asked for)

import html
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from forms.viewsets import several
from serva import lookups
from tests.pictures import jpeg
from tests.promises.bad_input import arguments, forms, queries
from tests.promises.bad_input.pages import ARGUED, FRAMED, READ, SENT, Page, named
from tests.promises.matrix import answers
from tests.promises.matrix.asking import Asker
from tests.promises.matrix.cells import IS_WHOLE
from tests.promises.matrix.conftest import asker, folder, own_folders, quiet  # noqa: F401
from tests.promises.matrix.drawn import posted
from tests.promises.matrix.rules.base import Form
from workflows.pictures import PictureRefused, accept
from workflows.viewsets import choosers, contact

pytestmark = pytest.mark.django_db


def todays(pages: list[Page]) -> list[Page]:
    return pages if IS_WHOLE else [page for page in pages if page.turn % 12 == 0]


def test_it_takes_any_query(asker: Asker) -> None:
    assert queries.holes(asker, todays(FRAMED)) == []


def test_it_takes_any_form(asker: Asker) -> None:
    assert forms.holes(asker, todays(SENT)) == []


def test_it_takes_any_argument(asker: Asker) -> None:
    assert arguments.holes(asker, todays(ARGUED)) == []


@pytest.mark.slow
@pytest.mark.parametrize("page", READ, ids=str)
def test_it_takes_every_value_under_every_name(asker: Asker, page: Page) -> None:
    assert queries.all_holes(asker, page) == []


@pytest.mark.slow
@pytest.mark.parametrize("page", SENT, ids=str)
def test_it_takes_every_value_in_every_field(asker: Asker, page: Page) -> None:
    assert forms.all_holes(asker, page) == []


@pytest.mark.slow
def test_it_takes_every_argument(asker: Asker) -> None:
    assert arguments.holes(asker, ARGUED, whole=True) == []


@pytest.mark.sqlite
def test_it_finds_what_no_column_holds(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookups, "fitting", lambda values, field, connection: list(values))
    monkeypatch.setattr(lookups, "in_the_calendar", lambda moment: moment)
    said = "\n".join(queries.holes(asker, named("contacts:history", among=FRAMED)))
    assert "int too large" in said and "date value out of range" in said
    assert forms.holes(asker, named("teams:edit", among=SENT)) != []


def test_it_finds_numbers_that_nobody_looked_at(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    [contact_form] = named("contacts:add", among=SENT)
    forms.drawn(asker, contact_form)  # once for all: it could not be drawn afterwards
    for module in (several, contact, choosers):
        monkeypatch.setattr(module, "as_id", int)
    assert queries.holes(asker, named("qr-codes:several", among=FRAMED)) != []
    assert forms.holes(asker, [contact_form]) != []
    assert arguments.holes(asker, named("choose_contact:chosen", among=ARGUED)) != []


SAID = "Jag skrev 4711 ord"
BAD_FILES = {
    "empty": ("tom.jpg", b"", "image/jpeg"),
    "lying": ("bild.jpg", b"<script>alert(1)</script>", "image/jpeg"),
    "cut off": ("halv.jpg", jpeg()[:200], "image/jpeg"),
    "script in a PDF": ("blad.pdf", b"%PDF-1.4\n1 0 obj<</S/JavaScript/JS(x)>>endobj\n%%EOF\n", "application/pdf"),
    "program": ("bild.png", b"MZ\x90\x00" + b"\x00" * 500, "image/png"),
}  # fmt: skip
UPLOADS = [
    ("anna", "/portal/{case}/", "/portal/{case}/message/", "files", "body"),
    ("anonymous", "/c/{token}/", "/c/{token}/message/", "files", "body"),
    ("anonymous", "/q/{code_token}/", "/q/{code_token}/", "foton", "vad_har_du_sett"),
    ("tea", "/field/{case}/", "/field/{case}/message/", "files", "body"),
    ("tea", "/field/{case}/", "/field/{case}/note/", "files", "body"),
    ("tea", "/field/{case}/", "/field/{case}/photos/", "files", ""),
    ("tea", "/field/{started}/finish/", "/field/{started}/finish/", "files", "body"),
    ("dora", "/admin/cases/{case}/write_message/", "/admin/cases/{case}/write_message/", "files", "body"),
    ("dora", "/admin/cases/{case}/write_note/", "/admin/cases/{case}/write_note/", "files", "body"),
    ("dora", "/admin/cases/{case}/add_attachments/", "/admin/cases/{case}/add_attachments/", "files", ""),
    ("dora", "/admin/cases/new/", "/admin/cases/new/", "files", "title"),
]


def every_file() -> Iterator[Any]:
    """Each upload with one of the bad files every day, and with the others when there is time."""
    for turn, row in enumerate(UPLOADS):
        for place, kind in enumerate(BAD_FILES):
            is_todays = place == turn % len(BAD_FILES)
            yield pytest.param(*row, kind, id=f"{row[2]} {kind}", marks=[] if is_todays else [pytest.mark.slow])


@pytest.mark.parametrize(("person", "page", "path", "field", "text", "kind"), list(every_file()))
def test_it_says_what_is_wrong_with_a_file_and_keeps_what_was_typed(
    asker: Asker, person: str, page: str, path: str, field: str, text: str, kind: str
) -> None:
    things = asker.world.shared | asker.world.sides["bjorken"].things
    page, path = page.format(**things), path.format(**things)
    side = asker.world.sides["bjorken"]
    form = Form(page, by={"bjorken": person}, fill={text: SAID} if text else {})
    name, content, content_type = BAD_FILES[kind]
    upload = SimpleUploadedFile(name, content, content_type)
    one = asker.ask(person, "POST", path, {**posted(asker, path, form, side), field: upload})
    shown = answers.text_of(one.answer)
    assert one.answer.status_code in (200, 400, 422), f"{one.answer.status_code} {answers.location(one.answer)}"
    assert one.written == set()
    assert html.escape(why(upload)) in shown
    assert SAID in shown or not text


def why(upload: SimpleUploadedFile) -> str:
    """The sentence for it, in the language of the pages."""
    upload.seek(0)
    with pytest.raises(PictureRefused) as refused, translation.override("sv"):
        accept(upload)
    with translation.override("sv"):
        return str(refused.value)

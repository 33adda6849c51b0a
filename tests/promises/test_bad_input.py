"""Bad input is harmless (S4, in small): whatever stands in a query, a form or a file, nobody gets a 5xx.

Each of our addresses is asked by somebody who is let in, with what the matrix knows of it.
"""

# ruff: noqa: F811 (fixtures are both imported and asked for)

import html
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from tests.pictures import jpeg
from tests.promises.matrix import answers
from tests.promises.matrix.asking import Asker
from tests.promises.matrix.conftest import asker, folder, own_folders, quiet  # noqa: F401
from tests.promises.matrix.drawn import posted
from tests.promises.matrix.rules import OURS, Rule
from tests.promises.matrix.rules.base import Form
from tests.promises.matrix.targets import Target, arguments
from tests.promises.matrix.urlconf import Address, addresses
from workflows.pictures import PictureRefused, accept

pytestmark = pytest.mark.django_db

LONG = "å" * 20_000
HOSTILE = [
    "\x00", LONG, "😀" * 50, "9e99", "-1", "%", "99999999999999999999999", "0", "[]", "' OR 1=1 --", "../../etc/passwd",
    "2026-02-30", "\u202e<script>alert(1)</script>", "1,2", "team:99999999999999999999", "ﾠ\t\r\n", "None", "9999-12-31",
    "0001-01-01", "NaN", "1_000", "²",
]  # fmt: skip
USUAL = {
    "p", "page", "q", "ordering", "sort", "export", "tab", "status", "customer", "worksite", "category", "equipment",
    "contact", "id", "day", "first", "last", "period", "below", "next", "new", "is_active", "worksite_text",
}  # fmt: skip
WHO = ("adam", "edda", "tea", "anna", "dora", "anonymous")


def ours() -> list[tuple[Address, Rule]]:
    found = []
    for address in addresses():
        rules = OURS.get(address.name, [])
        found += [(address, rule) for rule in ([rules] if isinstance(rules, Rule) else rules)]
    return found


def named(pairs: list[tuple[Address, Rule]]) -> dict[str, Any]:
    ids = [f"{address.name} {rule.takes.get('verb', rule.takes.get('what', ''))}".strip() for address, rule in pairs]
    return {"argvalues": pairs, "ids": ids}


READ = [(address, rule) for address, rule in ours() if rule.readers]
SENT = [(address, rule) for address, rule in ours() if rule.form is not None]
ARGUED = [(address, rule) for address, rule in ours() if any(not kind.startswith("=") for kind in rule.takes.values())]


def somebody(rule: Rule, method: str) -> str:
    return next(person for person in WHO if rule.may(person, method))


def there(asker: Asker, address: Address, rule: Rule) -> str:
    sides = tuple("=" if kind.startswith("=") else "bjorken" for kind in map(rule.takes.get, address.arguments))
    return Target(address, sides, arguments(address, rule, asker.world, sides)).path


def harmless(asker: Asker, method: str, person: str, path: str, data: Mapping[str, Any]) -> None:
    one = asker.ask(person, method, path, data)
    shown = {name: str(value)[:40] for name, value in data.items()}
    trouble = getattr(one.answer, "exc_info", None)
    assert one.answer.status_code < 500, f"{person} {method} {path} {shown}: {trouble and trouble[1]!r}"


@pytest.mark.parametrize(("address", "rule"), **named(READ))
def test_it_takes_any_query(asker: Asker, address: Address, rule: Rule) -> None:
    person, path = somebody(rule, "GET"), there(asker, address, rule)
    first = asker.ask(person, "GET", path).answer
    if first.headers.get("Content-Type", "").startswith("text/html"):
        names = USUAL | set(fields_of(first))
    else:
        names = USUAL & {"p", "q", "export"}
    for value in HOSTILE:
        harmless(asker, "GET", person, path, dict.fromkeys(names, value))
    harmless(asker, "GET", person, path, {name: ["1", "\x00", "x"] for name in names})
    if rule.queries:
        for name in sorted(names):
            for value in ("\x00", "99999999999999999999999", LONG):
                harmless(asker, "GET", person, path, {name: value})


def fields_of(answer: Any) -> Iterator[str]:
    """What the page's own questions (forms that GET) are called."""
    for form in BeautifulSoup(answer.content, "html.parser").find_all("form"):
        if (form.get("method") or "get").lower() == "get":
            yield from (field["name"] for field in form.find_all(attrs={"name": True}))


@pytest.mark.parametrize(("address", "rule"), **named(SENT))
def test_it_takes_any_form(asker: Asker, address: Address, rule: Rule) -> None:
    person, path = somebody(rule, "POST"), there(asker, address, rule)
    assert rule.form is not None
    query = rule.form.query.format(**asker.world.shared | asker.world.sides["bjorken"].things)
    good = posted(asker, path, rule.form, asker.world.sides["bjorken"])
    for value in HOSTILE:
        harmless(asker, "POST", person, path + query, dict.fromkeys(good, value))
    for place, name in enumerate(sorted(good)):
        for value in (HOSTILE[place % len(HOSTILE)], "\x00", LONG, ["1", "x"]):
            harmless(asker, "POST", person, path + query, {**good, name: value})
    harmless(asker, "POST", person, path + query, {name: good[name] for name in sorted(good)[1:]})
    harmless(asker, "POST", person, path + query, {})


@pytest.mark.parametrize(("address", "rule"), **named(ARGUED))
def test_it_takes_any_argument(asker: Asker, address: Address, rule: Rule) -> None:
    person = next(
        person for person in WHO if rule.may(person, "GET") or rule.may(person, "POST") or person == "anonymous"
    )
    for value in ("0", "9" * 9, "9" * 30, "A" * 22, "-" * 22, "_" * 32, "å", "%00", "1.5", "..", " "):
        path = "/" + address.shape % dict.fromkeys(address.arguments, value)
        for method in ("GET", "POST"):
            harmless(asker, method, person, path, {})


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


@pytest.mark.parametrize("kind", BAD_FILES)
@pytest.mark.parametrize(("person", "page", "path", "field", "text"), UPLOADS, ids=[row[2] for row in UPLOADS])
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

"""Bad input is harmless at the form, the only door that strangers write through (S4): files, names, torn posts."""

# ruff: noqa: F811 (fixtures are both imported and asked for)

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms import kept
from forms.models import IntakeFormPage, QrCode, Question
from tests.forms.conftest import code, pages  # noqa: F401
from tests.forms.sender import DEVIATION, REQUEST, key_in, send
from tests.pictures import jpeg
from tests.promises.bad_input.uploads import BAD, SCRIPT
from workflows.models import Attachment, Case

pytestmark = pytest.mark.django_db
DAILY = {"nothing", "page that says it is a picture", "picture with a page behind it", "what a telephone makes"}
FULL = REQUEST | {"var_ar_det": "Storgatan 1"}
EDGE = "----serva"


@pytest.fixture
def doors(pages: dict[str, IntakeFormPage], code: QrCode) -> dict[str, tuple[str, dict[str, Any]]]:
    """A page of the website and a scanned code, both asking for photos and for files."""
    for name in ("request", "deviation"):
        question = Question(page=pages[name], label_sv="Filer", field_type="file", sort_order=99, clean_name="filer")
        question.clean()
        question.save()
    return {"page": (pages["request"].url, FULL), "code": (f"/q/{code.token}/", DEVIATION)}


def every_file() -> Iterable[Any]:
    for name in BAD:
        for place, where in enumerate([("page", "foton"), ("code", "filer"), ("page", "filer"), ("code", "foton")]):
            marks = [] if name in DAILY and place < 2 else [pytest.mark.slow]
            yield pytest.param(name, *where, id=f"{name} {where}", marks=marks)


@pytest.mark.parametrize(("bad", "door", "asks"), list(every_file()))
def test_a_file_is_drawn_anew_or_refused_beside_its_question(
    client: Client, doors: dict[str, Any], bad: str, door: str, asks: str
) -> None:
    (url, answers), one = doors[door], BAD[bad]
    ending = one.photo if asks == "foton" else one.file
    key = key_in(client.get(url))
    upload = SimpleUploadedFile(one.name, one.content(), "image/jpeg")
    answer = client.post(url, answers | {"submission-key": key, asks: upload})
    assert [file.file.name.rpartition(".")[2] for file in Attachment.objects.all()] == ([ending] if ending else [])
    if ending:
        assert answer.status_code == 302 and (ending == "txt" or SCRIPT not in Attachment.objects.get().file.read())
    else:
        assert answer.status_code == 200 and f'id="id_{asks}_error"' in answer.content.decode()
        assert not Case.objects.exists() and kept.load(key) == kept.load(key, "files") == {}


NAMES = [
    *(
        b"a\x00b.jpg",
        "gpj.\u202eexe.jpg".encode(),
        b"a" * 500 + b".jpg",
        b"../../../etc/passwd.jpg",
        b"..\\..\\win.jpg",
    ),
    *(b"\xff\xfe.jpg", b"<img src=x onerror=alert(1)>.jpg", b"a\rb.jpg", b"%00.jpg", b".", b"", "å/ä.jpg".encode()),
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_of_a_file_is_made_harmless(client: Client, doors: dict[str, Any], name: bytes) -> None:
    url, answers = doors["page"]
    answer = posted(client, url, [*parts_of(client, url, answers), file_part(b"foton", name, jpeg())])
    assert answer.status_code == 302
    for file in Attachment.objects.all():
        assert len(file.name) <= 120 and file.name.isprintable() and not set(file.name) & set('/\\<>:"|?*\ufffe')
        assert ".." not in file.file.name


def parts_of(client: Client, url: str, answers: dict[str, Any], **more: str) -> list[bytes]:
    values = {"submission-key": key_in(client.get(url)), **answers, **more}
    return [part(name.encode(), value.encode()) for name, value in values.items()]


def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    return b'Content-Disposition: form-data; name="' + name + b'"' + more + b"\r\n\r\n" + value + b"\r\n"


def file_part(name: bytes, called: bytes, content: bytes) -> bytes:
    return part(name, content, b'; filename="' + called + b'"\r\nContent-Type: image/jpeg')


def posted(client: Client, url: str, parts: list[bytes], end: bytes = b"--", **more: Any) -> Any:
    body = b"".join(b"--" + EDGE.encode() + b"\r\n" + one for one in parts) + b"--" + EDGE.encode() + end
    return client.generic("POST", url, body, content_type=f"multipart/form-data; boundary={EDGE}", **more)


ODD = {
    "no UTF-8": [part(b"beratta_mer", b"\xff\xfe\xc3\x28"), part(b"\xff\xfe", b"x")],
    "lone surrogate": [part(b"beratta_mer", b"\xed\xa0\x80")],
    "every answer twice": [part(b"vad_galler_det", b"en"), part(b"vad_galler_det", "två".encode())],
    "key twice": [part(b"submission-key", b"a" * 32), part(b"submission-key", b"x")],
    "a file for a text": [file_part(b"vad_galler_det", b"a.jpg", jpeg())],
    "a text for a file": [part(b"foton", b"no file"), part(b"filer", b"\x00")],
    "a choice that is none": [part(b"hur_brattom_ar_det", b"\x00' OR 1=1 --")],
    "five thousand choices": [part(b"ar_nagon_instangd_eller_i_fara", b"no")] * 5000,
    "twenty thousand answers": [part(b"a", b"b")] * 20_000,
    "deep names": [part(b"vad_galler_det[a][b]" + b"[c]" * 2000, b"x"), part(b"foton-remove", b"../../x")],
    "steps that are none": [part(b"step", "٣".encode()), part(b"go", b"\x00"), part(b"asked", b"x" * 9999)],
    "places that are none": [part(b"var_ar_det-site", b"9" * 400), part(b"follow", b"9" * 400)],
    "a megabyte of text": [part(b"beratta_mer", b"a" * 1_000_000)],
    "no name": [b"Content-Disposition: form-data\r\n\r\nx\r\n", b"\r\n\r\n\r\n", b"x: y\r\n\r\n"],
    "unknown encoding": [part(b"beratta_mer", b"hej", b"\r\nContent-Type: text/plain; charset=utf-99")],
    "base64 that is none": [part(b"beratta_mer", b"!!", b"\r\nContent-Transfer-Encoding: base64")],
}


HUGE = {"five thousand choices", "twenty thousand answers", "a megabyte of text"}


@pytest.mark.parametrize("odd", [pytest.param(odd, marks=[pytest.mark.slow] if odd in HUGE else []) for odd in ODD])
def test_an_odd_post_becomes_a_whole_case_or_none(client: Client, doors: dict[str, Any], odd: str) -> None:
    for url, answers in doors.values():
        before = Case.objects.count()
        answer = posted(client, url, [*parts_of(client, url, answers), *ODD[odd]])
        is_taken = answer.status_code == 302
        assert is_taken or answer.status_code in (200, 400, 404, 413)
        assert Case.objects.count() - before == is_taken
        for case in Case.objects.all():
            texts = f"{case.title}{case.description}{case.place}{case.answers}"
            texts.encode()
            assert "\x00" not in texts and case.title and len(case.description) < 20_000


TORN: list[tuple[str, bytes]] = [
    (f"multipart/form-data; boundary={EDGE}", b""),
    (f"multipart/form-data; boundary={EDGE}", b"--" + EDGE.encode()),
    (
        f"multipart/form-data; boundary={EDGE}",
        b"--" + EDGE.encode() + b"\r\n" + part(b"submission-key", b"a")[:60],
    ),
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
    ("multipart/form-data; boundary=\xff", b"--x\r\n"),
    ("application/json", b'{"submission-key": "' + b"a" * 32 + b'"}'),
    ("application/x-www-form-urlencoded; charset=utf-16", b"submission-key=a"),
    ("application/x-www-form-urlencoded", b"submission-key=%ff%00&" + b"a" * 32),
    ("text/plain", bytes(100)),
    ("", b"x"),
]


def test_a_torn_post_stores_nothing(client: Client, doors: dict[str, Any]) -> None:
    for kind, body in TORN:
        for url, _answers in doors.values():
            assert 200 <= client.generic("POST", url, body, content_type=kind).status_code < 500, (kind, body[:80])
    assert not Case.objects.exists() and not Attachment.objects.exists()


def test_a_missing_piece_is_asked_for(client: Client, doors: dict[str, Any]) -> None:
    url, answers = doors["page"]
    for left_out in ["submission-key", *FULL]:
        data = answers | {"submission-key": key_in(client.get(url))}
        del data[left_out]
        assert client.post(url, data).status_code in (200, 400) and not Case.objects.exists(), left_out


def test_letters_that_are_percent_encoded_wrongly_are_replaced(client: Client, doors: dict[str, Any]) -> None:
    url, answers = doors["page"]
    answer = send(client, url, answers | {"beratta_mer": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")})
    assert answer.status_code == 302
    key = key_in(client.get(url))
    body = "&".join(f"{name}={value}" for name, value in {**answers, "submission-key": key}.items())
    body += "&beratta_mer=" + quote_from_bytes(b"\xed\xa0\x80\xff")
    answer = client.generic("POST", url, body.encode(), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302

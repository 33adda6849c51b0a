from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms.fields import question_type
from forms.models import IntakeFormPage, Question
from tests.forms.sender import REQUEST, key_in, send
from tests.pictures import upload
from workflows import documents
from workflows.documents import accept_document
from workflows.models import Case
from workflows.pictures import Accepted, PictureRefused

ANSWERS = REQUEST | {"var_ar_det": "Här"}


def packed(*names: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


WORD, EXCEL = (packed("[Content_Types].xml", name) for name in ("word/document.xml", "xl/workbook.xml"))


def document(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("brev.docx", WORD, "docx"), ("lista.bin", EXCEL, "xlsx"), ("a.txt", "hej å".encode(), "txt"),
        ("a.csv", "a;b\r\n1;å".encode("latin-1"), "csv"), ("a.html", b"<script>", "txt"),
    ],
)  # fmt: skip
def test_it_takes_what_is_in_the_list_by_its_content(name: str, content: bytes, ending: str) -> None:
    assert accept_document(document(name, content)).extension == ending


@pytest.mark.parametrize(
    "content",
    [
        b"", b"MZ\x90\x00\x03", b"PK\x03\x04damaged", packed("a.txt"), packed("[Content_Types].xml"),
        packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        packed("[Content_Types].xml", "word/document.xml", "word/embeddings/x.docx"),
        packed("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), b"\x7fELF", b"\xff\xd8\xffno picture",
    ],
)  # fmt: skip
def test_it_refuses_everything_else_whatever_its_name(content: bytes) -> None:
    with pytest.raises(PictureRefused):
        accept_document(document("avtal.docx", content))


@pytest.fixture
def url(pages: dict[str, IntakeFormPage]) -> str:
    question = Question(page=pages["request"], label_sv="Filer", field_type="file", sort_order=99)
    question.clean()
    question.clean_name = "filer"
    question.save()
    return pages["request"].url


@pytest.mark.django_db
def test_it_becomes_a_file_of_the_case_that_is_downloaded(client: Client, url: str) -> None:
    send(client, url, ANSWERS | {"filer": document("brev.docx", WORD), "foton": upload("a.jpg")})
    case = Case.objects.get()
    assert [(one.name, one.is_picture) for one in case.attachments.all()] == [("a.jpg", True), ("brev.docx", False)]
    token, brev = case.links.get().token, case.attachments.get(name="brev.docx")
    answer = client.get(f"/c/{token}/files/{brev.pk}/")
    assert answer["Content-Disposition"].startswith("attachment") and b"".join(answer.streaming_content) == WORD
    assert ["Filer", "brev.docx"] in case.answers


@pytest.mark.django_db
def test_it_is_kept_over_a_post_that_failed_apart_from_the_photos(client: Client, url: str) -> None:
    sent = {"filer": document("brev.docx", WORD), "foton": upload("a.jpg"), "var_ar_det": ""}
    answer = send(client, url, ANSWERS | sent)
    assert "1 fil är redan med" in answer.content.decode() and "1 foto är redan med" in answer.content.decode()
    client.post(url, ANSWERS | {"submission-key": key_in(answer)})
    assert Case.objects.get().attachments.count() == 2


def test_a_table_of_contents_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_PARTS", 3)
    monkeypatch.setattr(documents, "ZipFile", None)
    with pytest.raises(PictureRefused):
        accept_document(document("a.docx", packed("[Content_Types].xml", "word/document.xml", "a", "b")))


@pytest.mark.parametrize("kind", ["photos", "file"])
def test_what_is_in_a_file_is_never_compared(kind: str) -> None:
    sent = [Accepted("a.pdf", b"%PDF", "application/pdf", "pdf")]
    assert question_type(kind).compared(sent) == ["files"]

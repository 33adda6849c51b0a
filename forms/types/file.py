"""The question for files of other kinds than photos. Photos among them are made smaller on the phone all the same."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from forms.fields import Asked, Group, QuestionType, common
from forms.types.photos import COMPARED, TAKEN, PhotosField, PhotosInput, room
from workflows.documents import ENDINGS, OFFICE, accept_document
from workflows.pictures import Accepted
from workflows.uploads import PHOTO_BOX

if TYPE_CHECKING:
    from forms.models import Question


class DocumentsInput(PhotosInput):
    def counted(self) -> str:
        count = len(self.kept)
        return ngettext("%(count)d file is attached already", "%(count)d files are attached already", count) % {
            "count": count
        }


class DocumentsField(PhotosField):
    widget = DocumentsInput
    part = "files"
    accept = staticmethod(accept_document)


class FileQuestion(QuestionType):
    name = gettext_lazy("Files: PDF, Word, Excel, text, pictures")
    order = 51
    group = Group.FILES
    feeds = ("files",)
    always = "files"
    shape = {"type": "array", "items": {"type": "string", "format": "binary"}}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        attrs = options.pop("attrs") | {"accept": ENDINGS, **PHOTO_BOX}
        return DocumentsField(asked.key, widget=DocumentsInput(attrs=attrs), **options)

    def words(self, value: list[Accepted], field: forms.Field) -> str:
        named = ", ".join(file.name for file in value if file.name)
        return named or ngettext("%(count)d file", "%(count)d files", len(value)) % {"count": len(value)}

    def compared(self, value: list[Accepted]) -> list[str]:
        return COMPARED

    def samples(self, question: "Question") -> list[str]:
        return ["file.pdf"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> list[Accepted]:
        return [Accepted(text, b"", "", "") for text in texts]

    def limits(self, field: forms.Field) -> dict[str, Any]:
        return room() | {
            "content_types": [*TAKEN, *(kind for _part, kind in OFFICE.values()), "text/plain", "text/csv"]
        }

"""The question for photos. What has been taken once stays taken, also when something else has to be corrected."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forms import kept
from forms.fields import Asked, Group, QuestionType, common
from workflows import pictures
from workflows.pictures import Accepted, PictureRefused, accept
from workflows.uploads import MOST_FILES, PHOTO_BOX, FilesInput

if TYPE_CHECKING:
    from forms.models import Question

MOST_BYTES = 80 * 1024 * 1024  # of all photos of one post
TAKEN = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "application/pdf"]
DIGEST = re.compile(r"[0-9a-f]{32}")
COMPARED = ["files"]  # that there are some, as form.js says it: what is in them compares with nothing


@dataclass(frozen=True)
class Sent:
    uploads: list[Any] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)


class PhotosInput(FilesInput):
    """Shows what is attached already, each with a box to take it away again."""

    template_name = "intake/photos.html"
    kept: dict[str, Accepted]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.kept = {}

    def counted(self) -> str:
        count = len(self.kept)
        return ngettext("%(count)d photo is attached already", "%(count)d photos are attached already", count) % {
            "count": count
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        uploads = files.getlist(name) if hasattr(files, "getlist") else []
        named = data.getlist(f"{name}-remove") if hasattr(data, "getlist") else []
        return Sent(uploads, {digest for digest in named if DIGEST.fullmatch(digest)})

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files

    def use_required_attribute(self, initial: Any) -> bool:
        return super().use_required_attribute(initial) and not self.kept

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["counted"] = self.counted()
        context["widget"]["kept"] = [
            {"digest": digest, "name": photo.name, "picture": data_url(photo)} for digest, photo in self.kept.items()
        ]
        return context


class PhotosField(forms.Field):
    """Clean value: a list of `Accepted`. Each new picture costs up to 2 s: outside of any transaction.

    Reads and writes the photos kept under `key`: whatever else is wrong, the good ones need not be sent again.
    """

    widget = PhotosInput
    part = ""  # of what is kept under the key
    accept = staticmethod(accept)

    def __init__(self, key: str, **options: Any) -> None:
        super().__init__(**options)
        self.key = key

    def clean(self, sent: Sent | None) -> list[Accepted]:
        sent = sent or Sent()
        kept.drop(self.key, sent.removed, self.part)
        photos, problems = kept.load(self.key, self.part), []
        room = MOST_BYTES
        for upload in sent.uploads:
            room -= upload.size or 0
            if len(photos) >= MOST_FILES or room < 0:
                problems.append(self.too_many())
                break
            try:
                photo = self.accept(upload)
            except PictureRefused as refused:
                problems.append(f"{upload.name}: {refused}")
            else:
                photos[kept.digest_of(photo)] = photo
        self.widget.kept = photos
        if problems:
            raise ValidationError(problems)
        if self.required and not photos:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(photos.values())

    def too_many(self) -> str:
        return _("At most %(most)d files and %(size)d MB go at a time; those beyond were left out.") % {
            "most": MOST_FILES,
            "size": MOST_BYTES // 1024**2,
        }

    def remember(self) -> None:
        """Keeps what was accepted for the next try; what cannot be kept has to be chosen again, and is not shown."""
        if self.widget.kept and not kept.keep(self.key, self.widget.kept.values(), self.part):
            self.widget.kept = {}


class PhotoQuestion(QuestionType):
    name = gettext_lazy("Photos")
    order = 50
    group = Group.FILES
    feeds = ("photos",)
    always = "photos"
    shape = {"type": "array", "items": {"type": "string", "format": "binary"}}

    def field(self, question: "Question", asked: Asked) -> forms.Field:
        options = common(question)
        # Without `capture`, so that the phone offers both its camera and its pictures.
        attrs = options.pop("attrs") | {"accept": "image/*", **PHOTO_BOX}
        return PhotosField(asked.key, widget=PhotosInput(attrs=attrs), **options)

    def words(self, value: list[Accepted], field: forms.Field) -> str:
        return ngettext("%(count)d file", "%(count)d files", len(value)) % {"count": len(value)}

    def compared(self, value: list[Accepted]) -> list[str]:
        return COMPARED

    def samples(self, question: "Question") -> list[str]:
        return ["photos.jpg"]

    def invented(self, texts: Sequence[str], field: forms.Field) -> list[Accepted]:
        return [Accepted(text, b"", "", "") for text in texts]

    def limits(self, field: forms.Field) -> dict[str, Any]:
        return room() | {"content_types": TAKEN}


def room() -> dict[str, int]:
    """What goes at a time, for programs."""
    return {
        "max_files": MOST_FILES,
        "max_bytes": pictures.MOST_BYTES,
        "max_bytes_together": MOST_BYTES,
        "max_pixels": pictures.MOST_PIXELS,
    }


def data_url(photo: Accepted) -> str:
    """The thumbnail inside the page itself: it needs no address that could leak."""
    if not photo.thumbnail:
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(photo.thumbnail).decode()}"

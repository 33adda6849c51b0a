"""The form field for pictures and PDFs, many at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows.pictures import Accepted, PictureRefused, accept

MOST_FILES = 10
PHOTO_BOX = {"data-photos": True, "data-remove": gettext_lazy("Take away")}  # what photos.js looks for


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Its clean value is a list of what `pictures.accept` let through; a refusal names the file.

    Opening a picture costs up to 2 s: call `is_valid` outside of a transaction.
    """

    def __init__(self, **options: Any) -> None:
        widget = FilesInput(attrs={"accept": "image/*,application/pdf", **PHOTO_BOX})
        super().__init__(**{"widget": widget, "required": False, **options})

    def clean(self, data: Any, initial: Any = None) -> list[Accepted]:
        uploads = data or []
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > MOST_FILES:
            words = _("Send at most %(most)d files at a time.") % {"most": MOST_FILES}
            raise ValidationError(words, code="too_many")
        accepted, problems = [], []
        for upload in uploads:
            try:
                accepted.append(accept(upload))
            except PictureRefused as refused:
                problems.append(f"{upload.name}: {refused}")
        if problems:
            again = _("Choose the files again, without that one.")
            raise ValidationError([*problems, again] if len(uploads) > 1 else problems, code="refused")
        return accepted

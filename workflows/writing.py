"""Forms that add to a case: what arrives twice is stored once."""

import re
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from workflows.models import Case
from workflows.rows import joined
from workflows.uploads import FilesField

KEY = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    return uuid4().hex


class OnceForm(forms.Form):
    """Carries a key made when the page was drawn. A key that is none costs the protection, never the text."""

    key = forms.Field(required=False, widget=forms.HiddenInput, initial=new_key)

    def clean_key(self) -> str:
        key = str(self.cleaned_data["key"] or "")
        return key if KEY.fullmatch(key) else new_key()

    def key_for(self, case: Case, *parts: object) -> str:
        """Of this case and kind of addition alone: the same key posted elsewhere collides with nothing."""
        return ".".join(map(str, [case.pk, *parts, self.cleaned_data["key"]]))[:64]


class DrawnOnce(forms.Form):
    """Opens the same for everybody but for what it hides: the rest is drawn once. Takes no arguments beyond a form's
    own, and no initial values but for what it hides.
    """

    def __str__(self) -> SafeString:
        hidden = [name for name, field in self.fields.items() if field.widget.is_hidden]
        if self.is_bound or not set(self.initial).issubset(hidden):
            return super().__str__()
        shown = opened(type(self), self.auto_id, get_language() or "")
        return joined([shown, *(self[name] for name in hidden)])

    __html__ = __str__


@lru_cache(maxsize=100)
def opened(form_class: type[DrawnOnce], auto_id: bool | str, language: str) -> SafeString:
    form = form_class(auto_id=auto_id)
    for name, field in list(form.fields.items()):
        if field.widget.is_hidden:
            del form.fields[name]
    return form.render()


class MessageForm(OnceForm):
    """Words, files, or both."""

    body = forms.CharField(
        label=_("Message"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = FilesField(label=_("Photos"))  # type: ignore[assignment]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["body"] and not cleaned["files"]:
            self.add_error("body", _("Write something, or add a photo."))
        return cleaned

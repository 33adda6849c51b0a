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
from workflows.rows import filled, joined
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


class Opened:
    """Stands in for a form that is handed out: the same for everybody but for what it hides, the rest is drawn once.
    To make the form itself costs more than a query. `initial` is of what it hides alone; without
    `auto_id` that can be drawn in several places.
    """

    is_bound = False

    def __init__(self, form_class: type[forms.Form], auto_id: str, initial: dict[str, Any] | None = None) -> None:
        self.form_class, self.auto_id, self.initial = form_class, auto_id, initial or {}

    def __str__(self) -> SafeString:
        return joined([shown(self.form_class, self.auto_id, get_language() or ""), self.hidden])

    __html__ = __str__

    @property
    def hidden(self) -> SafeString:
        found = [(name, field) for name, field in self.form_class.base_fields.items() if field.widget.is_hidden]
        return joined(self.draw(name, self.initial.get(name, field.initial)) for name, field in found)

    def draw(self, name: str, value: Any) -> SafeString:
        value = value() if callable(value) else value
        mark = filled(' id="{}"', self.auto_id % name) if self.auto_id else ""
        return filled('<input type="hidden" name="{}" value="{}"{}>', name, value, mark)


@lru_cache(maxsize=100)
def shown(form_class: type[forms.Form], auto_id: str, language: str) -> SafeString:
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

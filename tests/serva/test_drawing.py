from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.forms.renderers import DjangoTemplates

from serva.rendering import FormRenderer

NASTY = '"><script>alert(1)</script>'


@pytest.mark.parametrize("value", ["", None, 0, "Å & Ö", NASTY, "\nsecond line"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput({"class": NASTY, "required": True, "disabled": False}),
        forms.NumberInput(),
        forms.EmailInput(),
        forms.HiddenInput(),
        forms.PasswordInput(),
        forms.CheckboxInput(),
        forms.FileInput({"accept": "image/*"}),
        forms.DateInput(),
        forms.Textarea({"rows": 4}),
    ],
)
def test_it_draws_what_django_would(widget: forms.Widget, value: Any) -> None:
    ours, django_s = (
        widget.render("name", value, {"id": "x"}, renderer) for renderer in (FormRenderer(), DjangoTemplates())
    )
    assert BeautifulSoup(ours, "html.parser") == BeautifulSoup(django_s, "html.parser")

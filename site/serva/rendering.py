from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property

from serva.drawing import DRAWN

PLACES = [Path(__file__).parent / "templates", Path(forms.__file__).parent / "templates"]


class FormRenderer(DjangoTemplates):
    """Every form gets the markup of the house: errors summed up on top and again beside their fields.

    Finds the templates of all apps without "django.forms" among INSTALLED_APPS. Django's plainest widgets are drawn
    without one, and two of its templates are written anew, for speed: they are most of what a form draws.
    """

    form_template_name = "serva/form.html"
    field_template_name = "serva/field.html"

    @cached_property
    def engine(self) -> Backend:
        return Backend({"NAME": "serva forms", "DIRS": PLACES, "APP_DIRS": True, "OPTIONS": {}})

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name in DRAWN:
            return DRAWN[template_name](context)
        return super().render(template_name, context, request)

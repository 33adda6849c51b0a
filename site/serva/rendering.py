from pathlib import Path

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Backend
from django.utils.functional import cached_property

PLACES = [Path(__file__).parent / "templates", Path(forms.__file__).parent / "templates"]


class FormRenderer(DjangoTemplates):
    """Every form gets the markup of the house: errors summed up on top and again beside their fields.

    Finds the templates of all apps without "django.forms" among INSTALLED_APPS. Two of Django's own are written anew,
    for speed: attributes and options are most of what a form draws.
    """

    form_template_name = "serva/form.html"
    field_template_name = "serva/field.html"

    @cached_property
    def engine(self) -> Backend:
        return Backend({"NAME": "serva forms", "DIRS": PLACES, "APP_DIRS": True, "OPTIONS": {}})

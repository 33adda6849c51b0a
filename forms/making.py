"""Where codes for one single thing are made."""

from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse


def make_url(thing: Model, onward: str) -> str:
    options = thing._meta
    path = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, "make_codes"])
    return f"{path}?{urlencode({'id': thing.pk, 'next': onward})}"

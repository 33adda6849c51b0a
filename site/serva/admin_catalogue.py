"""Wagtail's words in the browser, as serva.wagtails_words are those on the server."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

WORDS = [
    _("Collapse all"),  # theirs says the same in Swedish for "Expand all"
    _("Search options…"),
    _("Autosave in progress…"),
    _("Changes have been autosaved."),
    _("A network error occurred."),
    _("A server error occurred."),
]


class AdminCatalogue(JavaScriptCatalog):
    packages = ["wagtail.admin"]

    def get_catalog(self) -> dict[str, Any]:
        return super().get_catalog() | {word: gettext(word) for word in WORDS}


def admin_words(request: HttpRequest) -> HttpResponseBase:
    response: HttpResponseBase = get_localized_response(AdminCatalogue.as_view(), request)
    return response

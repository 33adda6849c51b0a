"""What of Wagtail's own menus only those who build sites with it need."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

UNNEEDED = ("whats-new-in-wagtail", "editor-guide", "locked-pages", "aging-pages", "page-types-usage")


def without_wagtails_own(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(UNNEEDED)]


def publish_first(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever changes a form wants it to be seen: the big button publishes, and a draft is the other choice."""
    items.sort(key=lambda item: item.name != "action-publish")

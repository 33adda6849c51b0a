"""What of Wagtail's own menus only those who build sites with it need."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

UNNEEDED = ("whats-new-in-wagtail", "editor-guide", "locked-pages", "aging-pages", "page-types-usage")


def without_wagtails_own(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(UNNEEDED)]

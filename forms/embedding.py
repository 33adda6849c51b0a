"""Forms inside of pages of other websites: `/forms/embed/…`. There nobody is logged in, and no cookie is read or set.

Which websites may: `Company.websites`. The middleware of the site takes the cookies away and writes who may frame.
"""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from workflows.links import absolute

SCRIPT = "intake/embed.js"


def is_embedded(request: HttpRequest) -> bool:
    return getattr(request, "is_embedded", False)


def address(request: HttpRequest, name: str, *args: str) -> str:
    """Of a page of the intake, within the frame where one is in it, and there in the language that was asked for."""
    if not is_embedded(request):
        return reverse(f"intake:{name}", args=args)
    language = request.GET.get("lang", "")
    return reverse(f"embedded:{name}", args=args) + (
        f"?lang={language}" if language in dict(settings.LANGUAGES) else ""
    )


def context(request: HttpRequest) -> dict[str, str]:
    """A frame sends no CSRF cookie back, so it gets none: Django's own word for that there is no token."""
    return {"csrf_token": "NOTPROVIDED"} if is_embedded(request) else {}


def script_url() -> str:
    """The plain address: what stands in other people's pages must not change with the script."""
    return absolute(settings.STATIC_URL + SCRIPT)

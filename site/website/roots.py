"""Where a site begins. Nearly every installation has one site, and every page of it asks."""

from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.models import Page, Site

from workflows.remembered import Remembered


def _only_roots() -> list[Page]:
    """The one start page, or none where several sites have one each."""
    roots = [site.root_page for site in Site.objects.select_related("root_page")]
    return roots if len(roots) == 1 else []


roots = Remembered(_only_roots)
post_save.connect(roots.forget, sender=Site)
post_delete.connect(roots.forget, sender=Site)


def only_root() -> Page | None:
    return next(iter(roots()), None)


def root_for(request: HttpRequest) -> Page | None:
    """The only one, whatever name the host was called by, or the one of the site that was called."""
    if (root := only_root()) is not None:
        return root
    site = Site.find_for_request(request)
    return site.root_page if site else None

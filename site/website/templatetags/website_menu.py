from typing import TypedDict

from django import template
from django.template import RequestContext
from wagtail.models import Page, Site

register = template.Library()


class Item(TypedDict):
    title: str
    url: str
    current: str


def _title(page: Page) -> str:
    """Forms and text pages say their name in the reader's language."""
    return str(getattr(page, "heading", "") or page.title)


@register.inclusion_tag("website/menu.html", takes_context=True)
def website_menu(context: RequestContext, page: Page) -> dict[str, list[Item]]:
    """The start page's children that stand in menus. A query for them and one for each of their types."""
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return {"items": []}
    children = site.root_page.get_children().live().in_menu().specific()
    items: list[Item] = []
    for child in children:
        here = "page" if child.pk == page.pk else "true" if page.path.startswith(child.path) else ""
        items.append({"title": _title(child), "url": child.get_url(request, current_site=site) or "", "current": here})
    return {"items": items}

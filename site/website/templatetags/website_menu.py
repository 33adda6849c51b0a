from typing import NamedTuple, TypedDict

from django import template
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.template import RequestContext
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.signals import post_page_move

from website.roots import root_for
from workflows.remembered import Remembered

register = template.Library()


class Item(TypedDict):
    title: str
    url: str
    current: str


class Place(NamedTuple):
    pk: int
    path: str
    title: str
    url: str


def _title(page: Page) -> str:
    """Forms and text pages say their name in the reader's language."""
    return str(getattr(page, "heading", "") or page.title)


def _places(root: str, language: str) -> list[Place]:
    """The start page's children that stand in menus. A query for them and one for each of their types."""
    home = Page.objects.get(pk=root)
    children = home.get_children().live().in_menu().specific()
    return [Place(child.pk, child.path, _title(child), child.get_url() or "") for child in children]


places = Remembered(_places)


def forget_places(sender: type[Model], **_signal: object) -> None:
    if issubclass(sender, Page):
        places.forget()


for changed in (post_save, post_delete, post_page_move):
    changed.connect(forget_places)


@register.inclusion_tag("website/menu.html", takes_context=True)
def website_menu(context: RequestContext, page: Page) -> dict[str, list[Item]]:
    root = root_for(context["request"])
    items: list[Item] = []
    for place in places(str(root.pk), get_language() or "") if root else []:
        here = "page" if place.pk == page.pk else "true" if page.path.startswith(place.path) else ""
        items.append({"title": place.title, "url": place.url, "current": here})
    return {"items": items}

"""Formatted text from a file: no more than the editor of the page itself lets through."""

from functools import cache

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.editor_html import DbWhitelister, EditorHTMLConverter

from forms.models.form_page import PLAIN

LONGEST = 20_000
UNREAD = {"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "textarea", "title"}


class Sieve(DbWhitelister):
    """Links to pages and files by their number lose the link: the number is another page's elsewhere."""

    def clean_tag_node(self, doc: BeautifulSoup, tag: Tag) -> None:
        if tag.name in UNREAD:
            tag.decompose()
            return
        super().clean_tag_node(doc, tag)
        if tag.name == "a" and not tag.get("href"):
            tag.unwrap()


@cache
def sieve() -> Sieve:
    return Sieve(EditorHTMLConverter(PLAIN).converter_rules)


def cleaned(html: str) -> str:
    """ValueError with a sentence for what is too long or too deep to be a text."""
    if len(html) > LONGEST:
        raise ValueError(_("this text is too long."))
    try:
        return sieve().clean(html).strip()
    except RecursionError:
        raise ValueError(_("this text cannot be read.")) from None

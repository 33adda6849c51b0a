from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from website.blocks import BODY
from workflows.models.bilingual import Bilingual


class TextPage(Page):
    """A page of words and pictures: about us, opening hours, how we treat personal data."""

    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    body_sv = StreamField(BODY, verbose_name=_("text"), blank=True)
    body_en = StreamField(BODY, verbose_name=_("text in English"), blank=True)

    body = Bilingual("body")

    content_panels = [
        *Page.content_panels,
        FieldPanel("title_en"),
        FieldPanel("body_sv"),
        MultiFieldPanel([FieldPanel("body_en")], heading=_("English"), classname="collapsed"),
    ]
    parent_page_types = ["website.HomePage", "website.TextPage"]
    subpage_types = ["website.TextPage"]
    template = "website/text_page.html"

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    @property
    def heading(self) -> str:
        return (self.title_en if (get_language() or "sv").startswith("en") else "") or self.title

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from accounts.models import User
from forms.audience import for_whom
from forms.models import IntakeFormPage
from workflows.models.bilingual import Bilingual

PLAIN = ["bold", "italic", "link", "ul"]


class HomePage(Page):
    """The company's door: the forms, whom to call when it is urgent, how to follow a case and reach us."""

    heading_sv = models.CharField(_("heading"), max_length=120, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=120, blank=True)
    lead_sv = models.TextField(_("introduction"), max_length=400, blank=True)
    lead_en = models.TextField(_("introduction in English"), max_length=400, blank=True)
    urgent_sv = models.CharField(
        _("when it is urgent"),
        max_length=200,
        blank=True,
        help_text=_("Is somebody trapped? Call us at once."),
    )
    urgent_en = models.CharField(_("when it is urgent, in English"), max_length=200, blank=True)
    urgent_phone = models.CharField(_("phone when it is urgent"), max_length=40, blank=True)
    reach_us_sv = RichTextField(_("how to reach us"), features=PLAIN, blank=True)
    reach_us_en = RichTextField(_("how to reach us, in English"), features=PLAIN, blank=True)

    heading = Bilingual("heading")
    lead = Bilingual("lead")
    urgent = Bilingual("urgent")
    reach_us = Bilingual("reach_us")

    some_are_restricted = True  # unless whoever found the page knows better

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("heading_sv"), FieldPanel("lead_sv")], heading=_("Introduction")),
        MultiFieldPanel([FieldPanel("urgent_sv"), FieldPanel("urgent_phone")], heading=_("When it is urgent")),
        FieldPanel("reach_us_sv"),
        MultiFieldPanel(
            [FieldPanel(f"{name}_en") for name in ("heading", "lead", "urgent", "reach_us")],
            heading=_("English"),
            classname="collapsed",
            help_text=_("What is empty here is shown in Swedish."),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "website/home_page.html"

    class Meta:
        verbose_name = _("start page")
        verbose_name_plural = _("start pages")

    def forms(self, user: User | AnonymousUser) -> list[tuple[str, IntakeFormPage]]:
        """Address and form, of those that the person may use now, in the order of the page tree."""
        forms = IntakeFormPage.objects.live().descendant_of(self).order_by("path")
        if self.some_are_restricted:
            forms = forms.public()
        shown = for_whom(forms, user).only("title", "title_en", "kind", "intro_sv", "intro_en", "url_path")
        return [("/" + form.url_path.removeprefix(self.url_path), form) for form in shown]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"forms": self.forms(request.user)}

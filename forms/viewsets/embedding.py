"""What an administrator copies into the pages of her other websites, one form at a time."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms import embedding
from forms.anybody import form_for_anybody
from forms.models import IntakeFormPage
from forms.viewsets.person import person
from workflows import links
from workflows.links import absolute
from workflows.models import Company

SNIPPET = (
    '<script src="{script}" data-form="{slug}" data-title="{title}" data-lang="{language}" async></script>\n'
    '<noscript><a href="{page}">{title}</a></noscript>'
)


class EmbedView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever sees the form in the list of forms: there is no secret in it."""

    template_name = "intake/admin/embed.html"
    page_title = pgettext_lazy("a form", "Embed")
    header_icon = "code"

    @cached_property
    def form(self) -> IntakeFormPage:
        found = IntakeFormPage.objects.filter(pk=self.kwargs["pk"]).first()
        user = person(self.request)
        if found is None or not (
            user.has_perm("intake.view_formsubmission") or found.permissions_for_user(user).can_edit()
        ):
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        return self.form.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("intake-forms:index"), "label": _("Forms")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.form.title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, company = self.form, Company.load()
        may_set = person(self.request).has_perm("workflows.change_company")
        setting = reverse("wagtailsettings:edit", args=["workflows", "company"])
        return super().get_context_data(**kwargs) | {
            "form": form,
            "is_for_anybody": self.is_for_anybody(),
            "origins": company.origins,
            "setting_url": setting if may_set else "",
            "snippets": [(name, snippet(form, language)) for language, name in languages()],
            "origin": absolute("").rstrip("/"),
            "api_url": links.api_form(form.slug),
            "docs_url": links.api_docs(),
        }

    def is_for_anybody(self) -> bool:
        try:
            return form_for_anybody(self.form.slug) == self.form
        except Http404:
            return False


def languages() -> list[tuple[str, str]]:
    return [("sv", _("In Swedish")), ("en", _("In English"))]


def snippet(form: IntakeFormPage, language: str) -> SafeString:
    title = (form.title_en if language == "en" else "") or form.title
    page = absolute(form.url or "/")
    script = embedding.script_url()
    return format_html(SNIPPET, script=script, slug=form.slug, title=title, language=language, page=page)

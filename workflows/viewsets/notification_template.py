"""The administrator's words of each notice: written, seen on a real case, sent to oneself, taken back."""

from typing import Any

import django_filters
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.log_actions import log

from workflows.excel.notices import NotificationTemplateResource
from workflows.limits import within
from workflows.models import NotificationTemplate, Occasion
from workflows.notifications.preview import PreviewForm, send_test
from workflows.notifications.words import OWN
from workflows.viewsets.addresses import user_of
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.case_gate import cases_for
from workflows.viewsets.filters import RegisterFilterSet
from workflows.viewsets.listing import Column, chip
from workflows.viewsets.register_views import RegisterEditView

TESTS_AN_HOUR = 20
NAMES = {
    "number": _("the case's number"),
    "title": _("its title"),
    "place": _("where it is"),
    "category": _("its category"),
    "priority": _("its priority"),
    "status": _("its status"),
    "customer": _("the customer"),
    "reporter": _("who reported it"),
    "answerer": _("who answers for it"),
    "by": _("who did it"),
    "text": _("what was written, or why"),
    "company": _("the company's name"),
    "phone": _("the company's phone"),
    "link": _("the address of the case"),
}


class NotificationTemplateFilters(RegisterFilterSet):
    event = django_filters.ChoiceFilter(label=_("Event"), choices=Occasion.choices, empty_label=_("All"))

    class Meta:
        model = NotificationTemplate
        fields: list[str] = []


class NotificationTemplateForm(RegisterForm):
    """Each field says what Serva writes while it is empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = OWN.get((self.instance.event, self.instance.audience))
        if own is None:
            return
        for name in self.instance.fields:
            word, _underscore, language = name.partition("_")
            with translation.override(language):
                said = str(getattr(own, word))
            self.fields[name].widget.attrs["placeholder"] = said


class NotificationTemplateEditView(RegisterEditView):
    """Beside saving: a preview of what stands in the form, a test sent to oneself, and back to Serva's words."""

    http_method_names = ["get", "head", "options", "post"]  # a PUT brings no words, and would be saved as none

    preview: Any = None
    asked: PreviewForm | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "own_words" in request.POST:
            return self.back_to_own_words()
        if "preview" in request.POST or "test" in request.POST:
            return self.try_out("test" in request.POST)
        return super().post(request, *args, **kwargs)

    def back_to_own_words(self) -> HttpResponse:
        template = self.get_object()
        NotificationTemplate.objects.filter(pk=template.pk).update(**dict.fromkeys(template.fields, ""))
        log(template, "wagtail.edit", user=self.request.user)
        messages.success(self.request, gettext("Serva's own words are said again."))
        return HttpResponseRedirect(self.get_edit_url())

    def try_out(self, is_test: bool) -> HttpResponse:
        """Saves nothing. What was typed stays in the form."""
        self.object = self.get_object()
        form = self.get_form()
        self.asked = PreviewForm(cases_for(user_of(self.request)), self.request.POST)
        if not self.is_valid(form) or not self.asked.is_valid():
            return self.form_invalid(form) if form.errors else self.draw(form)
        user = user_of(self.request)
        self.preview = self.asked.notice(form.instance, user)
        if is_test and self.preview:
            self.send(user)
        return self.draw(form)

    def send(self, user: Any) -> None:
        if not within("test notice", str(user.pk), most=TESTS_AN_HOUR, seconds=3600):
            messages.error(self.request, gettext("So many tests are enough for an hour."))
        elif trouble := send_test(self.preview, user):
            messages.error(self.request, gettext("It could not be sent: %(why)s") % {"why": trouble})
        else:
            messages.success(self.request, gettext("A test went to %(email)s.") % {"email": user.email})

    def draw(self, form: Any) -> HttpResponse:
        self.form = form
        return self.render_to_response(self.get_context_data(form=form))

    def get_edit_url(self) -> str:
        self.object = self.get_object()
        return str(super().get_edit_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cases = cases_for(user_of(self.request))
        return super().get_context_data(**kwargs) | {
            "names": [(f"{{{name}}}", words) for name, words in NAMES.items() if name in self.object.names],
            "has_text": "text" in self.object.names,
            "preview": self.preview,
            "asked": self.asked or PreviewForm(cases),
            "is_own": NotificationTemplate.objects.get(pk=self.object.pk).is_own,
        }


def whose(template: NotificationTemplate) -> SafeString | str:
    return chip(gettext("Own words"), "acknowledged") if template.is_own else ""


class NotificationTemplateViewSet(RegisterViewSet):
    model = NotificationTemplate
    icon = "mail"
    edit_view_class = NotificationTemplateEditView
    list_display = ["event", "audience", Column("own", label=_("Words"), accessor=whose)]
    ordering = ["pk"]
    search_fields = ["subject_sv", "body_sv", "short_sv", "subject_en", "body_en", "short_en"]
    filterset_class = NotificationTemplateFilters
    resource_class = NotificationTemplateResource
    form_class = NotificationTemplateForm
    resting_value = None
    inspect_view_fields = [
        "event", "audience", "subject_sv", "body_sv", "short_sv", "subject_en", "body_en", "short_en"
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [
                FieldPanel(f"subject_{language}"),
                FieldPanel(f"body_{language}", widget=forms.Textarea(attrs={"rows": 7})),
                FieldPanel(f"short_{language}"),
            ],
            heading=heading,
            help_text=_("What is left empty is said in Serva's own words, as they stand there in grey."),
        )
        for language, heading in (("sv", _("In Swedish")), ("en", _("In English")))
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """There is one of each: none is added, none deleted."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in {"add", "delete"}]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        none = {"add_url_name": self.UNDEFINED, "delete_url_name": self.UNDEFINED}
        return {**super().get_common_view_kwargs(**kwargs), **none}


notification_templates = NotificationTemplateViewSet("notification_templates", url_prefix="notification-templates")

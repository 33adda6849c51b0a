"""The forms in one list, for those who edit them and those who read what came in; and what keeps a used form."""

from typing import Any

import django_filters
from django import forms
from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from accounts.models import User
from forms.excel import FormResource
from forms.models import FormSubmission, IntakeFormPage, QrCode, StoppedPost
from forms.viewsets.embedding import EmbedView
from forms.viewsets.library import LibraryView
from forms.viewsets.person import person
from forms.viewsets.portable import ExportView, ImportPreviewView, ImportView, TakeAlongColumn, place_for_forms
from forms.viewsets.stopped import DAYS
from workflows.excel.answer import download
from workflows.viewsets.listing import Column, MomentColumn, RegisterPaginator, chip, finding

ALL = gettext_lazy("All")


def may_look(user: User) -> bool:
    return user.has_perm("intake.view_formsubmission") or bool(edited_by(user))


def edited_by(user: User) -> set[int]:
    """Ids of the forms that the person may edit as pages."""
    pages = IntakeFormPage.objects.order_by("pk")
    return {page.pk for page in pages if page.permissions_for_user(user).can_edit()}


class StateColumn(Column):
    def get_value(self, instance: Any) -> SafeString:
        return chip(_("Published"), "success") if instance.live else chip(_("Not published"), "cancelled")


class LinkColumn(Column):
    def get_value(self, instance: Any) -> SafeString | str:
        if not instance.live or not instance.url:
            return ""
        embed = reverse("intake-forms:embed", args=[instance.pk])
        words = pgettext("a form", "Embed")
        return format_html('<a href="{0}">{0}</a><br><a href="{1}">{2}</a>', instance.url, embed, words)


class SubmissionsColumn(Column):
    def get_cell_context_data(self, instance: IntakeFormPage, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        if not parent_context["request"].user.has_perm("intake.view_formsubmission"):
            return context | {"value": ""}
        url = reverse("wagtailforms:list_submissions", args=[instance.pk])
        return context | {"value": format_html('<a href="{}">{}</a>', url, _("Submissions"))}


class LiveFilter(django_filters.ChoiceFilter):
    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(live=value == "yes") if value else rows


class FormFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind of case"),
        choices=IntakeFormPage.Kind.choices,
        widget=forms.RadioSelect,
        empty_label=ALL,
    )
    state = LiveFilter(
        label=gettext_lazy("State"),
        choices=[("yes", gettext_lazy("Published")), ("no", gettext_lazy("Not published"))],
        widget=forms.RadioSelect,
        empty_label=ALL,
    )

    class Meta:
        model = IntakeFormPage
        fields: list[str] = []


class FormListView(BaseListingView):
    model = IntakeFormPage
    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "intake/admin/forms_results.html"
    index_url_name = "intake-forms:index"
    index_results_url_name = "intake-forms:index_results"
    page_title = gettext_lazy("Forms")
    header_icon = "form"
    paginator_class = RegisterPaginator
    paginate_by = 50
    default_ordering = "title"
    is_searchable = True
    filterset_class = FormFilters

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look(person(request)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = request.GET.get("export")
        if wanted in ("xlsx", "csv"):
            return download(FormResource(user=person(request)), self.get_queryset(), wanted)
        return super().get(request, *args, **kwargs)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return finding(queryset, self.search_query, ["title", "title_en", "slug"])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        query = self.request.GET.copy()
        made = []
        for kind, words in (("xlsx", _("Excel out")), ("csv", _("CSV out"))):
            query["export"] = kind
            made.append(Button(words, url=f"{self.index_url}?{query.urlencode()}", icon_name="download"))
        if self.parent_page is not None:
            made.append(Button(_("Import a form"), url=reverse("intake-forms:import"), icon_name="upload"))
        return made

    @cached_property
    def edited(self) -> set[int]:
        return edited_by(self.request.user)

    @property
    def columns(self) -> list[Column]:
        take_along = [TakeAlongColumn("take_along", label=_("More"), accessor="pk")] if self.parent_page else []
        return [
            TitleColumn("title", label=_("Form"), get_url=self.address, sort_key="title"),
            Column("kind", label=_("Kind of case"), accessor="get_kind_display", sort_key="kind"),
            Column("category", label=_("Category")),
            LinkColumn("url", label=_("Address")),
            SubmissionsColumn("submissions", label=_("Came in"), accessor="pk"),
            MomentColumn("latest", label=_("Latest")),
            Column("stopped_times", label=_("Stopped (30 days)")),
            StateColumn("live", label=_("State")),
            *take_along,
        ]

    def address(self, page: IntakeFormPage) -> str:
        if page.pk in self.edited:
            return reverse("wagtailadmin_pages:edit", args=[page.pk])
        return reverse("wagtailforms:list_submissions", args=[page.pk])

    def get_base_queryset(self) -> QuerySet[IntakeFormPage]:
        latest = FormSubmission.objects.filter(page=OuterRef("pk")).order_by("-pk").values("submit_time")[:1]
        rows = IntakeFormPage.objects.select_related("category").annotate(latest=Subquery(latest))
        if self.request.user.has_perm("intake.view_formsubmission"):
            stopped = StoppedPost.objects.of_days(DAYS).filter(page=OuterRef("pk")).order_by().values("page")
            return rows.annotate(stopped_times=Subquery(stopped.annotate(times=Sum("count")).values("times")))
        return rows.filter(pk__in=self.edited)

    @cached_property
    def parent_page(self) -> Page | None:
        return place_for_forms(person(self.request))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if self.parent_page is None:
            return []
        url = reverse("wagtailadmin_pages:add", args=["intake", "intakeformpage", self.parent_page.pk])
        return [
            HeaderButton(_("New form"), url=url, icon_name="plus"),
            HeaderButton(_("Ready forms"), url=reverse("intake-forms:library"), icon_name="copy"),
        ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class FormsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_look(person(request))


class FormPagesViewSet(ViewSet):
    icon = "form"
    menu_label = gettext_lazy("Forms")
    menu_item_class = FormsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", FormListView.as_view(), name="index"),
            path("results/", FormListView.as_view(results_only=True), name="index_results"),
            path("library/", LibraryView.as_view(), name="library"),
            path("import/", ImportView.as_view(), name="import"),
            path("import/<str:token>/", ImportPreviewView.as_view(), name="import_preview"),
            path("<int:pk>/export/", ExportView.as_view(), name="export"),
            path("<int:pk>/embed/", EmbedView.as_view(), name="embed"),
        ]


form_pages = FormPagesViewSet("intake-forms")


def used_forms(pages: list[Page]) -> list[IntakeFormPage]:
    """Forms at or below these pages that a printed code opens or that something has come in by."""
    used = []
    for page in pages:
        rows = IntakeFormPage.objects.filter(path__startswith=page.path).order_by("title")
        used += [
            form
            for form in rows
            if QrCode.objects.filter(page=form).exists() or FormSubmission.objects.filter(page=form).exists()
        ]
    return used


def keep_used_forms(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    used = used_forms(pages)
    if not used:
        return None
    names = ", ".join(page.title for page in used)
    messages.error(
        request,
        _("%(forms)s cannot be deleted: codes open it, or something has come in by it. Unpublish it instead.")
        % {"forms": names},
    )
    return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[used[0].pk]))

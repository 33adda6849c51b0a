from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from forms.excel import QrCodeResource
from forms.models import IntakeFormPage, QrCode
from forms.viewsets import code_views as views
from workflows.viewsets.addresses import NAMESPACES
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.choosers import equipment_chooser
from workflows.viewsets.filters import RegisterFilterSet, customer_filter, worksite_filter
from workflows.viewsets.listing import Column, RelatedColumn, StateColumn

NAMESPACES[QrCode] = "qr-codes"


def live_forms(request: HttpRequest | None = None) -> QuerySet[IntakeFormPage]:
    return IntakeFormPage.objects.live().order_by("title", "pk")


class RevokedFilter(django_filters.ChoiceFilter):
    """Those in use unless others are asked for is what one expects of labels; here both, until one is chosen."""

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(revoked_at__isnull=value == "valid") if value else rows


class AboutFilter(django_filters.ChoiceFilter):
    """The narrowest that the code names."""

    WHICH: ClassVar[dict[str, Q]] = {
        "case": Q(case__isnull=False),
        "schedule": Q(schedule__isnull=False, case=None),
        "equipment": Q(equipment__isnull=False, schedule=None, case=None),
        "worksite": Q(equipment=None, schedule=None, case=None),
    }

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(self.WHICH[value]) if value else rows


class QrCodeFilters(RegisterFilterSet):
    customer = customer_filter("worksite__customer")
    worksite = worksite_filter()
    page = django_filters.ModelChoiceFilter(label=_("Form"), queryset=live_forms)
    about = AboutFilter(
        label=_("What it is for"),
        choices=[
            ("worksite", _("A worksite")),
            ("equipment", _("Equipment")),
            ("schedule", _("A schedule")),
            ("case", _("One case")),
        ],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    made = django_filters.DateFilter(label=_("Made on"), field_name="created_at", lookup_expr="date")
    state = RevokedFilter(
        label=_("State"),
        choices=[("valid", _("In use")), ("revoked", _("Revoked"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = QrCode
        fields: list[str] = []


class QrCodeForm(RegisterForm):
    """The case is written as its number: there are too many to choose from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].queryset = live_forms()  # type: ignore[attr-defined]
        schedule = self.fields["schedule"]
        schedule.queryset = schedule.queryset.select_related("customer")  # type: ignore[attr-defined]
        schedule.label_from_instance = lambda one: f"{one.customer}: {one}"  # type: ignore[attr-defined]
        self.fields["case"].error_messages["invalid_choice"] = _("There is no case of this number.")
        if self.instance.pk is None:
            self.instance.created_by = self.for_user
            deviations = live_forms().filter(kind=IntakeFormPage.Kind.DEVIATION)
            self.initial.setdefault("page", deviations.first())


class QrCodeViewSet(RegisterViewSet):
    model = QrCode
    icon = "link"
    menu_label = _("QR codes")
    index_view_class = views.CodeIndexView
    add_view_class = views.CodeCreateView
    edit_view_class = views.CodeEditView
    delete_view_class = views.NoDeleteView
    inspect_view_class = views.CodeInspectView
    inspect_template_name = "intake/admin/qr_code.html"
    form_class = QrCodeForm
    filterset_class = QrCodeFilters
    resource_class = QrCodeResource
    resting_value = None
    list_related = ("page", "worksite__customer", "equipment")
    ordering = ["-pk"]
    search_fields = [
        "short_number", "worksite__name", "worksite__street", "worksite__customer__name", "equipment__name"
    ]  # fmt: skip
    list_display = [
        "short_number",
        RelatedColumn("worksite", label=_("Worksite"), sort_key="worksite__name"),
        RelatedColumn("equipment", label=_("Equipment")),
        RelatedColumn("worksite.customer", label=_("Customer"), accessor="worksite.customer"),
        Column("page", label=_("Form"), accessor="page.title"),
        Column("scans", label=_("Scans"), sort_key="scans"),
        StateColumn("is_revoked", word=_("Revoked"), when=True),
    ]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("worksite"),
                        FieldPanel(
                            "equipment",
                            widget=equipment_chooser.widget_class(linked_fields={"worksite": "#id_worksite"}),
                        ),
                    ]
                ),
                FieldPanel("page", widget=forms.Select),
            ],
            heading=_("Where it hangs"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("label_text"),
                FieldPanel("shows_address"),
                FieldPanel("shows_equipment"),
                FieldPanel("shows_contact"),
            ],
            heading=_("What it shows"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("schedule"),
                FieldPanel("case", widget=forms.TextInput(attrs={"inputmode": "numeric"}), heading=_("Case number")),
            ],
            heading=_("What a report is about"),
            classname="collapsed",
        ),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": self.UNDEFINED}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Codes are revoked, never deleted: a label may hang somewhere."""
        patterns = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        extra = [
            ("several/", views.SeveralView, "several"),
            ("revoke/<int:pk>/", views.RevokeView, "revoke"),
            ("replace/<int:pk>/", views.ReplaceView, "replace"),
            ("labels/<int:pk>/", views.LabelsView, "labels"),
            ("labels/<int:pk>/file/", views.LabelsFileView, "labels_file"),
            ("picture/<int:pk>.svg", views.SvgView, "svg"),
            ("picture/<int:pk>.png", views.PngView, "png"),
        ]
        return patterns + [path(route, self.construct_view(view), name=name) for route, view, name in extra]


qr_codes = QrCodeViewSet("qr-codes")

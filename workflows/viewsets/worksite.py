from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from accounts.models import User
from workflows.excel.worksite import WorksiteResource
from workflows.models import Equipment, Worksite
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.choosers import contact_chooser
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, customer_filter
from workflows.viewsets.listing import Column, RelatedColumn, StateColumn
from workflows.viewsets.related import cases_of, in_use, table


class WorksiteFilters(RegisterFilterSet):
    customer = customer_filter()
    city = django_filters.CharFilter(label=_("City"), lookup_expr="istartswith")
    is_active = ActiveFilter()

    class Meta:
        model = Worksite
        fields: list[str] = []


class WorksiteForm(RegisterForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        customer = cleaned.get("customer")
        if self.instance.pk and customer and self.instance.schedules.exclude(customer=customer).exists():
            raise ValidationError(
                {"customer": gettext("The worksite is in schedules of its customer. Take it out of them first.")}
            )
        return cleaned


class WorksiteViewSet(RegisterViewSet):
    model = Worksite
    icon = "home"
    list_display = [
        "name",
        Column("address", label=_("Address"), accessor="address", sort_key="street"),
        RelatedColumn("customer", label=_("Customer"), sort_key="customer__name"),
        RelatedColumn("contact", label=_("Contact person")),
        StateColumn(),
    ]
    list_related = ("customer", "contact")
    ordering = ["name", "pk"]
    search_fields = ["name", "street", "postal_code", "city", "customer__name", "customer__number"]
    filterset_class = WorksiteFilters
    resource_class = WorksiteResource
    can_import = True
    form_class = WorksiteForm
    inspect_view_fields = [
        "name", "customer", "street", "postal_code", "city", "contact", "access_notes", "is_active"
    ]  # fmt: skip
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name"), FieldPanel("customer")]),
                FieldRowPanel([FieldPanel("street"), FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("contact", widget=contact_chooser.widget_class(linked_fields={"customer": "#id_customer"})),
            ],
            heading=_("Worksite"),
        ),
        MultiFieldPanel([FieldPanel("access_notes"), FieldPanel("is_active")], heading=_("In the house")),
    ]

    def related_to(self, thing: Any, user: User) -> list[Any]:
        equipment = Equipment.objects.visible_to(user).filter(worksite=thing).order_by("-is_active", "name", "pk")
        return [
            table(
                _("Equipment"),
                equipment,
                {_("Name"): lambda one: one.name, _("Number"): lambda one: one.number, _("State"): in_use},
                user=user,
                parent=thing,
                link="worksite",
                add_label=_("Add equipment"),
                empty=_("No equipment yet."),
            ),
            cases_of(thing, link="worksite", user=user),
        ]


worksites = WorksiteViewSet("worksites")

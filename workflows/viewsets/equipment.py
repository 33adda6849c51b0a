from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from accounts.models import User
from workflows.excel.equipment import EquipmentResource
from workflows.models import Equipment
from workflows.viewsets.base import RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, customer_filter, worksite_filter
from workflows.viewsets.listing import RelatedColumn, StateColumn
from workflows.viewsets.related import cases_of


class EquipmentFilters(RegisterFilterSet):
    customer = customer_filter("worksite__customer")
    worksite = worksite_filter()
    is_active = ActiveFilter()

    class Meta:
        model = Equipment
        fields: list[str] = []


class EquipmentViewSet(RegisterViewSet):
    model = Equipment
    icon = "cogs"
    list_display = [
        "name",
        "number",
        RelatedColumn("worksite", label=_("Worksite"), sort_key="worksite__name"),
        RelatedColumn("worksite.customer", label=_("Customer"), accessor="worksite.customer"),
        StateColumn(),
    ]
    list_related = ("worksite__customer",)
    ordering = ["name", "pk"]
    search_fields = ["name", "number", "worksite__name", "worksite__customer__name"]
    filterset_class = EquipmentFilters
    resource_class = EquipmentResource
    can_import = True
    inspect_view_fields = ["name", "number", "worksite", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("worksite"),
                FieldRowPanel([FieldPanel("name"), FieldPanel("number")]),
                FieldPanel("is_active"),
            ],
            heading=_("Equipment"),
        )
    ]

    def related_to(self, thing: Any, user: User) -> list[Any]:
        return [cases_of(thing, link="equipment", user=user)]


equipment = EquipmentViewSet("equipment")

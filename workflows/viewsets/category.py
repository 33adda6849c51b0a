from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BaseColumn

from workflows.category_tree import CategoryTree
from workflows.excel.category import CategoryResource
from workflows.models import Category, Priority
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterIndexView
from workflows.viewsets.service_level import level_filter, offer_levels


class CategoryFilters(RegisterFilterSet):
    priority = django_filters.ChoiceFilter(
        label=_("Priority"), choices=Priority.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    service_level = level_filter()
    is_active = ActiveFilter()

    class Meta:
        model = Category
        fields: list[str] = []


class CategoryForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_categories(self.fields["parent"], self.instance.parent_id)
        offer_levels(self)


def offer_categories(field: Any, chosen: int | None = None) -> None:
    """Indents the field's choices as the tree is; what is chosen stays offered even when it is no longer in use."""
    tree = CategoryTree(field.queryset)
    choices = tree.choices()
    if chosen in tree.nodes and not tree.nodes[chosen].is_active:
        choices.append((chosen, tree.path(chosen)))
    field.choices = [("", "–"), *choices]


class CategoryIndexView(RegisterIndexView):
    """In the order of the tree."""

    def get_valid_orderings(self) -> list[str]:
        return []

    @cached_property
    def tree(self) -> CategoryTree:
        return CategoryTree()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.tree.sort(queryset)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        first, *others = super().columns
        return [first, Column("path", label=_("Below"), accessor=self.above), *others]

    def _get_title_column(self, field_name: str, column_class: Any = None, **kwargs: Any) -> BaseColumn:
        column = super()._get_title_column(field_name)
        column.accessor = self.indented
        column.label, column.sort_key = _("Category"), None
        return column

    def indented(self, category: Category) -> SafeString:
        return format_html('<span class="s-depth s-depth--{}">{}</span>', self.depth(category), category.name)

    def depth(self, category: Category) -> int:
        return min(self.tree.depths.get(category.pk, 0), 5)

    def above(self, category: Category) -> str:
        return self.tree.path(category.parent_id) if category.parent_id else ""


class CategoryViewSet(RegisterViewSet):
    model = Category
    icon = "folder-open-inverse"
    index_view_class = CategoryIndexView
    list_display = [
        "name_sv",
        Column("priority", label=_("Priority"), accessor="get_priority_display"),
        Column("service_level", label=_("Service level"), accessor="service_level"),
        StateColumn(),
    ]
    list_related = ("service_level",)
    search_fields = ["name_sv", "name_en"]
    filterset_class = CategoryFilters
    resource_class = CategoryResource
    can_import = True
    form_class = CategoryForm
    inspect_view_fields = ["name_sv", "name_en", "parent", "priority", "service_level", "order", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("parent", widget=forms.Select),
                FieldRowPanel([FieldPanel("name_sv"), FieldPanel("name_en")]),
                FieldRowPanel([FieldPanel("priority"), FieldPanel("order")]),
                FieldPanel("service_level"),
                FieldPanel("is_active"),
            ],
            heading=_("Category"),
        )
    ]


categories = CategoryViewSet("categories")

from typing import Any

import django_filters
from django import forms
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from accounts.models import User
from workflows.actions.publish_checklist import publish_checklist
from workflows.excel.checklist import ChecklistResource
from workflows.models import Category, ChecklistItem, ChecklistTemplate, Gate
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.category import offer_categories
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, visible
from workflows.viewsets.inline_rows import with_known_rows
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterCreateView, RegisterEditView, RegisterIndexView
from workflows.viewsets.related import in_use, table


class ChecklistFilters(RegisterFilterSet):
    category = django_filters.ModelChoiceFilter(label=gettext_lazy("Category"), queryset=visible(Category))
    is_active = ActiveFilter()

    class Meta:
        model = ChecklistTemplate
        fields: list[str] = []


class ChecklistForm(RegisterForm):
    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None:
            template = kwargs.get("instance")
            data = with_known_rows(data, "items", ChecklistItem.objects.filter(template=template and template.pk))
        super().__init__(data, *args, **kwargs)
        offer_categories(self.fields["category"], self.instance.category_id)


class Publishing:
    """What was changed becomes a new version at once."""

    def save_instance(self) -> ChecklistTemplate:
        with transaction.atomic():
            template: ChecklistTemplate = super().save_instance()  # type: ignore[misc]
            publish_checklist(template)
        return template


class ChecklistIndexView(RegisterIndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().annotate(newest=Max("versions__number"))


class ChecklistCreateView(Publishing, RegisterCreateView):
    pass


class ChecklistEditView(Publishing, RegisterEditView):
    pass


class ChecklistViewSet(RegisterViewSet):
    model = ChecklistTemplate
    icon = "tasks"
    index_view_class = ChecklistIndexView
    add_view_class = ChecklistCreateView
    edit_view_class = ChecklistEditView
    list_display = [
        "name_sv",
        Column("category", label=gettext_lazy("Category"), accessor=lambda one: one.category or _("All cases")),
        Column("newest", label=gettext_lazy("Version"), accessor="newest"),
        StateColumn(),
    ]
    list_related = ("category",)
    ordering = ["name_sv", "pk"]
    search_fields = ["name_sv", "name_en"]
    filterset_class = ChecklistFilters
    resource_class = ChecklistResource
    form_class = ChecklistForm
    inspect_view_fields = ["name_sv", "name_en", "category", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_sv"), FieldPanel("name_en")]),
                FieldPanel("category", widget=forms.Select),
                FieldPanel("is_active"),
            ],
            heading=gettext_lazy("Checklist"),
        ),
        InlinePanel(
            "items",
            heading=gettext_lazy("Points"),
            label=gettext_lazy("Point"),
            min_num=1,
            max_num=100,
            help_text=gettext_lazy(
                "A change makes a new version. Cases keep the version and the words that they were answered with."
            ),
        ),
    ]

    def related_to(self, thing: Any, user: User) -> list[Any]:
        columns: dict[Any, Any] = {
            gettext_lazy("Gate"): str,
            gettext_lazy("When"): lambda gate: gate.get_verb_display(),
            gettext_lazy("State"): in_use,
        }
        gates = Gate.objects.visible_to(user).filter(checklist=thing).select_related("category", "checklist")
        return [
            table(
                _("Gates that ask for it"), gates.order_by("pk"), columns,
                user=user, parent=thing, link="checklist", empty=_("No gate asks for it."),
            )
        ]  # fmt: skip


checklists = ChecklistViewSet("checklists")

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from workflows.excel.gate import GateResource
from workflows.models import Category, Gate
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.category import offer_categories
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet, visible
from workflows.viewsets.listing import Column, StateColumn


class GateFilters(RegisterFilterSet):
    verb = django_filters.ChoiceFilter(
        label=_("When"), choices=Gate.Verb.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    requires = django_filters.ChoiceFilter(
        label=_("What must be there"), choices=Gate.Requires.choices, empty_label=_("All"), widget=forms.RadioSelect
    )
    category = django_filters.ModelChoiceFilter(label=_("Category"), queryset=visible(Category))
    is_active = ActiveFilter()

    class Meta:
        model = Gate
        fields: list[str] = []


class GateForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_categories(self.fields["category"], self.instance.category_id)
        field = self.fields["checklist"]
        field.queryset = field.queryset.filter(Q(is_active=True) | Q(pk=self.instance.checklist_id))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the same is found here: the database knows no sentence for it, and empty fields are none alike."""
        cleaned = super().clean()
        same = {name: cleaned.get(name) for name in ("category", "verb", "requires", "checklist")}
        if not self.errors and Gate.objects.filter(**same).exclude(pk=self.instance.pk).exists():
            self.add_error("requires", _("There is such a gate already."))
        return cleaned


class GateViewSet(RegisterViewSet):
    model = Gate
    icon = "lock"
    list_display = [
        "__str__",
        Column("verb", label=_("When"), accessor="get_verb_display"),
        StateColumn(),
    ]
    list_related = ("category", "checklist")
    ordering = ["category__name_sv", "verb", "requires", "pk"]
    search_fields = ["category__name_sv", "category__name_en", "checklist__name_sv", "checklist__name_en"]
    filterset_class = GateFilters
    resource_class = GateResource
    form_class = GateForm
    inspect_view_fields = ["category", "verb", "requires", "checklist", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("category", widget=forms.Select),
                FieldRowPanel([FieldPanel("verb"), FieldPanel("requires")]),
                FieldPanel("checklist", widget=forms.Select),
                FieldPanel("is_active"),
            ],
            heading=_("Gate"),
            help_text=_(
                "Whoever finishes or closes a case sees what is missing. The team leader and the office may go past, "
                "with a reason that stays in the history."
            ),
        )
    ]


gates = GateViewSet("gates")

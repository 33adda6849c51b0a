from typing import Any

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from workflows.excel.team import TeamResource
from workflows.models import Team
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.choosers import staff_chooser, staff_for
from workflows.viewsets.filters import ActiveFilter, RegisterFilterSet
from workflows.viewsets.leaving import TeamDeleteView, TeamEditView
from workflows.viewsets.listing import Column, StateColumn
from workflows.viewsets.register_views import RegisterIndexView


class TeamFilters(RegisterFilterSet):
    is_active = ActiveFilter()

    class Meta:
        model = Team
        fields: list[str] = []


class TeamForm(RegisterForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = staff_for(self.for_user)
        kept = self.instance.members.values("pk") if self.instance.pk else []
        self.fields["leader"].queryset = staff
        self.fields["members"].queryset = staff.filter(Q(is_active=True) | Q(pk__in=kept))
        self.fields["members"].label_from_instance = told


def told(user: AbstractBaseUser) -> str:
    return str(user) if user.is_active else _("%(name)s (not active)") % {"name": user}


class TeamIndexView(RegisterIndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().annotate(active=Count("members", filter=Q(members__is_active=True)))


class TeamViewSet(RegisterViewSet):
    model = Team
    icon = "group"
    index_view_class = TeamIndexView
    edit_view_class = TeamEditView
    delete_view_class = TeamDeleteView
    list_display = [
        "name",
        Column("leader", label=_("Team leader"), accessor="leader"),
        Column("active", label=_("Active members"), classname="s-amount"),
        Column("untouched", label=_("If nobody touches a case"), accessor="rule_in_words"),
        StateColumn(),
    ]
    list_related = ("leader",)
    ordering = ["name"]
    search_fields = ["name", "leader__first_name", "leader__last_name"]
    filterset_class = TeamFilters
    resource_class = TeamResource
    form_class = TeamForm
    inspect_view_fields = ["name", "leader", "members", "untouched_minutes", "untouched_then", "is_active"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("leader", widget=staff_chooser.widget_class),
                FieldPanel("members", widget=forms.CheckboxSelectMultiple, classname="s-checks"),
                FieldPanel("is_active"),
            ],
            heading=_("Team"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("untouched_minutes"), FieldPanel("untouched_then", widget=forms.Select)])],
            heading=_("If nobody touches a case"),
            help_text=_(
                "Counted in the working hours of the case's service level, else from Monday to Friday, 8 to 17. "
                "Who is absent or has left does not count as somebody who might take it."
            ),
        ),
    ]


teams = TeamViewSet("teams")

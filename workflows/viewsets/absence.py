"""Who is absent when: everybody's for the office, one's own for the others."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from accounts.models import User
from workflows.actions.change_absence import change_absence
from workflows.actions.end_absence import end_absence
from workflows.actions.hand_over_cases import hand_over_cases, open_cases_of
from workflows.actions.register_absence import register_absence
from workflows.actor import Actor
from workflows.errors import Refused
from workflows.excel.absence import AbsenceResource
from workflows.models import Absence
from workflows.permissions import workers
from workflows.stand_ins import away_on, stand_in
from workflows.viewsets.addresses import StaffRequest, allowed
from workflows.viewsets.base import RegisterForm, RegisterViewSet
from workflows.viewsets.filters import RegisterFilterSet
from workflows.viewsets.listing import Column, chip
from workflows.viewsets.register_views import RegisterCreateView, RegisterEditView

EVERYBODYS = "workflows.manage_cases"


def people_for(user: User) -> QuerySet[User]:
    """Whose absence the person may enter."""
    staff = User.objects.filter(is_staff=True, is_active=True)
    return staff if user.has_perm(EVERYBODYS) else staff.filter(pk=user.pk)


class AbsenceFilters(RegisterFilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[("now", _("Now")), ("coming", _("Coming")), ("over", _("Over"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="at",
    )
    person = django_filters.ModelChoiceFilter(
        label=_("Person"), queryset=lambda request: people_for(request.user) if request else User.objects.none()
    )

    class Meta:
        model = Absence
        fields: list[str] = []

    def at(self, rows: Any, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        asked = {"now": rows.on(today), "coming": rows.filter(first_day__gt=today)}
        return asked.get(value, rows.filter(last_day__lt=today))


class AbsenceForm(RegisterForm):
    """Whose it is is chosen by the office alone, and once: for others it is their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk or not self.for_user.has_perm(EVERYBODYS):
            del self.fields["person"]
            self.instance.person_id = self.instance.person_id or self.for_user.pk
        else:
            self.fields["person"].queryset = people_for(self.for_user)
        others = Q(pk__in=workers().values("pk")) | Q(pk=self.instance.deputy_id)
        self.fields["deputy"].queryset = User.objects.filter(others).exclude(pk=self.instance.person_id)
        self.fields["deputy"].empty_label = gettext("No deputy")


class KeepMixin:
    """Saves by the verb, which looks once more at what others entered meanwhile."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except Refused as refused:
            form.add_error(None, str(refused))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class AbsenceCreateView(KeepMixin, RegisterCreateView):
    def save_instance(self) -> Absence:
        return register_absence(self.form.instance, by=Actor.of(self.request.user, via="admin"))


class AbsenceEditView(KeepMixin, RegisterEditView):
    def save_instance(self) -> Absence:
        return change_absence(self.form.instance, by=Actor.of(self.request.user, via="admin"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        absence = Absence.objects.select_related("person", "deputy").get(pk=self.object.pk)
        return context | {"absence": absence, **what_now(absence)}


def what_now(absence: Absence) -> dict[str, Any]:
    """What the page of one says of today, and what it offers: to end it, and to hand over what is still open."""
    today = timezone.localdate()
    is_now = absence.covers(today)
    deputy, absences = stand_in(absence.person, away_on(today)) if is_now else (None, ())
    return {
        "is_now": is_now,
        "is_over": absence.last_day < today,
        "stands_in": deputy,
        "is_chain": len(absences) > 1,
        "open_cases": open_cases_of(absence).count() if deputy else 0,
    }


class StepView(View):
    """POST, then back to the absence, or to the list where nothing is left of it."""

    def post(self, request: StaffRequest, pk: int, step: str) -> HttpResponse:
        if not allowed(request.user, "change", Absence):
            raise PermissionDenied
        absence = get_object_or_404(Absence.objects.visible_to(request.user), pk=pk)
        by = Actor.of(request.user, via="admin")
        try:
            gone = self.end(absence, by) if step == "end" else self.hand_over(absence, by)
        except Refused as refused:
            messages.error(request, str(refused))
            gone = False
        return HttpResponseRedirect(reverse("absences:index") if gone else reverse("absences:edit", args=[pk]))

    def end(self, absence: Absence, by: Actor) -> bool:
        left = end_absence(absence, by=by)
        messages.success(self.request, gettext("%(person)s gets the new cases again.") % {"person": absence.person})
        return left is None

    def hand_over(self, absence: Absence, by: Actor) -> bool:
        done = hand_over_cases(absence, by=by)
        words = ngettext("%(count)d case went to %(who)s.", "%(count)d cases went to %(who)s.", done.count)
        messages.success(self.request, words % {"count": done.count, "who": done.to})
        if done.left:
            messages.warning(self.request, left_in_words(done.left))
        return False


def left_in_words(count: int) -> str:
    words = ngettext(
        "%(count)d case was changed at that moment, and stays where it is.",
        "%(count)d cases were changed at that moment, and stay where they are.",
        count,
    )
    return words % {"count": count}


def state_of(absence: Absence) -> SafeString:
    today = timezone.localdate()
    if absence.covers(today):
        return chip(gettext("Now"), "waiting")
    return chip(gettext("Over"), "cancelled") if absence.last_day < today else chip(gettext("Coming"), "acknowledged")


class AbsenceViewSet(RegisterViewSet):
    model = Absence
    icon = "date"
    add_view_class = AbsenceCreateView
    edit_view_class = AbsenceEditView
    list_display = [
        "person",
        Column("first_day", label=_("First day")),
        Column("last_day", label=_("Last day")),
        Column("deputy", label=_("Deputy"), accessor="deputy"),
        Column("state", label=_("State"), accessor=state_of),
    ]
    list_related = ("person", "deputy")
    ordering = ["-first_day", "-pk"]
    search_fields = [
        "person__first_name", "person__last_name", "deputy__first_name", "deputy__last_name", "note",
    ]  # fmt: skip
    filterset_class = AbsenceFilters
    resource_class = AbsenceResource
    form_class = AbsenceForm
    resting_value = None
    inspect_view_fields = ["person", "first_day", "last_day", "deputy", "note", "entered_by"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("person"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("deputy"),
                FieldPanel("note"),
            ],
            heading=_("Absence"),
            help_text=_("Both days are counted. After the last one new cases come to the person again by themselves."),
        )
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        steps = [("end", "end/<int:pk>/"), ("hand_over", "hand-over/<int:pk>/")]
        own = [path(route, StepView.as_view(), {"step": name}, name=name) for name, route in steps]
        return [*super().get_urlpatterns(), *own]


absences = AbsenceViewSet("absences")

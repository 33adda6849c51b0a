"""The card of a worksite, where a scan leads staff: what is going on here, and “I am here”."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from technician.gate import for_field, user_of
from technician.place_form import PresenceForm
from workflows import links
from workflows.actions.note_presence import note_presence
from workflows.actor import Actor
from workflows.coming import coming_at
from workflows.errors import NotPossible
from workflows.models import ENDED, Case, Equipment, Presence, Worksite

MOST, LAST = 20, 5


@for_field
def place(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    worksite = get_object_or_404(Worksite.objects.visible_to(user).select_related("customer", "contact"), pk=pk)
    cases = open_cases(worksite, user)
    if request.method != "POST":
        return draw(request, worksite, cases, PresenceForm(cases=cases, user=user))
    form = PresenceForm(request.POST, cases=cases, user=user)
    if not form.is_taken():
        return draw(request, worksite, cases, form, status=422)
    case = next((one for one in cases if one.pk == form.cleaned_data["case"]), None)
    try:
        note_presence(
            worksite,
            by=Actor.of(user, via="field"),
            key=f"{user.pk}.{worksite.pk}.{form.cleaned_data['key']}"[:64],
            case=case,
            position=form.position,
            scanned=scanned(request, worksite),
        )
    except NotPossible as refused:
        messages.error(request, str(refused))
        return draw(request, worksite, open_cases(worksite, user), form, status=409)
    messages.success(request, _("Noted: you are here."))
    return redirect("technician:case", case.pk) if case else redirect(request.get_full_path())


def open_cases(worksite: Worksite, user: User) -> list[Case]:
    """Those that she sees, her own first."""
    rows = Case.objects.visible_to(user).open().filter(worksite=worksite).order_by("-priority", "-pk")
    named = rows.select_related("responsible", "team", "equipment").only(
        *("title", "status", "stage", "priority", "status_since", "finish_by", "finish_by_promised"),
        *("clock_stopped_since", "acknowledge_by", "responsible", "team__name", "equipment__name"),
        *("responsible__first_name", "responsible__last_name", "responsible__email"),
    )
    return sorted(named[:MOST], key=lambda case: case.responsible_id != user.pk)


def draw(
    request: HttpRequest, worksite: Worksite, cases: list[Case], form: PresenceForm, status: int = 200
) -> HttpResponse:
    label = scanned(request, worksite)
    context: dict[str, Any] = {
        "worksite": worksite,
        "cases": cases,
        "form": form,
        "scanned": label,
        "report_url": links.report_by_number(label) if label else "",
        **around(worksite, user_of(request)),
    }
    return render(request, "technician/place.html", context, status=status)


def around(worksite: Worksite, user: User) -> dict[str, Any]:
    """Bounded, and of cases only those that she may see."""
    visits = Presence.objects.visible_to(user).filter(worksite=worksite).select_related("person", "case")
    done = Case.objects.visible_to(user).filter(worksite=worksite, status__in=ENDED).order_by("-pk")
    equipment = Equipment.objects.visible_to(user).filter(worksite=worksite, is_active=True)
    return {
        "visits": list(visits.defer("latitude", "longitude", "accuracy")[:LAST]),
        "done": list(done.only("title", "status", "stage", "opened_at", "status_since")[:LAST]),
        "equipment": list(equipment[:MOST]),
        "coming": [one for one in coming_at([worksite], user)[worksite.pk] if one.case is None][:LAST],
    }


def scanned(request: HttpRequest, worksite: Worksite) -> str:
    return links.scanned_at(worksite.pk, request.GET.get("scan", ""))

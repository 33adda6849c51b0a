"""Her own absence: when, who stands in, back again."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from technician.forms import AbsenceForm
from technician.gate import View, for_field, user_of
from workflows.actions.end_absence import end_absence
from workflows.actions.hand_over_cases import hand_over_cases, open_cases_of
from workflows.actions.register_absence import register_absence
from workflows.actor import Actor
from workflows.errors import Refused
from workflows.models import Absence
from workflows.models.absence import AbsenceQuerySet
from workflows.stand_ins import away_on, stand_in

PAST = 5


def with_right(verb: str) -> Callable[[View], View]:
    """404 for whoever may not even read her own; the verb's right is asked of a POST."""

    def decorate(view: View) -> View:
        @for_field
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: int) -> HttpResponseBase:
            needed = ["view", verb] if request.method == "POST" else ["view"]
            if not user_of(request).has_perms([f"workflows.{name}_absence" for name in needed]):
                raise Http404
            return view(request, **kwargs)

        return guarded

    return decorate


def own(request: HttpRequest) -> AbsenceQuerySet:
    return Absence.objects.visible_to(user_of(request)).filter(person=user_of(request))


@with_right("add")
def absences(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if request.method != "POST":
        return draw(request, AbsenceForm(user))
    form = AbsenceForm(user, request.POST)
    if not form.is_valid():
        return draw(request, form, status=422)
    try:
        made = register_absence(form.instance, by=me(request))
    except Refused as refused:
        form.add_error(None, str(refused))
        return draw(request, form, status=409)
    messages.success(request, _("Entered: %(days)s.") % {"days": made.days})
    return redirect("technician:absences")


def step(view: Callable[[HttpRequest, Absence], None]) -> View:
    """A button of one of her own. Opened as a page it leads to the page that has it."""

    @with_right("change")
    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        absence = get_object_or_404(own(request), pk=pk)
        if request.method == "POST":
            try:
                view(request, absence)
            except Refused as refused:
                messages.error(request, str(refused))
        return redirect("technician:absences")

    return guarded


@step
def end(request: HttpRequest, absence: Absence) -> None:
    end_absence(absence, by=me(request))
    messages.success(request, _("You get the new cases again."))


@step
def hand_over(request: HttpRequest, absence: Absence) -> None:
    done = hand_over_cases(absence, by=me(request))
    words = ngettext("%(count)d case went to %(who)s.", "%(count)d cases went to %(who)s.", done.count)
    messages.success(request, words % {"count": done.count, "who": done.to})
    if done.left:
        words = ngettext(
            "%(count)d case was changed at that moment, and is still yours.",
            "%(count)d cases were changed at that moment, and are still yours.",
            done.left,
        )
        messages.warning(request, words % {"count": done.left})


def draw(request: HttpRequest, form: AbsenceForm, status: int = 200) -> HttpResponse:
    """Now and to come, the last past ones, and for whom she stands in herself."""
    user, today = user_of(request), timezone.localdate()
    rows = own(request).select_related("deputy")
    current = list(rows.not_over(today).order_by("first_day"))
    now = next((one for one in current if one.covers(today)), None)
    deputy = stand_in(user, away_on(today))[0] if now else None
    context = {
        "form": form,
        "current": current,
        "now": now,
        "stands_in": deputy,
        "open_cases": open_cases_of(now).count() if now and deputy else 0,
        "past": list(rows.filter(last_day__lt=today)[:PAST]),
        "replaces": list(Absence.objects.filter(deputy=user).not_over(today).select_related("person")),
        "may_add": user.has_perm("workflows.add_absence"),
        "may_change": user.has_perm("workflows.change_absence"),
    }
    return render(request, "technician/absences.html", context, status=status)


def me(request: HttpRequest) -> Actor:
    return Actor.of(user_of(request), via="field")

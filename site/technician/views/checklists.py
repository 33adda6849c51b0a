"""A checklist of a case: saved half-way as often as one likes, or done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from technician.checklist_form import ChecklistForm
from technician.gate import for_verb, user_of
from workflows.actions.answer_checklist import ChecklistIncomplete, SomebodyWasQuicker, answer_checklist
from workflows.actor import Actor
from workflows.checklists import OfCase, of_case, told
from workflows.errors import NotPossible
from workflows.models import Case
from workflows.permissions import possible


@for_verb("answer_checklist")
def checklist(request: HttpRequest, case: Case, template: int) -> HttpResponse:
    found = next((one for one in of_case(case) if one.template.pk == template), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return draw(request, case, found, form_of(found))
    form = form_of(found, request.POST)
    if not form.is_valid():
        return draw(request, case, found, form, status=422)
    return save(request, case, found, form)


def save(request: HttpRequest, case: Case, found: OfCase, form: ChecklistForm) -> HttpResponse:
    complete = "complete" in request.POST
    by, revision = Actor.of(user_of(request), via="field"), form.cleaned_data["revision"]
    try:
        answer_checklist(case, found.template, form.given(), by=by, revision=revision, complete=complete)
    except ChecklistIncomplete as incomplete:
        form.want(incomplete.wanting)
        return draw(request, case, found, form, status=422)
    except SomebodyWasQuicker as quicker:
        return conflict(request, case, OfCase(found.template, quicker.now), form, str(quicker))
    except NotPossible as refused:
        messages.error(request, str(refused))
        return draw(request, case, found, form, status=409)
    if complete:
        messages.success(request, _("The checklist is done."))
        return redirect(reverse("technician:case", args=[case.pk]) + "#checklists")
    messages.success(request, _("Saved. Go on when you like."))
    return redirect("technician:checklist", case.pk, found.template.pk)


def form_of(found: OfCase, data: Any = None) -> ChecklistForm:
    version = found.filled.version if found.filled else found.template.versions.order_by("-number").first()
    return ChecklistForm(version.items if version else [], found.filled, data)


def conflict(request: HttpRequest, case: Case, now: OfCase, typed: ChecklistForm, said: str) -> HttpResponse:
    """What was typed stands in the form, beside what the colleague saved; saved once more, it replaces that."""
    data = request.POST.copy()
    assert now.filled is not None
    data["revision"] = str(now.filled.revision)
    form = form_of(now, data)
    return draw(request, case, now, form, status=409, said=said, theirs=told(now.filled))


def draw(
    request: HttpRequest, case: Case, found: OfCase, form: ChecklistForm, status: int = 200, **more: object
) -> HttpResponse:
    context = {"case": case, "checklist": found, "form": form, "is_open": possible(case, "answer_checklist"), **more}
    return render(request, "technician/checklist.html", context, status=status)

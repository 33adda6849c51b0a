"""The status buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from technician import case_page
from technician.forms import FinishForm, PauseForm, StepForm
from technician.gate import find, for_verb, posts_only, user_of
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.resume_case import resume_case
from workflows.actions.start_case import start_case
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.errors import NotPossible, StaleVersion
from workflows.models import Case, EventKind
from workflows.seen import SeenForm, already_done, seen


@for_verb("acknowledge_case")
@posts_only
def acknowledge(request: HttpRequest, case: Case) -> HttpResponse:
    return press(request, case, acknowledge_case, EventKind.ACKNOWLEDGED, _("The case is yours."))


@for_verb("start_case")
@posts_only
def start(request: HttpRequest, case: Case) -> HttpResponse:
    return press(request, case, start_case, EventKind.STARTED, _("Work has started."))


@for_verb("resume_case")
@posts_only
def resume(request: HttpRequest, case: Case) -> HttpResponse:
    return press(request, case, resume_case, EventKind.RESUMED, _("Work goes on."))


def press(request: HttpRequest, case: Case, verb: Callable[..., Any], kind: EventKind, done: str) -> HttpResponse:
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not go through. Look at the case and try once more."))
        return redirect("technician:case", case.pk)
    return take(request, case, form, kind, done, lambda by, version: verb(case, by=by, version=version))


@for_verb("pause_case")
def pause(request: HttpRequest, case: Case) -> HttpResponse:
    """Asks what the work waits for."""
    form = PauseForm(request.POST or None, initial=seen(case))
    if request.method != "POST" or not form.is_valid():
        return ask(request, case, form, "technician/pause.html")
    reason = form.reason(case.reporter_language)

    def act(by: Actor, version: int) -> None:
        pause_case(case, by=by, version=version, reason=reason)

    return take(request, case, form, EventKind.PAUSED, _("The case is waiting."), act, typed=reason)


@for_verb("finish_case")
def finish(request: HttpRequest, case: Case) -> HttpResponse:
    """Asks for some last words to the customer; they are sent with the step or not at all."""
    form = FinishForm(request.POST or None, request.FILES or None, initial=seen(case))
    if request.method != "POST" or not form.is_valid():
        return ask(request, case, form, "technician/finish.html", receiver=case_page.receiver(case))
    body, files = form.cleaned_data["body"], form.cleaned_data["files"]

    @transaction.atomic
    def act(by: Actor, version: int) -> None:
        finish_case(case, by=by, version=version)
        if body or files:
            write_message(case, body, by=by, files=files, key=form.key_for(case, "m"))

    return take(request, case, form, EventKind.FINISHED, _("Well done! The case is done."), act, typed=body)


def ask(request: HttpRequest, case: Case, form: SeenForm, template: str, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"case": case, "form": form, **more}, status=status)


def take(
    request: HttpRequest,
    case: Case,
    form: SeenForm,
    kind: EventKind,
    done: str,
    act: Callable[[Actor, int], Any],
    typed: str = "",
) -> HttpResponse:
    """Does it and goes back to the case, or shows why not; a second tap on the same button is once."""
    by, version = Actor.of(user_of(request), via="field"), form.cleaned_data["version"]
    try:
        act(by, version)
    except StaleVersion as stale:
        if not already_done(stale.case, version, kind, by):
            return case_page.conflict(request, form, stale.case, typed)
    except NotPossible as refused:
        messages.error(request, str(refused))
        return case_page.show(request, find(request, case.pk), status=409)
    else:
        messages.success(request, done)
    return redirect("technician:case", case.pk)

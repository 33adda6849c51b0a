"""The status buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from technician import case_page
from technician.forms import FinishForm, PauseForm, StageForm, StepForm
from technician.gate import find, for_verb, posts_only, user_of
from technician.gate_places import places
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.finish_case import finish_case
from workflows.actions.pause_case import pause_case
from workflows.actions.resume_case import resume_case
from workflows.actions.set_stage import set_stage
from workflows.actions.start_case import start_case
from workflows.actions.write_message import write_message
from workflows.actor import Actor
from workflows.errors import NotPossible, StaleVersion
from workflows.gates import GateClosed, missing
from workflows.models import Case, EventKind, Gate
from workflows.permissions import may_override
from workflows.seen import SeenForm, already_done, seen

WITH_STAGE = (EventKind.STAGE_SET, EventKind.STARTED, EventKind.PAUSED, EventKind.RESUMED)


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
    form = PauseForm(case, request.POST or None, initial=seen(case))
    if request.method != "POST" or not form.is_valid():
        return ask(request, case, form, "technician/pause.html")
    reason = form.reason()

    def act(by: Actor, version: int) -> None:
        pause_case(case, by=by, version=version, reason=reason, stage=form.stage)

    return take(request, case, form, EventKind.PAUSED, _("The case is waiting."), act, typed=reason)


@for_verb("set_stage")
def stage(request: HttpRequest, case: Case) -> HttpResponse:
    """Says more exactly where the case stands; on the way it may come to another status."""
    form = StageForm(case, request.POST or None, initial=seen(case))
    if request.method != "POST" or not form.is_valid():
        return ask(request, case, form, "technician/stage.html")
    chosen = form.cleaned_data["stage"]

    def act(by: Actor, version: int) -> None:
        set_stage(case, chosen, by=by, version=version)

    return take(request, case, form, WITH_STAGE, _("The stage is changed."), act)


@for_verb("finish_case")
def finish(request: HttpRequest, case: Case) -> HttpResponse:
    """Asks for some last words to the customer; they are sent with the step or not at all."""
    lacking = missing(case, Gate.Verb.FINISH)
    overrides = bool(lacking) and may_override(user_of(request), case)
    form = FinishForm(request.POST or None, request.FILES or None, initial=seen(case), may_override=overrides)
    more = {"receiver": case_page.receiver(case), "missing": places(lacking, case)}
    if request.method != "POST" or not form.is_valid():
        return ask(request, case, form, "technician/finish.html", **more)
    body, files = form.cleaned_data["body"], form.cleaned_data["files"]
    override = form.cleaned_data.get("override", "")
    if not override and (still := [one for one in lacking if not form.brings(one.requires)]):
        form.add_error("override" if overrides else None, GateClosed(still).args[0])
        return ask(request, case, form, "technician/finish.html", **more)

    @transaction.atomic
    def act(by: Actor, version: int) -> None:
        """The words first: a gate may ask for them."""
        if body or files:
            write_message(case, body, by=by, files=files, key=form.key_for(case, "m"))
        finish_case(case, by=by, version=version, override=override)

    return take(request, case, form, EventKind.FINISHED, _("Well done! The case is done."), act, typed=body)


def ask(request: HttpRequest, case: Case, form: SeenForm, template: str, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"case": case, "form": form, **more}, status=status)


def take(
    request: HttpRequest,
    case: Case,
    form: SeenForm,
    kinds: EventKind | tuple[EventKind, ...],
    done: str,
    act: Callable[[Actor, int], Any],
    typed: str = "",
) -> HttpResponse:
    """Does it and goes back to the case, or shows why not; a second tap on the same button is once."""
    by, version = Actor.of(user_of(request), via="field"), form.cleaned_data["version"]
    try:
        act(by, version)
    except StaleVersion as stale:
        kinds = kinds if isinstance(kinds, tuple) else (kinds,)
        if not any(already_done(stale.case, version, kind, by) for kind in kinds):
            return case_page.conflict(request, form, stale.case, typed)
    except (NotPossible, GateClosed) as refused:
        messages.error(request, str(refused))
        return case_page.show(request, find(request, case.pk), status=409)
    else:
        messages.success(request, done)
    return redirect("technician:case", case.pk)

"""The customer's case page: one page, two doors. Each view has found its door, and so the right to the case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.doors import Door
from portal.forms import ApproveForm, FollowUpForm, ReopenForm
from portal.wording import meaning, road, status_word
from workflows.actions.approve_case import approve_case
from workflows.actions.reopen_case import reopen_case
from workflows.actions.write_message import write_message
from workflows.carried import carried, put_down
from workflows.errors import NobodyAnswers, NotPossible, StaleVersion
from workflows.limits import within
from workflows.models import Case, Company, EventKind, Status
from workflows.permissions import possible
from workflows.seen import SeenForm, already_done, both, changed_by, changed_herself, seen
from workflows.serving import serve
from workflows.timeline import Story, story
from workflows.writing import Opened

TOGETHER = 5
POSTS = {"most": 30, "seconds": 600}


def show(request: HttpRequest, door: Door, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms` are those that came back with errors: message, reopen."""
    case, company = door.case, Company.shown()
    told = story(case, door.reader)
    can_approve = can(door, "close_case") and case.approved_at is None
    can_reopen = can(door, "reopen_case")
    as_seen = seen(case) if can_approve or can_reopen else {}
    context = {
        "door": door,
        "case": case,
        "story": told,
        "status_word": status_word(case.status, case.stage_id),
        "meaning": meaning(case, company),
        "reason": latest_reason(door, told),
        "road": road(case),
        "auto_close_days": company.auto_close_days,
        "message_form": forms.get("message") or composer(request, door),
        "approve_form": Opened(ApproveForm, "approve_%s", as_seen),
        "reopen_form": forms.get("reopen") or Opened(ReopenForm, "reopen_%s", as_seen),
        "together": together(door),
        "can_write": "write_message" in door.verbs,
        "can_approve": can_approve,
        "can_reopen": can_reopen,
        "urls": {name: door.url(name) for name in ("message", "approve", "reopen")},
    }
    return render(request, "portal/case.html", context, status=status)


def composer(request: HttpRequest, door: Door) -> FollowUpForm | Opened:
    """With what she brought along from a form."""
    text = "" if door.discreet else carried(request, door.case)
    if text:
        return FollowUpForm(initial={"body": text}, auto_id="message_%s")
    return Opened(FollowUpForm, "message_%s")


def together(door: Door) -> list[Case]:
    """The case that this one is about, and those that are about it, as far as she sees them; with a link, none."""
    user = door.actor.user
    if door.discreet or user is None:
        return []
    numbers = [*door.case.concerned_by_numbers, *filter(None, [door.case.concerns_id])]
    if not numbers:
        return []
    rows = Case.objects.visible_to(user).filter(pk__in=numbers).order_by("-pk")
    return list(rows.only("title", "status", "stage", "opened_at")[:TOGETHER])


def can(door: Door, verb: str) -> bool:
    return verb in door.verbs and possible(door.case, verb)


def latest_reason(door: Door, told: Story) -> str:
    """Why the case waits or was cancelled, as staff put it for the customer."""
    kind = {Status.WAITING: "paused", Status.CANCELLED: "cancelled"}.get(Status(door.case.status))
    return next((entry.why for entry in told.entries if entry.kind == kind), "")


def write(request: HttpRequest, door: Door) -> HttpResponse:
    if (answer := turned_away(request, door, "write_message")) is not None:
        return answer
    form = FollowUpForm(request.POST, request.FILES, auto_id="message_%s")
    if not counted(door):
        form.add_error(None, too_often())
        return show(request, door, status=429, message=form)
    if not form.is_valid():
        return show(request, door, status=422, message=form)
    write_message(
        door.case,
        form.cleaned_data["body"],
        by=door.actor,
        files=form.cleaned_data["files"],
        key=form.key_for(door.case, "m"),
    )
    if not door.discreet:
        put_down(request, door.case)
    to = door.case.answerer
    messages.success(request, _("Sent to %(who)s.") % {"who": to} if to else _("Sent."))
    return redirect(door.url() + "?sent=1#history")


def approve(request: HttpRequest, door: Door) -> HttpResponse:
    return change(request, door, "close_case", ApproveForm(request.POST), _("Thank you! The case is closed."))


def reopen(request: HttpRequest, door: Door) -> HttpResponse:
    form = ReopenForm(request.POST, auto_id="reopen_%s")
    return change(request, door, "reopen_case", form, _("The case is open again. We take it up once more."))


def change(request: HttpRequest, door: Door, verb: str, form: SeenForm, thanks: str) -> HttpResponse:
    if (answer := turned_away(request, door, verb)) is not None:
        return answer
    if not form.is_valid() or not counted(door):
        if form.is_valid():
            form.add_error(None, too_often())
        if isinstance(form, ReopenForm):
            return show(request, door, status=422, reopen=form)
        messages.error(request, _("That did not go through. Look at the case and try once more."))
        return redirect(door.url())
    reason, version = form.cleaned_data.get("reason", ""), form.cleaned_data["version"]
    try:
        if verb == "close_case":
            now = approve_case(door.case, by=door.actor, version=version)
            thanks = thanks if now.status == Status.CLOSED else _("Thank you! We close the case as soon as we can.")
        else:
            reopen_case(door.case, by=door.actor, version=version, reason=reason)
    except StaleVersion as stale:
        kinds = [EventKind.CLOSED, EventKind.APPROVED] if verb == "close_case" else [EventKind.REOPENED]
        if any(already_done(stale.case, version, kind, door.actor) for kind in kinds):
            return redirect(door.url())
        return conflict(request, door, form, stale, reason)
    except (NotPossible, NobodyAnswers) as refused:
        messages.error(request, str(refused))
        return show(request, door, status=409, reopen=form if reason else None)
    messages.success(request, thanks)
    return redirect(door.url())


def conflict(request: HttpRequest, door: Door, form: SeenForm, stale: StaleVersion, typed: str) -> HttpResponse:
    context = {
        "case": stale.case,
        "rows": both(form, stale.case, status_word),
        "by": "" if door.discreet else changed_by(stale.case, internal=False),
        "own": changed_herself(stale.case, door.actor),
        "typed": typed,
        "url": door.url(),
    }
    return render(request, "409.html", context, status=409)


def file(request: HttpRequest, door: Door, pk: int, thumbnail: bool) -> HttpResponseBase:
    return serve(get_object_or_404(door.case.attachments.public(), pk=pk), thumbnail=thumbnail)  # type: ignore[attr-defined]


def turned_away(request: HttpRequest, door: Door, verb: str) -> HttpResponseRedirect | None:
    """An address that only takes posts, opened as a page (a reload, a log-in on the way), leads to the case."""
    if verb not in door.verbs:
        raise Http404
    return None if request.method == "POST" else redirect(door.url())


def counted(door: Door) -> bool:
    return within("customer", door.limited_as, **POSTS)


def too_often() -> str:
    return _("That was very much in a short time. Wait some minutes and send it again.")

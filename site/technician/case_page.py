"""Everything of one case on one page, for a thumb."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import User
from technician.forms import NoteForm, PhotosForm, ReplyForm, StepForm
from technician.gate import user_of
from technician.gate_places import places
from technician.next_steps import next_steps
from workflows.actor import Actor
from workflows.checklists import of_case
from workflows.climbing import waiting_for
from workflows.gates import seen_missing
from workflows.ladder_words import upcoming
from workflows.models import Attachment, Case, Gate, PlannedArticle, UsedArticle, Viewer
from workflows.models.case_queryset import CaseQuerySet
from workflows.notifications.rules import says_it_mails
from workflows.permissions import verbs_for
from workflows.prepared import Prepared
from workflows.seen import SeenForm, both, changed_by, changed_herself, seen
from workflows.seen_cases import SeenCases
from workflows.stages import offered
from workflows.timeline import Reader, story
from workflows.writing import Opened

BEFORE = 5


def newest(cases: CaseQuerySet) -> CaseQuerySet:
    return cases.only("title", "status", "stage", "opened_at").order_by("-pk")


here = SeenCases(lambda cases, worksite: newest(cases.filter(worksite=worksite))[: BEFORE + 1], -1)
used_on = Prepared(lambda case: UsedArticle.objects.filter(case=case).standing(), -1)
ordered_on = Prepared(lambda case: PlannedArticle.objects.filter(case=case).shown(), -1)


def show(request: HttpRequest, case: Case, status: int = 200, **forms: Any) -> HttpResponse:
    """`forms` are those that came back with errors: message, note, photos."""
    user, home = user_of(request), home_of(case)
    verbs = verbs_for(user, case)
    context = {
        "case": case,
        "home": home,
        "story": story(case, reader(case, user)),
        "verbs": verbs,
        "steps": next_steps(case, verbs),
        "missing": places(seen_missing(case, Gate.Verb.FINISH), case) if "finish_case" in verbs else [],
        "checklists": of_case(case),
        "stages": "set_stage" in verbs and (case.stage_id or offered(case)),
        "step_form": Opened(StepForm, "", seen(case)),
        "message_form": forms.get("message") or Opened(ReplyForm, "message_%s"),
        "note_form": forms.get("note") or Opened(NoteForm, "note_%s"),
        "photos_form": forms.get("photos") or Opened(PhotosForm, "photos_%s"),
        "receiver": receiver(case),
        "map_url": map_url(case),
        "coming": upcoming(case, waiting_for(case)),
        "used": used_on(case.pk),
        "planned": ordered_on(case.pk),
        "sees_money": user.has_perm("workflows.see_money"),
        **others(case, user),
    }
    return render(request, "technician/case.html", context, status=status)


def home_of(case: Case) -> str:
    """The case's own address, with which all others of it begin."""
    return reverse("technician:case", args=[case.pk])


def reader(case: Case, user: User) -> Reader:
    home = home_of(case)

    def address(attachment: Attachment, thumbnail: bool) -> str:
        return f"{home}files/{attachment.pk}/{'thumbnail/' if thumbnail else ''}"

    return Reader(Actor.of(user, via="field"), address, internal=True)


def others(case: Case, user: User) -> dict[str, list[Case]]:
    """Cases that this one belongs together with, and the last ones at the worksite; of both only what she may see."""
    numbers = [*case.concerned_by_numbers, *filter(None, [case.concerns_id])]
    together = newest(Case.objects.visible_to(user).filter(pk__in=numbers))[:BEFORE] if numbers else []
    before = here(Viewer.of(user), case.worksite_id) if case.worksite_id else []
    return {"together": list(together), "before": [other for other in before if other != case][:BEFORE]}


def receiver(case: Case) -> str:
    """The address that a message is mailed to; "" when the reporter left none, or the rules mail her nothing."""
    if not says_it_mails():
        return ""
    contact = case.reporter
    if contact is not None:
        return contact.email if contact.is_active else ""
    return case.reporter_email


def map_url(case: Case) -> str:
    """A link, followed by a tap only: the phone opens it in its own map."""
    address = case.worksite.address if case.worksite else case.place
    if not address:
        return ""
    return "https://www.google.com/maps/dir/?" + urlencode({"api": 1, "destination": address})


def conflict(request: HttpRequest, form: SeenForm, now: Case, typed: str = "") -> HttpResponse:
    context = {
        "case": now,
        "rows": both(form, now),
        "by": changed_by(now, internal=True),
        "own": changed_herself(now, Actor.of(request.user, via="field")),
        "typed": typed,
        "url": reverse("technician:case", args=[now.pk]),
    }
    return render(request, "409.html", context, status=409)

"""What a person saw of a case, carried through her form: a page can show both when she came too late."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _

from workflows.actor import Actor
from workflows.models import Case, CaseEvent, EventKind, Status
from workflows.stages import stage_by

ADDITIONS = [
    EventKind.MESSAGE,
    EventKind.NOTE,
    EventKind.ATTACHED,
    EventKind.ARTICLE_USED,
    EventKind.ARTICLE_REMOVED,
    EventKind.NOTHING_USED,
    EventKind.CHECKLIST,
    EventKind.PRESENT,
    EventKind.ORDERED,
]
ADDED = Q(kind__in=ADDITIONS) | (Q(kind=EventKind.ESCALATED) & ~Q(data__what="raise_priority"))
SALT = "workflows.seen"
Word = Callable[[str, int | None], str]


class SeenForm(forms.Form):
    """Base of every form that changes a case: `version` for the verb, `seen` for the page that shows both."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


def seen(case: Case) -> dict[str, Any]:
    """Initial values of a SeenForm: the case as the page shows it. Signed: it comes back as it went out."""
    return {"version": case.version, "seen": signing.dumps(facts(case), salt=SALT)}


def facts(case: Case) -> dict[str, Any]:
    return {
        "title": case.title,
        "status": case.status,
        "stage": case.stage_id,
        "who": str(case.answerer or ""),
        "where": case.where,
    }


def status_label(status: str, stage: int | None = None) -> str:
    found = stage_by(stage)
    return found.name if found else str(Status(status).label).capitalize()


def both(form: forms.Form, now: Case, word: Word = status_label) -> list[dict[str, str]]:
    """Rows for `serva/conflict.html`: what she saw beside what is; without a memory to trust only the second.

    `word` says a status, or the stage that rests on it, as this reader knows it.
    """
    try:
        before = rows(signing.loads(form.data.get("seen", ""), salt=SALT), word)
    except signing.BadSignature:
        before = {}
    after = rows(facts(now), word)
    return [{"label": label, "seen": before.get(label, ""), "now": value} for label, value in after.items()]


def rows(facts: dict[str, Any], word: Word) -> dict[str, str]:
    return {
        _("Status"): word(facts["status"], facts.get("stage")),
        _("Answers for it"): facts["who"],
        _("Title"): facts["title"],
        _("Where"): facts["where"],
    }


def already_done(now: Case, version: int, kind: EventKind, by: Actor) -> bool:
    """Whether the one change since `version` is this very step by this very person: the button was hit twice."""
    last = last_change(now)
    return last is not None and now.version == version + 1 and last.kind == kind and did(last, by)


def changed_herself(now: Case, by: Actor) -> bool:
    """Whether the latest change that raised the version is her own: another window, or back to an old page."""
    last = last_change(now)
    return last is not None and did(last, by)


def last_change(now: Case) -> CaseEvent | None:
    return now.events.exclude(ADDED).order_by("-sequence").first()


def did(event: CaseEvent, by: Actor) -> bool:
    contact_id = by.contact.pk if by.contact else None
    user_id = by.user.pk if by.user else None
    return (event.user_id, event.contact_id, event.by_name, event.via) == (user_id, contact_id, by.name, by.via)


def changed_by(now: Case, *, internal: bool) -> str:
    """Who made the latest change that raised the version; "" when the reader may not know."""
    changes = now.events.exclude(ADDED)
    if not internal:
        changes = changes.public()
    return changes.order_by("-sequence").values_list("by_name", flat=True).first() or ""

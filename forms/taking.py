"""How a filled-in form is taken, whatever surface it came in by: a page, a frame on another site, the API."""

import logging
import re
import secrets
from dataclasses import dataclass, field
from enum import Enum, auto

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms import kept, limits
from forms.form import IntakeForm
from forms.models.stopped import Reason, count_stopped
from forms.steps import through
from forms.submit import submit
from workflows.errors import NobodyAnswers
from workflows.limits import Limit, spent
from workflows.models import Case, Company
from workflows.prepared import Prepared

logger = logging.getLogger(__name__)
REASONS = {
    limits.PERSON: Reason.SENDER,
    limits.ADDRESS: Reason.SENDER,
    limits.CODE: Reason.CODE,
    limits.FORM: Reason.FORM,
    limits.PROGRAMS: Reason.FORM,
}
WELL_FORMED = re.compile(r"[0-9a-f]{32}")

sent_before = Prepared(lambda key: Case.objects.filter(submission_key=key).only("pk").order_by(), "?")


class Refusal(Enum):
    TOO_MUCH = auto()
    ERRORS = auto()
    NOBODY_ANSWERS = auto()


@dataclass(frozen=True)
class Taken:
    """A case, or why there is none; the form then says it to people. `full`: the limits that were reached."""

    form: IntakeForm
    case: Case | None = None
    refusal: Refusal | None = None
    full: list[Limit] = field(default_factory=list)


def new_key() -> str:
    """128 random bits: they name one opened form."""
    return secrets.token_hex(16)


def case_of(key: str) -> Case | None:
    """What a form with this key has become already."""
    return next(iter(sent_before(key)), None) if WELL_FORMED.fullmatch(key) else None


def take(request: HttpRequest, form: IntakeForm, wanted: list[Limit]) -> Taken:
    """`wanted`: the limits that it counts against, of which none was full before this work was begun."""
    return held_back(request, form) or make_case(form, wanted)


def held_back(request: HttpRequest, form: IntakeForm) -> Taken | None:
    """Because something is wrong, or another step comes first."""
    if through(form):
        return None
    limits.count_refused(request)
    form.remember_photos()
    return Taken(form, refusal=Refusal.ERRORS)


def make_case(form: IntakeForm, wanted: list[Limit]) -> Taken:
    """Of a form that is `through`."""
    over: list[Limit] = []

    def counted() -> bool:
        over.extend(spent(wanted))
        return not over

    try:
        case = submit(form, counted=counted)
    except NobodyAnswers:
        logger.exception("A form could not become a case: set a catch-all responsibility")
        form.remember_photos()
        form.refuse(sorry())
        return Taken(form, refusal=Refusal.NOBODY_ANSWERS)
    if case is None:
        form.remember_photos()
        return too_much(form, over)
    kept.forget(form.key)
    return Taken(form, case)


def too_much(form: IntakeForm, full: list[Limit]) -> Taken:
    count_stopped(form.page.pk, form.code, REASONS[full[0].what])
    words = _("Much has come in just now. Nothing that you wrote is lost.")
    form.refuse(f"{words} {wait(full)}")
    return Taken(form, refusal=Refusal.TOO_MUCH, full=full)


def wait(pressing: list[Limit]) -> str:
    """When one may try again, and whom one may call meanwhile."""
    minutes = max(limit.minutes_left for limit in pressing)
    again = ngettext("Try again in a minute.", "Try again in %(count)d minutes.", minutes) % {"count": minutes}
    return f"{again} {call()}".strip()


def call() -> str:
    phone = Company.load().phone
    return _("Is it urgent? Call %(phone)s.") % {"phone": phone} if phone else ""


def sorry() -> str:
    words = _("We cannot receive this at the moment. Nothing is lost: try again later.")
    return f"{words} {call()}".strip()

"""How a filled-in form is taken, whatever surface it came in by: a page, a frame on another site, the API."""

import logging
import re
import secrets
from dataclasses import dataclass
from enum import Enum, auto

from django.http import HttpRequest
from django.utils.translation import gettext as _

from forms import kept, limits
from forms.form import IntakeForm
from forms.submit import submit
from workflows.errors import NobodyAnswers
from workflows.models import Case, Company
from workflows.prepared import Prepared

logger = logging.getLogger(__name__)
WELL_FORMED = re.compile(r"[0-9a-f]{32}")

sent_before = Prepared(lambda key: Case.objects.filter(submission_key=key).only("pk").order_by(), "?")


class Refusal(Enum):
    TOO_MUCH = auto()
    NOT_AS_IT_WAS = auto()  # without its key, or filled in by a robot
    ERRORS = auto()
    NOBODY_ANSWERS = auto()


@dataclass(frozen=True)
class Taken:
    """A case, or why there is none; the form then says it to people."""

    form: IntakeForm
    case: Case | None = None
    refusal: Refusal | None = None


def new_key() -> str:
    """128 random bits: they name one opened form."""
    return secrets.token_hex(16)


def case_of(key: str) -> Case | None:
    """What a form with this key has become already."""
    return next(iter(sent_before(key)), None) if WELL_FORMED.fullmatch(key) else None


def take(request: HttpRequest, form: IntakeForm, *, as_it_was: bool = True) -> Taken:
    """Asks the limits before any work is done, and counts whatever was looked at."""
    if limits.are_reached(request, form.code):
        return refused(form, Refusal.TOO_MUCH, too_much())
    if not as_it_was:  # a robot; a person sends once more and gets through
        limits.count(request, form.code)
        words = _("The form could not be taken as it was. Look it through and send it again.")
        return refused(form, Refusal.NOT_AS_IT_WAS, words)
    if not form.is_valid():
        limits.count(request, form.code)
        form.remember_photos()
        return Taken(form, refusal=Refusal.ERRORS)
    try:
        case = submit(form, counted=lambda: limits.count(request, form.code))
    except NobodyAnswers:
        logger.exception("A form could not become a case: set a catch-all responsibility")
        form.remember_photos()
        return refused(form, Refusal.NOBODY_ANSWERS, sorry())
    if case is None:
        return refused(form, Refusal.TOO_MUCH, too_much())
    kept.forget(form.key)
    return Taken(form, case)


def refused(form: IntakeForm, why: Refusal, sentence: str) -> Taken:
    form.refuse(sentence)
    return Taken(form, refusal=why)


def too_much() -> str:
    return _("Much has come in from you just now. Wait some minutes, then send again.")


def sorry() -> str:
    words = _("We cannot receive this at the moment. Nothing is lost: try again later.")
    phone = Company.load().phone
    call = _("Is it urgent? Call %(phone)s.") % {"phone": phone}
    return f"{words} {call}" if phone else words

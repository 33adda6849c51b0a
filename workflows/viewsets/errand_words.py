"""An errand in words, for staff: what it is, which case it is about, and what was wrong."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from workflows.errands import KINDS
from workflows.models import Case, CaseEvent, Errand

OWN_WORDS = {"Permanent", "NotNow", "Lost", "Rejected"}  # whose text was written for people
ENDED = _("The server ended the connection.")
LATE = _("The server did not answer in time.")
REFUSED = _("The mail server refused the mail.")
SENTENCES: dict[str, str | Promise] = {
    "Vanished": _("The worker stopped each time it was tried."),
    "Busy": _("Another worker was at it."),
    "ConnectionRefusedError": _("The server cannot be reached."),
    "ConnectionResetError": ENDED,
    "BrokenPipeError": ENDED,
    "RemoteDisconnected": ENDED,
    "SMTPServerDisconnected": ENDED,
    "SMTPConnectError": _("The mail server cannot be reached."),
    "SMTPAuthenticationError": _("The mail server did not accept the log-in."),
    "SMTPRecipientsRefused": _("The mail server refused the address."),
    "SMTPSenderRefused": _("The mail server refused the sender."),
    "SMTPDataError": REFUSED,
    "SMTPResponseException": REFUSED,
    "TimeoutError": LATE,
    "timeout": LATE,
    "gaierror": _("The server's name could not be found."),
    "SSLError": _("No safe connection to the server could be made."),
    "SSLCertVerificationError": _("The server could not show that it is the right one."),
    "OSError": _("The connection to the server failed."),
    "OperationalError": _("The database could not be reached."),
    "DoesNotExist": _("What it was about is no longer there."),
}


@dataclass(frozen=True)
class Row:
    errand: Errand
    what: str | Promise
    case: Case | None
    why: str | Promise
    details: str


def rows_of(found: Iterable[Errand]) -> list[Row]:
    """A bounded number of queries: one, and one for each kind that tells what it is about."""
    found = list(found)
    cases = cases_of(found)
    return [Row(one, label(one.kind), cases.get(one.pk), *why(one.last_error)) for one in found]


def label(kind: str) -> str | Promise:
    return (kind in KINDS and KINDS[kind].label) or capfirst(kind.replace("_", " "))


def why(last_error: str) -> tuple[str | Promise, str]:
    """A sentence, and what a technician may want to read besides, as `errands.failed` keeps it."""
    name, _colon, words = last_error.partition(": ")
    if name in OWN_WORDS and words:
        return words, ""
    if not last_error or " " in name:
        return last_error, ""
    return SENTENCES.get(name, _("Something went wrong that nobody foresaw.")), last_error


def cases_of(found: list[Errand]) -> dict[int, Case]:
    """By the errand's id, where it is about a case."""
    by_source: dict[str, list[Errand]] = defaultdict(list)
    for one in found:
        if one.kind in KINDS and (KINDS[one.kind].on or KINDS[one.kind].about):
            by_source[KINDS[one.kind].about].append(one)
    cases: dict[int, Case] = {}
    for source, errands in by_source.items():
        ask = import_string(source) if source else of_events
        told: dict[int, Case] = ask({one.subject_id for one in errands})
        cases |= {one.pk: told[one.subject_id] for one in errands if one.subject_id in told}
    return cases


def of_events(ids: Iterable[int]) -> dict[int, Case]:
    return {pk: event.case for pk, event in CaseEvent.objects.select_related("case").in_bulk(ids).items()}

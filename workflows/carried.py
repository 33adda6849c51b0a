"""Words written elsewhere that somebody takes along to a case: in her session, until sent there, at most an hour."""

import time

from django.http import HttpRequest

from workflows.models import Case

CARRIED = "carried"
SECONDS = 3600
LONGEST = 5000  # letters of a message


def carry(request: HttpRequest, case: Case, text: str) -> None:
    """One text at a time: the next takes its place."""
    request.session[CARRIED] = {"case": case.pk, "text": text[:LONGEST], "at": time.time()}


def carried(request: HttpRequest, case: Case) -> str:
    held = request.session.get(CARRIED) or {}
    is_fresh = held.get("case") == case.pk and time.time() - held["at"] < SECONDS
    return held["text"] if is_fresh else ""


def put_down(request: HttpRequest, case: Case) -> None:
    if (request.session.get(CARRIED) or {}).get("case") == case.pk:
        del request.session[CARRIED]

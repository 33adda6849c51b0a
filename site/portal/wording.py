"""A case's status in words for the customer."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from workflows.models import Case, Company, Status
from workflows.stages import stage_by

WORDS: dict[str, Promise] = {
    Status.ASSIGNED: pgettext_lazy("status", "Received"),
    Status.ACKNOWLEDGED: pgettext_lazy("status", "Taken on"),
    Status.IN_PROGRESS: pgettext_lazy("status", "Work in progress"),
    Status.WAITING: pgettext_lazy("status", "Waiting"),
    Status.DONE: pgettext_lazy("status", "Done"),
    Status.CLOSED: pgettext_lazy("status", "Closed"),
    Status.CANCELLED: pgettext_lazy("status", "Cancelled"),
}
ROAD = [Status.ASSIGNED, Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.DONE]
REACHED = {
    Status.ASSIGNED: 0,
    Status.ACKNOWLEDGED: 1,
    Status.IN_PROGRESS: 2,
    Status.WAITING: 2,
    Status.DONE: 3,
    Status.CLOSED: 4,
}


def status_word(status: str, stage: int | None = None) -> str:
    """The stage's text for customers, if the case is in one that has any."""
    found = stage_by(stage)
    return found.customer_text if found and found.customer_text_sv else str(WORDS[status])


def meaning(case: Case, company: Company) -> str:
    """What the status means for the one who asked, and whether anything is expected of her."""
    who = str(case.answerer or company.name)
    texts = {
        Status.ASSIGNED: _("Your case has arrived and lies with %(who)s. You see here when somebody takes it on."),
        Status.ACKNOWLEDGED: _("%(who)s has seen your case and takes care of it."),
        Status.IN_PROGRESS: _("%(who)s is working on your case."),
        Status.WAITING: _("The work is waiting for something. %(who)s goes on as soon as possible."),
        Status.DONE: _("We are done. Have a look, please: is everything as it should be?"),
        Status.CLOSED: _("The case is closed. If it happens again, you can reopen it."),
        Status.CANCELLED: _("The case was cancelled, and no more work will be done on it."),
    }
    if case.status == Status.DONE and case.approved_at is not None:
        return _("You have approved the work. We close the case as soon as our own papers are in order.")
    return texts[Status(case.status)] % {"who": who}


def road(case: Case) -> list[tuple[str, str]]:
    """The steps from received to done as (word, past | here | ahead); none for a cancelled case."""
    if case.status == Status.CANCELLED:
        return []
    reached = REACHED[Status(case.status)]
    states = ["past" if step < reached else "here" if step == reached else "ahead" for step in range(len(ROAD))]
    words = [status_word(status) for status in ROAD]
    if case.is_open:
        words[reached] = status_word(case.status, case.stage_id)
    return list(zip(words, states, strict=True))

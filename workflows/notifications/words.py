"""Serva's own words for each event, by who reads them. The names in braces are those of `names_for`.

A paragraph that is nothing but {text} shows what somebody wrote as theirs, and falls away where nobody wrote anything.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.models import Audience, Occasion


@dataclass(frozen=True)
class Words:
    """`short` is what fits on a phone's locked screen and in an SMS, where the link stands after it."""

    subject: Any
    body: Any
    short: Any


NEW = _("New case: {title}")
NEW_SHORT = _("New case at {place}: {title}")
OWN: dict[tuple[Occasion, Audience], Words] = {
    (Occasion.OPENED, Audience.ANSWERER): Words(
        NEW,
        _("A new case has reached you. Acknowledge it: then everybody sees that it is yours.\n\n{text}"),
        NEW_SHORT,
    ),
    (Occasion.OPENED, Audience.TEAM): Words(
        NEW, _("A new case has reached {answerer}. Whoever acknowledges it takes it.\n\n{text}"), NEW_SHORT
    ),
    (Occasion.OPENED, Audience.STAFF): Words(
        NEW, _("A new case has come in. {answerer} answers for it.\n\n{text}"), NEW_SHORT
    ),
    (Occasion.OPENED, Audience.CUSTOMER): Words(
        _("We have received your case"),
        _("Somebody here now answers for it. You follow the case, write more and add photos by the link below."),
        _("{company} has received your case {number}. Follow it here:"),
    ),
    (Occasion.OPENED, Audience.SITE_CONTACT): Words(
        _("New case at your worksite: {title}"),
        _("A case has been reported at {place}. Somebody here now answers for it. You follow it by the link below."),
        _("{company}: a case has been reported at {place}. Follow it here:"),
    ),
    (Occasion.ASSIGNED, Audience.ANSWERER): Words(
        _("Case for you: {title}"), _("{by} handed you a case.\n\n{text}"), _("Case for you at {place}: {title}")
    ),
    (Occasion.ASSIGNED, Audience.TEAM): Words(
        _("Case for your team: {title}"),
        _("{by} handed a case to {answerer}. Whoever acknowledges it takes it.\n\n{text}"),
        _("Case for your team at {place}: {title}"),
    ),
    (Occasion.ASSIGNED, Audience.STAFF): Words(
        _("Handed over: {title}"),
        _("{by} handed the case to {answerer}.\n\n{text}"),
        _("Case {number} handed to {answerer}"),
    ),
    (Occasion.ACKNOWLEDGED, Audience.STAFF): Words(
        _("Acknowledged: {title}"), _("{by} has acknowledged the case."), _("{by} has acknowledged case {number}")
    ),
    (Occasion.ACKNOWLEDGED, Audience.CUSTOMER): Words(
        _("We have seen your case: {title}"),
        _("{by} has seen your case and answers for it."),
        _("{company}: {by} has seen your case {number} and answers for it."),
    ),
    (Occasion.STARTED, Audience.STAFF): Words(
        _("Work started: {title}"), _("{by} has started the work."), _("{by} has started the work on case {number}")
    ),
    (Occasion.STARTED, Audience.CUSTOMER): Words(
        _("The work has started: {title}"),
        _("{by} has started the work."),
        _("{company}: the work on your case {number} has started."),
    ),
    (Occasion.PAUSED, Audience.STAFF): Words(
        _("Waiting: {title}"), _("The work waits.\n\n{text}"), _("The work on case {number} waits")
    ),
    (Occasion.PAUSED, Audience.CUSTOMER): Words(
        _("The work waits: {title}"),
        _("The work on your case waits for the moment.\n\n{text}"),
        _("{company}: the work on your case {number} waits for the moment."),
    ),
    (Occasion.RESUMED, Audience.STAFF): Words(
        _("Work resumed: {title}"), _("{by} goes on with the work."), _("{by} goes on with case {number}")
    ),
    (Occasion.RESUMED, Audience.CUSTOMER): Words(
        _("The work goes on: {title}"),
        _("We go on with the work on your case."),
        _("{company}: the work on your case {number} goes on."),
    ),
    (Occasion.FINISHED, Audience.STAFF): Words(
        _("Work done: {title}"), _("{by} has finished the work."), _("{by} has finished case {number}")
    ),
    (Occasion.FINISHED, Audience.CUSTOMER): Words(
        _("The work is done: {title}"),
        _("Look at it, please: approve by the link below, or reopen the case if something is left to do."),
        _("{company}: the work on your case {number} is done. Look at it, please:"),
    ),
    (Occasion.CLOSED, Audience.STAFF): Words(
        _("Case closed: {title}"), _("{by} has closed the case.\n\n{text}"), _("Case {number} is closed")
    ),
    (Occasion.CLOSED, Audience.CUSTOMER): Words(
        _("Your case is closed: {title}"),
        _("We have closed your case. If something is left to do, reopen it by the link below."),
        _("{company}: your case {number} is closed."),
    ),
    (Occasion.REOPENED, Audience.STAFF): Words(
        _("Reopened: {title}"), _("{by} reopened the case.\n\n{text}"), _("{by} reopened case {number}")
    ),
    (Occasion.REOPENED, Audience.CUSTOMER): Words(
        _("Your case is open again: {title}"),
        _("We are taking it up again."),
        _("{company}: we are taking up your case {number} again."),
    ),
    (Occasion.CANCELLED, Audience.STAFF): Words(
        _("Cancelled: {title}"), _("{by} cancelled the case.\n\n{text}"), _("{by} cancelled case {number}")
    ),
    (Occasion.CANCELLED, Audience.CUSTOMER): Words(
        _("Your case was cancelled: {title}"),
        _("We will not do any more work on it.\n\n{text}"),
        _("{company}: your case {number} was cancelled."),
    ),
    (Occasion.CUSTOMER_MESSAGE, Audience.STAFF): Words(
        _("New message: {title}"), _("{by} wrote in the case:\n\n{text}"), _("{by} wrote in case {number}")
    ),
    (Occasion.STAFF_MESSAGE, Audience.STAFF): Words(
        _("Written to the customer: {title}"),
        _("{by} wrote to the customer:\n\n{text}"),
        _("{by} wrote to the customer of case {number}"),
    ),
    (Occasion.STAFF_MESSAGE, Audience.CUSTOMER): Words(
        _("Answer in your case: {title}"),
        _("{by} wrote to you:\n\n{text}"),
        _("{company} has written in your case {number}. Read it here:"),
    ),
    (Occasion.NOTE, Audience.STAFF): Words(
        _("Internal note: {title}"), _("{by} left a note:\n\n{text}"), _("{by} left a note in case {number}")
    ),
    (Occasion.ATTACHED, Audience.STAFF): Words(
        _("Files added: {title}"), _("{by} added files to the case."), _("{by} added files to case {number}")
    ),
    (Occasion.ATTACHED, Audience.CUSTOMER): Words(
        _("New files in your case: {title}"),
        _("{by} added files to your case. You see them by the link below."),
        _("{company} has added files to your case {number}. See them here:"),
    ),
    (Occasion.REMINDED, Audience.STAFF): Words(
        _("Reminder: {title}"),
        _("{answerer} answers for this case.\n\n{text}"),
        _("Reminder of case {number} at {place}: {title}"),
    ),
    (Occasion.LEADER_TOLD, Audience.STAFF): Words(
        _("Needs you: {title}"),
        _("As the team's leader you should know of this case. {answerer} answers for it.\n\n{text}"),
        _("Case {number} at {place} needs you: {title}"),
    ),
    (Occasion.OFFICE_TOLD, Audience.STAFF): Words(
        _("Needs the office: {title}"),
        _("The office should know of this case. {answerer} answers for it.\n\n{text}"),
        _("Case {number} at {place} needs the office: {title}"),
    ),
    (Occasion.HANDED_ON, Audience.ANSWERER): Words(
        _("Case for you: {title}"),
        _("The case has come to you by itself. Acknowledge it: then everybody sees that it is yours.\n\n{text}"),
        _("Case for you at {place}: {title}"),
    ),
    (Occasion.HANDED_ON, Audience.TEAM): Words(
        _("Case for your team: {title}"),
        _("The case has come to {answerer} by itself. Whoever acknowledges it takes it.\n\n{text}"),
        _("Case for your team at {place}: {title}"),
    ),
    (Occasion.HANDED_ON, Audience.STAFF): Words(
        _("Handed on: {title}"),
        _("The case has come to {answerer} by itself.\n\n{text}"),
        _("Case {number} has come to {answerer} by itself"),
    ),
    (Occasion.PRIORITY_RAISED, Audience.STAFF): Words(
        _("Priority raised: {title}"),
        _("The priority of the case is “{priority}” now.\n\n{text}"),
        _("Case {number} at {place} has the priority “{priority}” now"),
    ),
}  # fmt: skip


def audience_among(event: Occasion, nearest: Audience) -> Audience:
    """The nearest audience that there are words for."""
    further = Audience.CUSTOMER if nearest == Audience.SITE_CONTACT else Audience.STAFF
    return nearest if (event, nearest) in OWN else further

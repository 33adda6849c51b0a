"""What a notice says, in the recipient's language. A reporter's own words never go into the receipt to her address:
anybody can type anybody's address into a form."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import links
from workflows.models import CaseEvent, Company, EventKind
from workflows.notifications.rules import Recipient


@dataclass(frozen=True)
class Notice:
    subject: str
    text: str
    html: str


@dataclass
class Words:
    """`facts` are (label, value) rows; `quote` is what somebody wrote, shown as theirs."""

    heading: str
    lead: str
    quote: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)


def compose(event: CaseEvent, recipient: Recipient) -> Notice:
    company = Company.load()
    with translation.override(recipient.language):
        words = for_staff(event) if recipient.user else for_reporter(event)
        context = {
            "words": words,
            "case": event.case,
            "company": company,
            "link": link_for(event, recipient),
            "to_staff": recipient.user is not None,
        }
        subject = f"[#{event.case.number}] {words.heading}"
        if recipient.user is not None or event.kind != EventKind.OPENED:
            subject = f"{subject}: {event.case.title}"
        return Notice(
            " ".join(subject.split())[:200],
            render_to_string("workflows/mail/notice.txt", context),
            render_to_string("workflows/mail/notice.html", context),
        )


def for_staff(event: CaseEvent) -> Words:
    case = event.case
    facts = [
        (_("Customer"), str(case.customer or "")),
        (_("Where"), case.where),
        (_("Category"), str(case.category or "")),
        (_("Priority"), case.get_priority_display()),
        (_("Reporter"), " ".join(filter(None, [case.reporter_name, case.reporter_phone]))),
        (_("Answers for it"), str(case.answerer or "")),
    ]
    shown = [(label, value) for label, value in facts if value]
    match event.kind:
        case EventKind.OPENED:
            return Words(
                _("New case"),
                _("A new case has reached you. Acknowledge it: then everybody sees that it is yours.")
                if case.responsible
                else _("A new case has reached %(team)s. Whoever acknowledges it takes it.") % {"team": case.team},
                case_text(event),
                shown,
            )
        case EventKind.ASSIGNED:
            return Words(
                _("Case for you") if case.responsible else _("Case for your team"),
                _("%(name)s handed you a case.") % {"name": event.by_name}
                if case.responsible
                else _("%(name)s handed a case to %(team)s.") % {"name": event.by_name, "team": case.team},
                event.data.get("reason", ""),
                shown,
            )
        case EventKind.MESSAGE:
            return Words(
                _("New message"),
                _("%(name)s wrote in the case:") % {"name": event.by_name},
                body(event),
                shown,
            )
        case EventKind.NOTE:
            return Words(_("Internal note"), _("%(name)s left a note:") % {"name": event.by_name}, body(event), shown)
        case EventKind.REOPENED:
            return Words(
                _("Reopened"),
                _("%(name)s reopened the case.") % {"name": event.by_name},
                event.data.get("reason", ""),
                shown,
            )
        case _:
            return Words(
                _("Cancelled"),
                _("%(name)s cancelled the case.") % {"name": event.by_name},
                event.data.get("reason", ""),
                shown,
            )


def for_reporter(event: CaseEvent) -> Words:
    match event.kind:
        case EventKind.OPENED:
            return Words(
                _("We have received your case"),
                _(
                    "Somebody here now answers for it. You follow the case, write more and add photos "
                    "by the link below."
                ),
            )
        case EventKind.MESSAGE:
            return Words(_("Answer in your case"), _("%(name)s wrote to you:") % {"name": event.by_name}, body(event))
        case EventKind.FINISHED:
            return Words(
                _("The work is done"),
                _("Look at it, please: approve by the link below, or reopen the case if something is left to do."),
            )
        case EventKind.REOPENED:
            return Words(_("Your case is open again"), _("We are taking it up again."))
        case _:
            return Words(
                _("Your case was cancelled"),
                _("We will not do any more work on it."),
                event.data.get("reason", ""),
            )


def case_text(event: CaseEvent) -> str:
    return event.case.description


def body(event: CaseEvent) -> str:
    return event.message.body if event.message else ""


def link_for(event: CaseEvent, recipient: Recipient) -> str:
    """Staff come to the case in their own place; a reporter by the one-case link made for her address."""
    case = event.case
    if recipient.user is not None:
        return links.absolute(links.own_path(case, recipient.user))
    link = case.links.valid().filter(email__iexact=recipient.email).first()
    return links.one_case(link or case.links.create(name=case.reporter_name, email=recipient.email))

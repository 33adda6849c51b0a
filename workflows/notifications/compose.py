"""What a notice says, in the recipient's language: the administrator's words, or Serva's own where there are none.

A reporter's own words never go into the receipt to her address: anybody can type anybody's address into a form.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from workflows import links
from workflows.ladder_words import because
from workflows.models import Audience, CaseEvent, Company, EventKind, NotificationTemplate, Receiver
from workflows.models.notification_template import names_for
from workflows.notifications.filling import one_line, paragraphs
from workflows.notifications.rules import Recipient, occasion_of
from workflows.notifications.words import OWN, audience_among
from workflows.stages import stage_of

LONGEST_SUBJECT = 200
LONGEST_SHORT = 160


@dataclass(frozen=True)
class Notice:
    """`heading` is the subject without the number of the case; `short` and `brief` are one line without a link, for a
    phone's locked screen and for the bell's list, where the heading stands above.
    """

    subject: str
    heading: str
    text: str
    html: str
    short: str
    brief: str
    link: str


class Composer:
    """Composes the notices of one event: what they share is read once."""

    def __init__(self, event: CaseEvent) -> None:
        self.event, self.case = event, event.case
        self.occasion = occasion_of(event)
        self.made: dict[str, Notice] = {}

    @cached_property
    def company(self) -> Company:
        return Company.load()

    @cached_property
    def templates(self) -> dict[str, NotificationTemplate]:
        return {template.audience: template for template in NotificationTemplate.objects.filter(event=self.occasion)}

    def notice(self, recipient: Recipient) -> Notice:
        """The same over all channels."""
        if recipient.key not in self.made:
            self.made[recipient.key] = self.written_with(recipient)
        return self.made[recipient.key]

    def written_with(
        self, recipient: Recipient, template: NotificationTemplate | None = None, link: str = ""
    ) -> Notice:
        """`template` in place of the one that is kept, and `link` of hers: to see how it would be."""
        audience = audience_among(self.occasion, audience_of(recipient, self.event))
        if template is None:
            template = self.templates.get(audience)
        else:
            audience = Audience(template.audience)
        with translation.override(recipient.language):
            link = link or self.link_for(recipient)
            allowed = self.allowed(audience, self.values(recipient, link))
            heading = one_line(self.words("subject", audience, template), allowed, LONGEST_SUBJECT)
            parts = list(paragraphs(self.words("body", audience, template), allowed))
            context = {
                "heading": heading,
                "paragraphs": parts,
                "facts": [] if recipient.is_customer else self.facts(),
                "case": self.case,
                "company": self.company,
                "link": link,
                "to_staff": not recipient.is_customer,
            }
            return Notice(
                one_line("[#{number}] {heading}", {"number": self.case.number, "heading": heading}, LONGEST_SUBJECT),
                heading,
                drawn("workflows/mail/notice.txt", context),
                drawn("workflows/mail/notice.html", context),
                one_line(self.words("short", audience, template), allowed, LONGEST_SHORT),
                one_line("{all}", {"all": " ".join(part.text for part in parts)}, LONGEST_SHORT),
                link,
            )

    def words(self, word: str, audience: Audience, template: NotificationTemplate | None) -> str:
        own = OWN[self.occasion, audience]
        written = template.written(word, translation.get_language() or "sv") if template else ""
        return written or str(getattr(own, word))

    def allowed(self, audience: Audience, values: dict[str, str]) -> dict[str, str]:
        """Nothing else is filled in, also if a template of before asks for it."""
        return {name: value for name, value in values.items() if name in names_for(self.occasion, audience)}

    def values(self, recipient: Recipient, link: str) -> dict[str, str]:
        case = self.case
        return {
            "number": case.number,
            "title": case.title,
            "place": case.where,
            "category": str(case.category or ""),
            "priority": case.get_priority_display(),
            "status": str(stage_of(case) or case.get_status_display()),
            "customer": str(case.customer or ""),
            "reporter": case.reporter_name,
            "answerer": str(case.answerer or ""),
            "by": self.by(recipient),
            "text": self.written(recipient),
            "company": self.company.name,
            "phone": self.company.phone,
            "link": link,
        }

    def by(self, recipient: Recipient) -> str:
        """Customers read names of ours, not of each other's."""
        is_ours = self.event.user_id is not None and self.event.contact_id is None
        return self.event.by_name if is_ours or not recipient.is_customer else self.company.name

    def written(self, recipient: Recipient) -> str:
        """The message, the reason, or what the case is about; why somebody was chosen is for the house."""
        event = self.event
        if event.message is not None:
            return event.message.body
        if event.kind == EventKind.OPENED:
            return self.case.description
        if "what" in event.data and "due" in event.data:
            return because(event.data)
        if event.kind == EventKind.REOPENED and recipient.is_customer:
            return ""
        return str(event.data.get("reason", ""))

    def facts(self) -> list[tuple[str, str]]:
        """(label, value) rows for staff."""
        case = self.case
        rows = [
            (_("Customer"), str(case.customer or "")),
            (_("Where"), case.where),
            (_("Category"), str(case.category or "")),
            (_("Priority"), case.get_priority_display()),
            (_("Reporter"), " ".join(filter(None, [case.reporter_name, case.reporter_phone]))),
            (_("Answers for it"), str(case.answerer or "")),
        ]
        return [(label, value) for label, value in rows if value]

    def link_for(self, recipient: Recipient) -> str:
        """Staff come to the case in their own place; a customer by the one-case link made for her address."""
        case = self.case
        if recipient.user is not None and not recipient.is_customer:
            return links.absolute(links.own_path(case, recipient.user))
        hers = {"email__iexact": recipient.email} if recipient.email else {"email": "", "name": recipient.name}
        found = case.links.valid().filter(**hers).first()
        return links.one_case(found or case.links.create(name=recipient.name, email=recipient.email))


def drawn(template: str, context: dict[str, Any]) -> str:
    """Not marked as safe: a page that shows the mail escapes it."""
    return render_to_string(template, context) + ""


def audience_of(recipient: Recipient, event: CaseEvent) -> Audience:
    by_receiver: dict[Any, Audience] = {
        Receiver.REPORTER: Audience.CUSTOMER,
        Receiver.SITE_CONTACT: Audience.SITE_CONTACT,
        Receiver.ANSWERER: Audience.ANSWERER if event.case.responsible else Audience.TEAM,
    }
    return by_receiver.get(recipient.receiver, Audience.STAFF)

"""A mail: text and HTML, one thread a case, the same Message-ID however often it is sent."""

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from workflows.errands import Permanent
from workflows.models import Company, Delivery, NoticeDigest
from workflows.notifications.rules import Recipient


def address(person: Recipient) -> str:
    return person.email


def send(delivery: Delivery) -> None:
    """Raises Permanent when the receiver's server says that the address does not exist (5xx)."""
    hand_over(message_of(delivery))


def send_digest(digest: NoticeDigest, to: str, subject: str, text: str, html: str) -> None:
    hand_over(mail_of(digest.message_id, to, subject, text, html))


def hand_over(mail: EmailMultiAlternatives) -> None:
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        if all(code >= 500 for code in codes):
            raise Permanent(str(error)) from error
        raise


def message_of(delivery: Delivery) -> EmailMultiAlternatives:
    thread = f"<case-{delivery.event.case_id}@{domain()}>"
    mail = mail_of(delivery.message_id, delivery.address, delivery.subject, delivery.text, delivery.html)
    mail.extra_headers |= {"References": thread, "In-Reply-To": thread}
    return mail


def mail_of(message_id: str, to: str, subject: str, text: str, html: str) -> EmailMultiAlternatives:
    company = Company.load()
    mail = EmailMultiAlternatives(
        subject=subject,
        body=text,
        to=[to],
        reply_to=[company.email] if company.email else None,
        headers={
            "Message-ID": f"<{message_id}@{domain()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def domain() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"

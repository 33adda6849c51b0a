"""A mail: text and HTML, one thread a case, the same Message-ID however often it is sent."""

from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from workflows.errands import Permanent
from workflows.models import Company, Delivery


def send(delivery: Delivery) -> None:
    """Raises Permanent when the receiver's server says that the address does not exist (5xx)."""
    mail = message_of(delivery)
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        if all(code >= 500 for code in codes):
            raise Permanent(str(error)) from error
        raise


def message_of(delivery: Delivery) -> EmailMultiAlternatives:
    company = Company.load()
    domain = urlsplit(settings.BASE_URL).hostname or "localhost"
    thread = f"<case-{delivery.event.case_id}@{domain}>"
    mail = EmailMultiAlternatives(
        subject=delivery.subject,
        body=delivery.text,
        to=[delivery.address],
        reply_to=[company.email] if company.email else None,
        headers={
            "Message-ID": f"<{delivery.message_id}@{domain}>",
            "References": thread,
            "In-Reply-To": thread,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    mail.attach_alternative(delivery.html, "text/html")
    return mail

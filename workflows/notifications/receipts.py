"""A form mails its receipt to whatever address was typed into it: only so often to one, or it would be a weapon."""

from django.dispatch import Signal

from workflows.limits import within
from workflows.models import Case, CaseEvent, EventKind
from workflows.notifications.rules import Recipient

MOST_AN_HOUR = 5
BY_FORM = (Case.Source.FORM, Case.Source.CODE)

withheld = Signal()  # with `case`: it came in as usual, and its receipt is not mailed


def is_one_too_many(event: CaseEvent, person: Recipient) -> bool:
    """Counts the receipts to an address that anybody may have typed; those to contacts of ours are not limited."""
    if event.kind != EventKind.OPENED or not person.is_customer or event.case.reporter_id is not None:
        return False
    if event.case.source not in BY_FORM or within("receipt", mailbox(person.email), most=MOST_AN_HOUR, seconds=3600):
        return False
    withheld.send(sender=Case, case=event.case)
    return True


def mailbox(address: str) -> str:
    """eva+1@example.com and eva+2@example.com are one person's."""
    name, _at, host = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"

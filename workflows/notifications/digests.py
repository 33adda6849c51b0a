"""Notices that somebody wants gathered: they wait in a row of their own, and go out as one mail."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows import errands
from workflows.models import Company, Delivery, NoticeDigest, NotificationPreference
from workflows.notifications.channels import email
from workflows.notifications.compose import drawn

SLOT = timedelta(minutes=5)


def gather(delivery: Delivery, choice: NotificationPreference, now: datetime) -> None:
    """Adds the notice to the person's next mail, in the transaction that made it.

    The update locks the mail's row: whoever sends it waits for us, or has closed it, and then the one after takes it.
    """
    due = choice.digest_due(now)
    while not put_into(delivery, due):
        due = choice.digest_due(due + timedelta(seconds=1))


def gather_late(delivery: Delivery, choice: NotificationPreference, now: datetime) -> None:
    """What a ladder tells after an outage, into one mail a person, also of who has them one by one otherwise.

    It waits some minutes for what else comes of it, and goes with the mail that waits already.
    """
    if choice.digest:
        gather(delivery, choice, now)
        return
    waiting = NoticeDigest.objects.filter(user=delivery.user_id, closed_at=None, due_at__gt=now).order_by("due_at")
    digest = waiting.first()
    due = digest.due_at if digest else choice.heard_at(slot_after(now))
    while not put_into(delivery, due):
        due += SLOT


def slot_after(now: datetime) -> datetime:
    """The same for all that is planned within a few minutes, by whichever worker."""
    begun = now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)
    return begun + 2 * SLOT


def put_into(delivery: Delivery, due: datetime) -> bool:
    """False where that mail is closed."""
    digest, _is_new = NoticeDigest.objects.get_or_create(user=delivery.user, due_at=due)
    if not NoticeDigest.objects.filter(pk=digest.pk, closed_at=None).update(due_at=due):
        return False
    Delivery.objects.filter(pk=delivery.pk).update(digest=digest)
    errands.add("send_digest", digest.pk, due_at=due)
    return True


def send(digest_id: int) -> None:
    """Closes it, so that what is in it stays the same over all tries, then sends. What is sent is left alone."""
    with transaction.atomic():
        NoticeDigest.objects.filter(pk=digest_id, closed_at=None).update(closed_at=timezone.now())
        digest = NoticeDigest.objects.select_related("user").get(pk=digest_id)
        notices = list(digest.deliveries.select_related("event__case").order_by("pk"))
    if digest.sent_at or not notices:
        return
    rows = Delivery.objects.filter(digest=digest)
    try:
        email.send_digest(digest, notices[0].address, *composed(digest, notices))
    except errands.Permanent as error:
        rows.update(state=Delivery.State.REFUSED, error=str(error)[:2000])
        raise
    now = timezone.now()
    with transaction.atomic():
        rows.update(state=Delivery.State.SENT, sent_at=now, error="")
        NoticeDigest.objects.filter(pk=digest.pk).update(sent_at=now)


def composed(digest: NoticeDigest, notices: list[Delivery]) -> tuple[str, str, str]:
    """Subject, text and HTML, in the person's language."""
    with translation.override(digest.user.language):
        words = ngettext("%(count)d notice about your cases", "%(count)d notices about your cases", len(notices))
        heading = words % {"count": len(notices)}
        if len({notice.event.case_id for notice in notices}) == 1:
            heading = f"{heading}: {_('case')} {notices[0].event.case.number}"
        context = {"heading": heading, "notices": notices, "company": Company.load()}
        return (
            heading,
            drawn("workflows/mail/digest.txt", context),
            drawn("workflows/mail/digest.html", context),
        )

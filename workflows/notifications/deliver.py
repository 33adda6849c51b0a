"""From an event to notices: rows first (`plan`), then one sending each (`send`), each an errand."""

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflows import errands
from workflows.models import Case, CaseEvent, Channel, Delivery, NotificationPreference, Priority
from workflows.models.notification_rule import TOLD_KINDS
from workflows.notifications import digests, receipts
from workflows.notifications.compose import Composer
from workflows.notifications.rules import Recipient, told

CHANNELS = {
    Channel.EMAIL: "workflows.notifications.channels.email",
    Channel.BELL: "workflows.notifications.channels.bell",
    Channel.PUSH: "workflows.notifications.channels.push",
    Channel.SMS: "workflows.notifications.channels.sms",
    Channel.WEBHOOK: "workflows.notifications.channels.webhook",
}
EVERYTHING = NotificationPreference()  # as it is for whoever has chosen nothing
LISTED = (Channel.BELL, Channel.EMAIL)  # whose short line stands below a heading, a mail's among gathered ones
HELD = (Channel.EMAIL, Channel.PUSH, Channel.SMS)  # what wakes or disturbs somebody


def register_errands() -> None:
    here = "workflows.notifications.deliver"
    errands.register("notify", f"{here}.plan", on=TOLD_KINDS, label=_("Notices"))
    errands.register("deliver", f"{here}.send", label=_("A notice"), about=f"{here}.cases_of")
    errands.register("send_digest", "workflows.notifications.digests.send", label=_("Gathered notices"))


def cases_of(ids: Iterable[int]) -> dict[int, Case]:
    """Of these deliveries. One query."""
    found = Delivery.objects.select_related("event__case").defer("text", "html").in_bulk(ids)
    return {pk: delivery.event.case for pk, delivery in found.items()}


def channel_module(channel: str) -> Any:
    """With `address(recipient)`, empty for whom it cannot reach, and `send(delivery)`."""
    return import_module(CHANNELS[Channel(channel)])


@transaction.atomic
def plan(event_id: int) -> None:
    """A Delivery with its errand for everybody whom the event concerns. Called again it adds nothing."""
    events = CaseEvent.objects.select_related(
        *("case__responsible", "case__team__leader", "case__customer", "case__category", "message"),
        *("case__worksite__contact__user", "case__reporter__user"),
    )
    event = events.get(pk=event_id)
    there = set(Delivery.objects.filter(event=event).values_list("recipient_key", "channel"))
    wanted = [(person, channel) for person, channel in told(event) if (person.key, channel) not in there]
    choices = choices_of([person for person, _channel in wanted])
    composer = Composer(event)
    rows = [
        delivery
        for person, channel in wanted
        if choices.get(person.key, EVERYTHING).wants(channel)
        and (delivery := draft(composer, person, channel)) is not None
    ]
    if is_late(event):
        rows = without_alarms(rows)
    # Two at once with the same event: the second breaks here, and finds the rows when it is tried again.
    put_down(Delivery.objects.bulk_create(rows), choices, is_late(event))


def draft(composer: Composer, person: Recipient, channel: Channel) -> Delivery | None:
    """Not saved. None where the channel cannot reach her. A bell has rung when its row is there."""
    module = channel_module(channel)
    if not (address := module.address(person)) or (channel == Channel.BELL and not sees(person, composer.case)):
        return None
    if channel == Channel.EMAIL and receipts.is_one_too_many(composer.event, person):
        return None
    event, now = composer.event, timezone.now()
    delivery = Delivery(
        event=event,
        recipient_key=person.key,
        channel=channel,
        user=person.user,
        address=address,
        is_urgent=event.case.priority == Priority.URGENT,
        message_id=message_id(event, person.key, channel),
        created_at=now,
    )
    if channel == Channel.WEBHOOK:
        module.fill(delivery)
        return delivery
    notice = composer.notice(person)
    delivery.subject = notice.subject
    delivery.short = notice.brief if channel in LISTED else notice.short
    if channel == Channel.BELL:
        delivery.subject, delivery.state, delivery.sent_at = notice.heading, Delivery.State.SENT, now
    else:
        delivery.text, delivery.html, delivery.link = notice.text, notice.html, notice.link
    return delivery


def sees(person: Recipient, case: Case) -> bool:
    """A worksite's contact may read there only what she reported herself: her bell says nothing of the others."""
    if not person.is_customer or person.user is None:
        return True
    return Case.objects.visible_to(person.user).filter(pk=case.pk).exists()


def is_late(event: CaseEvent) -> bool:
    """A ladder's step that came long after its time, with many others: everybody is told of them in one mail."""
    return bool(event.data.get("late"))


def without_alarms(rows: list[Delivery]) -> list[Delivery]:
    """Phones stay silent where a mail tells it too."""
    mailed = {row.recipient_key for row in rows if row.channel == Channel.EMAIL}
    alarms = (Channel.PUSH, Channel.SMS)
    return [row for row in rows if row.channel not in alarms or row.recipient_key not in mailed]


def put_down(rows: list[Delivery], choices: dict[str, NotificationPreference], late: bool = False) -> None:
    """When each goes out: after the quiet hours, with the gathered ones, or at once; urgent cases do not wait."""
    now = timezone.now()
    for delivery in rows:
        choice = choices.get(delivery.recipient_key, EVERYTHING)
        if delivery.channel == Channel.BELL:
            continue
        if late and delivery.channel == Channel.EMAIL and delivery.user_id is not None:
            digests.gather_late(delivery, choice, now)
        elif delivery.is_urgent or delivery.channel not in HELD:
            errands.add("deliver", delivery.pk)
        elif choice.digest and delivery.channel == Channel.EMAIL:
            digests.gather(delivery, choice, now)
        else:
            errands.add("deliver", delivery.pk, due_at=choice.heard_at(now))


def choices_of(people: list[Recipient]) -> dict[str, NotificationPreference]:
    """What they chose, where they chose anything, by the key of the person. One query."""
    users = {person.user.pk: person.key for person in people if person.user}
    return {users[choice.user_id]: choice for choice in NotificationPreference.objects.filter(user__in=users)}


def message_id(event: CaseEvent, key: str, channel: str = Channel.EMAIL) -> str:
    """The same however often the notice is sent, so that a receiver can drop a repeat."""
    whose = key.replace(":", "-").replace("@", "-at-")
    end = "" if channel == Channel.EMAIL else f".{channel}"
    return f"case-{event.case_id}.{event.sequence}.{whose}{end}"


def send(delivery_id: int) -> None:
    """Hands the notice to its channel and writes the outcome back; a notice already sent is left alone.

    One that comes late into somebody's quiet hours waits until they end (NotYet).
    """
    delivery = Delivery.objects.select_related("event__case").get(pk=delivery_id)
    if delivery.state == Delivery.State.SENT:
        return
    wait_for_quiet_hours(delivery, timezone.now())
    try:
        channel_module(delivery.channel).send(delivery)
    except errands.Permanent as error:
        Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.REFUSED, error=str(error)[:2000])
        raise
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.SENT, sent_at=timezone.now(), error="")


def wait_for_quiet_hours(delivery: Delivery, now: datetime) -> None:
    if delivery.user_id is None or delivery.is_urgent or delivery.channel not in HELD:
        return
    choice = NotificationPreference.objects.filter(user=delivery.user_id).first()
    if choice is not None and (heard_at := choice.heard_at(now)) > now:
        raise errands.NotYet(heard_at)

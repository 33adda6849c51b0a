"""From an event to notices: rows first (`plan`), then one sending each (`send`), each an errand."""

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from workflows import errands
from workflows.models import CaseEvent, Delivery
from workflows.notifications.compose import compose
from workflows.notifications.rules import RULES, recipients

CHANNELS = {"email": "workflows.notifications.channels.email.send"}


def register_errands() -> None:
    errands.register("notify", "workflows.notifications.deliver.plan", on=RULES)
    errands.register("deliver", "workflows.notifications.deliver.send")


@transaction.atomic
def plan(event_id: int) -> None:
    """A Delivery with its errand for everybody whom the event concerns. Called again it adds nothing."""
    events = CaseEvent.objects.select_related(
        "case__responsible",
        "case__team",
        "case__customer",
        "case__worksite",
        "case__category",
        "case__reporter",
        "message",
    )
    event = events.get(pk=event_id)
    for person in recipients(event):
        notice = compose(event, person)
        delivery, is_new = Delivery.objects.get_or_create(
            event=event,
            recipient_key=person.key,
            channel="email",
            defaults={
                "address": person.email,
                "subject": notice.subject,
                "text": notice.text,
                "html": notice.html,
                "message_id": message_id(event, person.key),
            },
        )
        if is_new:
            errands.add("deliver", delivery.pk)


def message_id(event: CaseEvent, key: str) -> str:
    """The same however often the notice is sent, so that a receiver can drop a repeat."""
    return f"case-{event.case_id}.{event.sequence}.{key.replace(':', '-').replace('@', '-at-')}"


def send(delivery_id: int) -> None:
    """Hands the notice to its channel and writes the outcome back; a notice already sent is left alone."""
    delivery = Delivery.objects.select_related("event__case").get(pk=delivery_id)
    if delivery.state == Delivery.State.SENT:
        return
    try:
        import_string(CHANNELS[delivery.channel])(delivery)
    except errands.Permanent as error:
        Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.REFUSED, error=str(error)[:2000])
        raise
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.SENT, sent_at=timezone.now(), error="")

"""Which event tells whom over which channel: the rules of the administrator, worked out for one event.

The one who did it is not told; one person is told once over a channel, also if several rules mean her.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.conf import settings

from accounts.models import User
from workflows.models import (
    Case,
    CaseEvent,
    Channel,
    Contact,
    EventKind,
    NotificationPreference,
    NotificationRule,
    Occasion,
    Receiver,
    WebhookEndpoint,
)
from workflows.models.notification_rule import CUSTOMERS, OF_MESSAGES
from workflows.permissions import office
from workflows.remembered import Remembered


@dataclass(frozen=True)
class Recipient:
    """`key` is the same for one person however she is reached: user:7, contact:3 or an address.

    `user` is her log-in, if she has one; `receiver` the first rule's word for her.
    """

    key: str
    email: str
    phone: str
    language: str
    user: User | None
    receiver: Receiver
    name: str = ""

    @property
    def is_customer(self) -> bool:
        return self.receiver in CUSTOMERS


def occasion_of(event: CaseEvent) -> Occasion:
    if event.kind == EventKind.MESSAGE:
        return OF_MESSAGES[bool(event.data.get("from_customer"))]
    if event.kind == EventKind.ESCALATED:
        return Occasion(event.data["what"])
    if event.kind == EventKind.ASSIGNED and "what" in event.data:
        return Occasion.HANDED_ON
    return Occasion(event.kind)


def of_users(people: Iterable[User], receiver: Receiver) -> list[Recipient]:
    return [
        Recipient(f"user:{user.pk}", user.email, user.phone, user.language, user, receiver, str(user))
        for user in people
        if user.is_active
    ]


def answerer(event: CaseEvent) -> Iterable[Recipient]:
    """The responsible, or every active member of the team while nobody of them has taken the case.

    Of a reminder whoever answered for the case then, also if it has been handed on since.
    """
    if occasion_of(event) == Occasion.REMINDED and event.data["people"]:
        return of_users(User.objects.filter(pk__in=event.data["people"]), Receiver.ANSWERER)
    if event.case.responsible:
        return of_users([event.case.responsible], Receiver.ANSWERER)
    return [replace(person, receiver=Receiver.ANSWERER) for person in team(event)]


def team(event: CaseEvent) -> Iterable[Recipient]:
    members = event.case.team.members.all() if event.case.team else []
    return of_users(members, Receiver.TEAM)


def leader(event: CaseEvent) -> Iterable[Recipient]:
    """Of the case's team; where a ladder tells her, she who was found then, or stood in."""
    if occasion_of(event) == Occasion.LEADER_TOLD:
        return of_users(User.objects.filter(pk__in=event.data["people"]), Receiver.LEADER)
    led = event.case.team
    return of_users([led.leader] if led and led.leader else [], Receiver.LEADER)


def the_office(event: CaseEvent) -> Iterable[Recipient]:
    return of_users(office(), Receiver.OFFICE)


def reporter(event: CaseEvent) -> Iterable[Recipient]:
    case = event.case
    if case.reporter is not None:
        return of_contact(case.reporter, Receiver.REPORTER)
    email, phone = case.reporter_email, case.reporter_phone
    if not email and not phone:
        return []
    key = (email.lower() or f"phone:{phone}")[:120]
    return [Recipient(key, email, phone, case.reporter_language, None, Receiver.REPORTER, case.reporter_name)]


def site_contact(event: CaseEvent) -> Iterable[Recipient]:
    """If she belongs to the case's own customer."""
    place = event.case.worksite
    contact = place.contact if place else None
    if contact is None or contact.customer_id != event.case.customer_id:
        return []
    return of_contact(contact, Receiver.SITE_CONTACT)


def of_contact(contact: Contact, receiver: Receiver) -> list[Recipient]:
    if not contact.is_active or not (contact.email or contact.phone):
        return []
    user = contact.user if contact.user and contact.user.is_active else None
    key, name = f"contact:{contact.pk}", contact.name
    return [Recipient(key, contact.email, contact.phone, contact.language, user, receiver, name)]


def systems(event: CaseEvent) -> Iterable[Recipient]:
    return [
        Recipient(f"webhook:{endpoint.pk}", "", "", settings.LANGUAGE_CODE, None, Receiver.SYSTEMS, endpoint.name)
        for endpoint in WebhookEndpoint.objects.active()
    ]


FIND: dict[str, Callable[[CaseEvent], Iterable[Recipient]]] = {
    Receiver.ANSWERER: answerer,
    Receiver.TEAM: team,
    Receiver.LEADER: leader,
    Receiver.OFFICE: the_office,
    Receiver.REPORTER: reporter,
    Receiver.SITE_CONTACT: site_contact,
    Receiver.SYSTEMS: systems,
}


def told(event: CaseEvent) -> list[tuple[Recipient, Channel]]:
    """Each person once over each channel."""
    found: dict[tuple[str, str], tuple[Recipient, Channel]] = {}
    for channel, person in meant(event):
        if not did_it(event, person):
            found.setdefault((address_of(person), channel), (person, Channel(channel)))
    return list(found.values())


def meant(event: CaseEvent) -> Iterator[tuple[str, Recipient]]:
    """Those that the rules mean, the nearest to the case first. Each kind of them is looked up once."""
    rules = NotificationRule.objects.active().filter(event=occasion_of(event))
    people: dict[str, list[Recipient]] = {}
    for rule in sorted(rules, key=lambda rule: Receiver.values.index(rule.receiver)):
        if rule.receiver in CUSTOMERS and not event.is_public:
            continue
        if rule.receiver not in people:
            people[rule.receiver] = list(FIND[rule.receiver](event))
        yield from ((rule.channel, person) for person in people[rule.receiver])


def address_of(person: Recipient) -> str:
    """What one person is known by, also if a contact's address was typed into a form by hand."""
    return person.email.lower() or person.key


def messages_are_mailed() -> bool:
    rules = NotificationRule.objects.active().filter(event=Occasion.STAFF_MESSAGE, receiver=Receiver.REPORTER)
    return rules.filter(channel=Channel.EMAIL).exists()


# For the sentence beside a message to the customer, not for telling her.
says_it_mails = Remembered(messages_are_mailed)


def mailed(case: Case) -> list[Recipient]:
    """Who gets a message to the customer by mail, as the rules and she herself have it. For pages to say."""
    found = [person for person in reporter(CaseEvent(case=case)) if person.email] if says_it_mails() else []
    chosen = NotificationPreference.objects.filter(user__in=[person.user for person in found if person.user])
    without = {choice.user_id for choice in chosen if not choice.email} if any(one.user for one in found) else set()
    return [person for person in found if person.user is None or person.user.pk not in without]


def did_it(event: CaseEvent, person: Recipient) -> bool:
    """A reporter still gets the receipt of the case that she opened herself."""
    if event.kind == EventKind.OPENED and person.receiver == Receiver.REPORTER:
        return False
    if person.user is not None and event.user_id == person.user.pk:
        return True
    return event.contact_id is not None and person.key == f"contact:{event.contact_id}"

"""Which event tells whom. The one who did it is not told; one person is told once, also if she is there twice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from workflows.models import Case, CaseEvent, EventKind


@dataclass(frozen=True)
class Recipient:
    """`key` is the same for one person however she is reached: user:7, contact:3 or an address."""

    key: str
    email: str
    language: str
    user: User | None


def of_user(user: User) -> Recipient:
    return Recipient(f"user:{user.pk}", user.email, user.language, user)


def answerers(event: CaseEvent) -> Iterable[Recipient]:
    """The responsible, or every active member of the team while nobody of them has taken the case."""
    case = event.case
    people = [case.responsible] if case.responsible else team_of(case)
    return [of_user(user) for user in people if user.is_active]


def team_of(case: Case) -> list[User]:
    return list(case.team.members.filter(is_active=True)) if case.team else []


def reporter(event: CaseEvent) -> Iterable[Recipient]:
    case = event.case
    contact = case.reporter
    if contact is not None and contact.is_active and contact.email:
        return [Recipient(f"contact:{contact.pk}", contact.email, contact.language, None)]
    if contact is None and case.reporter_email:
        return [Recipient(case.reporter_email.lower(), case.reporter_email, case.reporter_language, None)]
    return []


def other_side(event: CaseEvent) -> Iterable[Recipient]:
    """The customer's message goes to who answers for the case, ours to the reporter."""
    return answerers(event) if event.data.get("from_customer") else reporter(event)


def everybody(event: CaseEvent) -> Iterable[Recipient]:
    return [*answerers(event), *reporter(event)]


RULES: dict[str, Callable[[CaseEvent], Iterable[Recipient]]] = {
    EventKind.OPENED: everybody,
    EventKind.ASSIGNED: answerers,
    EventKind.MESSAGE: other_side,
    EventKind.NOTE: answerers,
    EventKind.FINISHED: reporter,
    EventKind.REOPENED: everybody,
    EventKind.CANCELLED: everybody,
}


def recipients(event: CaseEvent) -> list[Recipient]:
    told: dict[str, Recipient] = {}
    for person in RULES[event.kind](event):
        if not did_it(event, person):
            told.setdefault(person.key, person)
    return list(told.values())


def did_it(event: CaseEvent, person: Recipient) -> bool:
    """A reporter still gets the receipt of the case that she opened herself."""
    if event.kind == EventKind.OPENED and person.user is None:
        return False
    if person.user is not None:
        return event.user_id == person.user.pk
    return event.contact_id is not None and person.key == f"contact:{event.contact_id}"

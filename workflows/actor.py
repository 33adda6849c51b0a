"""Who acts: a member of staff, a contact person, the holder of a one-case link, or Serva itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from accounts.models import User

if TYPE_CHECKING:
    from workflows.models import CaseLink, Contact


@dataclass(frozen=True)
class Actor:
    """`via` is one of admin, field, portal, link, form, schedule, system."""

    user: User | None
    contact: "Contact | None"
    name: str
    via: str

    @classmethod
    def of(cls, user: User | AnonymousUser, *, via: str) -> "Actor":
        if not isinstance(user, User):
            return cls(None, None, "", via)
        contact = None if user.is_staff else getattr(user, "contact", None)
        return cls(user, contact, contact.name if contact else str(user), via)

    @classmethod
    def holder(cls, link: "CaseLink") -> "Actor":
        case = link.case
        contact = case.reporter if case.reporter and case.reporter.email == link.email else None
        return cls(None, contact, link.name or link.email, "link")

    @property
    def is_staff(self) -> bool:
        return self.user is not None and self.contact is None

    @property
    def is_customer(self) -> bool:
        return self.via in {"link", "form"} or self.contact is not None


SYSTEM = Actor(None, None, "Serva", "system")
SCHEDULE = Actor(None, None, "Serva", "schedule")

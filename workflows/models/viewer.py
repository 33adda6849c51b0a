from typing import NamedTuple, Self

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from workflows.models.contact import Contact
from workflows.models.team import Team


class Viewer(NamedTuple):
    """Who looks at cases, in plain numbers: of each kind and count of them the question is the same.

    "field": the person and her teams. "customer": her customer. "own" and "watched": the contact and her customer.
    "link": the one case that its holder may see.
    """

    kind: str
    numbers: tuple[int, ...] = ()

    @classmethod
    def of(cls, user: User | AnonymousUser) -> Self:
        if not user.is_authenticated or not user.is_active:
            return cls("nobody")
        if user.has_perm("workflows.see_all_cases"):
            return cls("office")
        if user.has_perm("workflows.work_cases"):
            return cls("field", (user.pk, *Team.objects.ids_of(user)))
        contact = getattr(user, "contact", None)
        return cls("nobody") if contact is None else cls.of_contact(contact)

    @classmethod
    def of_contact(cls, contact: Contact) -> Self:
        if not contact.is_active:
            return cls("nobody")
        if contact.scope == Contact.Scope.ALL:
            return cls("customer", (contact.customer_id,))
        kind = "own" if contact.scope == Contact.Scope.OWN else "watched"
        return cls(kind, (contact.pk, contact.customer_id))

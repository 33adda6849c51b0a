from django.db import transaction

from accounts.logins import close_login
from workflows.models import Contact


@transaction.atomic
def close_log_in(contact: Contact) -> None:
    """The contact person stays in the register, but cannot log in until `open_log_in`."""
    contact = Contact.objects.select_related("user").get(pk=contact.pk)
    if contact.user is not None:
        close_login(contact.user)
        contact.user = None
        contact.save(update_fields=["user"])

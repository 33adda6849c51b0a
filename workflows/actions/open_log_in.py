from django.db import transaction
from django.utils.translation import gettext as _

from accounts.logins import AddressTaken, move_login, open_login
from accounts.models import User
from workflows.errors import NotPossible
from workflows.models import Contact


@transaction.atomic
def open_log_in(contact: Contact) -> User:
    """Lets the contact person into the portal with the e-mail address she has now; again after the address changed.

    Raises NotPossible with a sentence.
    """
    contact = Contact.objects.select_related("user").get(pk=contact.pk)
    if not contact.email:
        raise NotPossible(_("Write an e-mail address first: the code to log in with is sent there."))
    taken = NotPossible(_("Somebody else logs in with %(email)s.") % {"email": contact.email})
    try:
        if contact.user is not None:
            move_login(contact.user, contact.email)
        user = open_login(contact.email, name=contact.name, phone=contact.phone, language=contact.language)
    except AddressTaken as error:
        raise taken from error
    if Contact.objects.filter(user=user).exclude(pk=contact.pk).exists():
        raise taken
    contact.user = user
    contact.save(update_fields=["user"])
    return user

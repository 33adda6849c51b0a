"""Log-ins of people who are no staff: opened and closed by the office, used with a code by mail."""

from allauth.account.models import EmailAddress

from accounts.models import User


class AddressTaken(Exception):
    """Somebody else logs in with the address."""


def open_login(email: str, *, name: str, phone: str, language: str) -> User:
    """A new log-in without password, or the one with this address opened again. Raises AddressTaken for staff's."""
    user = User.objects.filter(email=email.strip().lower()).first()
    first, __, last = name.partition(" ")
    if user is None:
        return User.objects.create_user(
            email, first_name=first[:150], last_name=last[:150], phone=phone, language=language
        )
    if is_staffs(user):
        raise AddressTaken
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


def move_login(user: User, email: str) -> None:
    """To another address; the old one opens nothing any more. Raises AddressTaken."""
    email = email.strip().lower()
    if is_staffs(user) or User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise AddressTaken
    user.email = email
    user.save(update_fields=["email"])
    EmailAddress.objects.filter(user=user).delete()


def close_login(user: User) -> None:
    """Ends her sessions too: every request asks whether the log-in is open. Leaves staff's alone."""
    if not is_staffs(user):
        user.is_active = False
        user.save(update_fields=["is_active"])


def is_staffs(user: User) -> bool:
    return user.is_staff or user.is_superuser or user.groups.exists()

"""What is open already at a place, for people who are logged in: it may be the same thing."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from forms.models.qr_code import QrCode
from workflows.links import own_path
from workflows.models import Case

MOST = 5
Found = list[tuple[Case, str]]


def open_here(user: User | AnonymousUser, code: QrCode | None) -> Found:
    """Where one stands, of any category."""
    return [] if code is None or not isinstance(user, User) else open_at(user, code.worksite_id)


def open_at(user: User, worksite: int, category: int | None = None) -> Found:
    """The newest that she may see, each with the page on which she reads it. At most one query for a contact."""
    rows = Case.objects.visible_to(user).open().filter(worksite=worksite).order_by("-pk")
    if category is not None:
        rows = rows.filter(category=category)
    return [(case, own_path(case, user)) for case in rows[:MOST]]

"""What is open already where one stands, for people who are logged in: it may be the same thing."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from forms.models.qr_code import QrCode
from workflows.links import own_path
from workflows.models import Case

MOST = 5


def open_here(user: User | AnonymousUser, code: QrCode | None) -> list[tuple[Case, str]]:
    """The newest cases of the code's worksite that she may see, each with the page on which she reads it."""
    if code is None or not isinstance(user, User):
        return []
    rows = Case.objects.visible_to(user).open().filter(worksite=code.worksite_id).order_by("-pk")
    return [(case, own_path(case, user)) for case in rows[:MOST]]

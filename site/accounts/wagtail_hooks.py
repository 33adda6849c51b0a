from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.models import User


@hooks.register("register_account_menu_item")
def your_login(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Your log-in"),
        "help_text": _("Password, second step and recovery codes."),
    }


@hooks.register("before_bulk_action")
def not_above_oneself(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Wagtail's bulk actions on users ask for no more than the right to change users."""
    people = [thing for thing in objects if isinstance(thing, User)]
    if people and action_type == "delete":
        raise Http404
    if not request.user.is_superuser and any(person.is_superuser for person in people):
        raise Http404

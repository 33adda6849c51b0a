"""What wings above offer to do with things of a register, told by Wagtail's registry of bulk actions."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.button import Button

from workflows.viewsets.addresses import StaffRequest


class ActionsMixin:
    """What others offer to do with things of this register, several of them or one: Wagtail's bulk actions."""

    model: type[Model]
    request: StaffRequest

    @cached_property
    def actions(self) -> list[Any]:
        names = self.model._meta.app_label, self.model._meta.model_name
        found = bulk_action_registry.get_bulk_actions_for_model(*names)
        return [action for action in found if getattr(action, "offered_to", lambda user: True)(self.request.user)]

    def action_url(self, action: Any, which: str | int) -> str:
        """`which` is the number of one, or "all" that the list finds now, on its other pages too."""
        options = self.model._meta
        path = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, action.action_type])
        return f"{path}?{urlencode({'id': which, 'next': self.request.get_full_path()})}"

    def buttons_for_one(self, pk: int) -> list[Button]:
        return [
            Button(action.display_name, url=self.action_url(action, pk), icon_name="link") for action in self.actions
        ]

"""The form in which a person chooses how she is told. The same in the admin, in the field and in the portal."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.models import NotificationPreference
from workflows.notifications.channels.push import public_key


class Clock(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ChoiceForm(forms.ModelForm):
    """Only what there is: SMS and phones where the company has turned them on."""

    class Meta:
        model = NotificationPreference
        fields = ["email", "sms", "push", "quiet_from", "quiet_until", "digest", "digest_at"]
        widgets = {"quiet_from": Clock, "quiet_until": Clock, "digest_at": Clock, "digest": forms.RadioSelect}
        help_texts = {
            "quiet_until": _("Notices wait until then. Those of urgent cases come at once, day and night."),
            "digest": _("Those of urgent cases come at once."),
        }
        error_messages = {
            name: {"invalid": _("Write a time such as 07:00.")} for name in ("quiet_from", "quiet_until", "digest_at")
        }

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data, instance=NotificationPreference.objects.of(user))
        digest: forms.ChoiceField = self.fields["digest"]  # type: ignore[assignment]
        digest.choices = NotificationPreference.Digest.choices
        digest.required = False
        if not settings.SMS_USER:
            del self.fields["sms"]
        if not settings.PUSH_KEY:
            del self.fields["push"]


def push_context(user: User) -> dict[str, Any]:
    """What the part about phones and browsers needs; no key, no part."""
    key = public_key()
    return {"push_key": key, "devices": list(user.push_subscriptions.all()) if key else []}  # type: ignore[attr-defined]

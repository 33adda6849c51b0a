import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.errands import Permanent
from workflows.models import PushSubscription
from workflows.notifications.channels.push import unbase64
from workflows.notifications.outgoing import split

MOST = 20  # phones and browsers of one person; the oldest goes
LENGTHS = {"p256dh": 65, "auth": 16}  # bytes, RFC 8291


class SubscriptionForm(forms.Form):
    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)
    device = forms.CharField(max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "endpoint" in cleaned:
            try:
                split(cleaned["endpoint"])
            except Permanent as error:
                self.add_error("endpoint", str(error))
        for name, length in LENGTHS.items():
            if name in cleaned and len(decoded(cleaned[name])) != length:
                self.add_error(name, _("This is no key of a browser."))
        return cleaned

    def keep(self, user: User, login: str) -> None:
        values = {**self.cleaned_data, "user": user, "session": login}
        PushSubscription.objects.update_or_create(endpoint=values.pop("endpoint"), defaults=values)
        kept = PushSubscription.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:MOST]
        PushSubscription.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


def decoded(text: str) -> bytes:
    try:
        return unbase64(text)
    except (binascii.Error, ValueError):
        return b""

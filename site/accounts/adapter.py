import logging
import threading
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.landing import landing
from accounts.models import User

log = logging.getLogger(__name__)

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the office enters people. After log-in everybody lands on their own pages."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("The log-in is closed."),
        "email_password_mismatch": _("The address or the password is wrong."),
        "incorrect_code": _("The code is wrong."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("Enter the password that you have now."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a few minutes and try again."),
        "password_mismatch": _("The two passwords are not the same."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        assert isinstance(request.user, User)
        return landing(request.user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever logged in a moment ago is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the receiver's language; not waited for, or the answer's time would tell which addresses exist."""
        language = User.objects.filter(email=email).values_list("language", flat=True).first()
        with translation.override(language or settings.LANGUAGE_CODE):
            message = self.render_mail(
                template_prefix, email, {"request": self.request, "email": email, **context}, HEADERS
            )
        if settings.MAIL_WAITS:
            message.send()
        else:
            threading.Thread(target=_send, args=(message,)).start()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:
        log.exception("A log-in mail could not be sent")

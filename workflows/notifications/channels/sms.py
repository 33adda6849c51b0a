"""An SMS by 46elks: the short words and the link, in letters that cost one part where it can be helped."""

import base64
import re
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from workflows.errands import Permanent
from workflows.limits import within
from workflows.models import Delivery
from workflows.notifications.outgoing import accept, post
from workflows.notifications.rules import Recipient

MOST_A_DAY = 20
NUMBER = re.compile(r"\+[1-9]\d{6,14}")
# A single letter outside of the GSM alphabet makes a message of 160 letters two of 70.
PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "·": "-",
     "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "→": "->", "\u00ad": None, "\u200b": None}
)  # fmt: skip


def address(person: Recipient) -> str:
    """E.164, or empty where nothing can be sent to it, or by nobody."""
    return e164(person.phone) if settings.SMS_USER else ""


def e164(phone: str) -> str:
    """Of a number as Swedes write it: 070-111 22 33, 0046 70…, +46 (0)70…. Empty if it is none."""
    digits = re.sub(r"[^\d+]", "", phone.replace("(0)", "", 1) if "+" in phone or phone.startswith("00") else phone)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+46{digits[1:]}"
    return digits if NUMBER.fullmatch(digits) else ""


def send(delivery: Delivery) -> None:
    """Permanent where 46elks refuses the number (4xx), Failed where trying again may help.

    Anybody can type anybody's number into a form, and each message costs: to whoever has no log-in, some a day.
    """
    if delivery.user_id is None and not within("sms", delivery.address, most=MOST_A_DAY, seconds=24 * 3600):
        raise Permanent(_("So many messages have gone to this number today that no more are sent."))
    form = {"from": settings.SMS_FROM, "to": delivery.address, "message": words_of(delivery)}
    if settings.SMS_REPORT_URL:
        form["whendelivered"] = settings.SMS_REPORT_URL
    key = base64.b64encode(f"{settings.SMS_USER}:{settings.SMS_PASSWORD}".encode()).decode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/x-www-form-urlencoded"}
    accept(post(settings.SMS_URL, urlencode(form).encode(), headers, trusted=True))


def words_of(delivery: Delivery) -> str:
    return f"{delivery.short.translate(PLAIN)} {delivery.link}".strip()

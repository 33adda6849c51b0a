"""When a form was handed out, signed together with its key and its page. A person needs some seconds to fill one in, a
robot none.

It never ends: a form that lay open for days, or a draft, is as good. Who sends none, or a forged one, is asked anew.
"""

import time

from django.conf import settings
from django.core import signing

SIGNER = "forms.opened"


def mark(page: int | None, key: str) -> str:
    """`seconds:signature`."""
    return signing.TimestampSigner(salt=SIGNER).sign(f"{page}.{key}").partition(":")[2]


def age(page: int | None, key: str, mark: str) -> float | None:
    """Seconds since the form with this key was handed out; None when the mark is not ours."""
    signer = signing.TimestampSigner(salt=SIGNER)
    try:
        signer.unsign(f"{page}.{key}:{mark}")
        return time.time() - signing.b62_decode(mark.partition(":")[0])
    except (signing.BadSignature, ValueError):
        return None


def kept_or_new(page: int | None, key: str, given: str) -> str:
    """A form that is shown once more, or a step on, was handed out when it first was."""
    return given if age(page, key, given) is not None else mark(page, key)


def too_soon(page: int | None, key: str, mark: str) -> bool:
    waited = age(page, key, mark)
    return waited is not None and waited < settings.FORM_SECONDS

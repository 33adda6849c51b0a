"""Origins of websites, as an administrator writes them and as browsers name them."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def origin_of(line: str) -> str:
    """As browsers write it: small letters, å as xn--, no port that goes without saying. ValueError if it is none."""
    parts = urlsplit(line)
    name = (parts.hostname or "").encode("idna").decode()
    if parts.scheme != "https" or "." not in name or parts.path not in ("", "/"):
        raise ValueError(line)
    if parts.username or parts.password or parts.query or parts.fragment or set(name) & set(" '\",;*/\\"):
        raise ValueError(line)
    return f"https://{name}" if parts.port in (None, 443) else f"https://{name}:{parts.port}"


def origins_in(text: str) -> list[str]:
    """What the database keeps has been validated; a line that is none all the same lets nobody in."""
    found = []
    for line in text.split():
        try:
            found.append(origin_of(line))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def only_origins(text: str) -> None:
    for line in filter(None, map(str.strip, text.splitlines())):
        try:
            origin_of(line)
        except ValueError:
            words = _("“%(line)s” is no address of a website. Write it like https://www.example.se, without a page.")
            raise ValidationError(words % {"line": line}) from None

"""What stands in an address in place of a number or a token."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from django.urls import Resolver404, resolve

from tests.promises.bad_input.pages import WHO, Asked, Page, view_of
from tests.promises.matrix.asking import Asker
from tests.promises.matrix.urlconf import Address

NUMBERS = ("0", "9" * 9)
OTHERS = ("9" * 30, "A" * 22, "-" * 22, "_" * 32, "å", "%00", "1.5", "..", " ")


def holes(asker: Asker, pages: Iterable[Page], *, whole: bool = False) -> list[str]:
    """Each view with each value that its address takes: the others are for Django to refuse, the same everywhere, and
    what is merely missing the matrix asks for. `whole`: everything at every address.
    """
    asked, known = Asked(asker), set()
    for page in pages:
        rule, address = page.rule, page.address
        person = next(name for name in WHO if rule.may(name, "GET") or rule.may(name, "POST") or name == "anonymous")
        for value in NUMBERS + OTHERS if whole else OTHERS:
            path = "/" + address.shape % dict.fromkeys(address.arguments, value)
            key = path if whole else (leads_to(path, address), value)
            if all(key) and key not in known:
                known.add(key)
                for method in ("GET", "POST"):
                    asked.send(method, person, path, {})
    return asked.holes


def leads_to(path: str, address: Address) -> Any:
    """The view, if it is this address that takes the value."""
    try:
        return view_of(path) if resolve(unquote(path)).route == address.route else None
    except Resolver404:
        return None

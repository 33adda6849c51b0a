"""A POST to another system. Addresses that somebody typed or a browser sent lead out of the house, never into it.

The name is looked up once and that very address is called, so that it cannot mean another one the second time.
"""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from workflows.errands import Permanent

SECONDS = 15
MOST_READ = 10_000
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64: the last four bytes are an address of IPv4
LATER = {408, 409, 425, 429}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Failed(Exception):
    """The other side cannot be reached or is busy: to be tried again."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes

    @property
    def said(self) -> str:
        return f"{self.status} {self.body[:300].decode(errors='replace')}".strip()


def post(url: str, body: bytes, headers: Mapping[str, str], *, trusted: bool = False) -> Answer:
    """`trusted`: the address stands in the settings. Raises Permanent for an address that is refused, Failed when
    nobody answers there. Follows no redirect.
    """
    parts = split(url, trusted)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        called = looked_up(host, port, trusted)
        connection = connect(parts.scheme, host, port, called)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(MOST_READ))
        finally:
            connection.close()
    except (OSError, HTTPException, UnicodeError) as error:
        raise Failed(f"{type(error).__name__}: {error}") from error


def split(url: str, trusted: bool = False) -> SplitResult:
    """Raises Permanent, with a sentence, for what is no address to call."""
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port != 0
    except ValueError:
        raise Permanent(_("That is no address of another system.")) from None
    schemes = {"https", "http"} if trusted or settings.ALLOW_PRIVATE_ADDRESSES else {"https"}
    if parts.scheme not in schemes or not parts.hostname or parts.username or not port_is_fine:
        raise Permanent(_("The address must begin with https:// and name another system."))
    if not url.isascii() or any(letter <= " " for letter in url):
        raise Permanent(_("The address has letters that no address has."))
    if not trusted and is_inside_by_name(parts.hostname):
        raise Permanent(_("The address leads into the own network."))
    return parts


def is_inside_by_name(host: str) -> bool:
    """Without asking anybody: what the name itself says."""
    if settings.ALLOW_PRIVATE_ADDRESSES:
        return False
    try:
        return not is_outside(ipaddress.ip_address(host))
    except ValueError:
        name = host.rstrip(".").lower()
        return "." not in name or name.endswith((".localhost", ".local", ".internal", ".lan", ".home.arpa"))


def looked_up(host: str, port: int, trusted: bool) -> str:
    """The address to call. Raises Permanent if any that the name has lies inside: the next look could give that one."""
    found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not trusted and not settings.ALLOW_PRIVATE_ADDRESSES:
        for text in found:
            if not is_outside(ipaddress.ip_address(text.partition("%")[0])):
                raise Permanent(_("The address leads into the own network."))
    return found[0]


def is_outside(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        hidden = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in TRANSLATED:
            hidden = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if hidden is not None:
            return is_outside(hidden)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def connect(scheme: str, host: str, port: int, called: str) -> HTTPConnection:
    """To the address that was looked at, with the name in the request and on the certificate."""
    plain = socket.create_connection((called, port), timeout=SECONDS)
    if scheme == "http":
        connection = HTTPConnection(host, port, timeout=SECONDS)
        connection.sock = plain
        return connection
    try:
        context = ssl.create_default_context()
        connection = HTTPSConnection(host, port, timeout=SECONDS, context=context)
        connection.sock = context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return connection


def accept(answer: Answer) -> None:
    """Nothing for 2xx. Raises Failed for what may be better later, else Permanent, with what the other side said."""
    if 200 <= answer.status < 300:
        return
    if answer.status >= 500 or answer.status in LATER:
        raise Failed(answer.said)
    raise Permanent(answer.said)

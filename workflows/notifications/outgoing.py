"""A POST to another system. Addresses that somebody typed or a browser sent lead out of the house, never into it.

The name is looked up once and that very address is called, so that it cannot mean another one the second time.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
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
    nobody answers there in SECONDS. Follows no redirect.
    """
    parts = split(url, trusted)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        called = looked_up(host, port, trusted)
        line = Line(socket.create_connection((called, port), timeout=SECONDS))
        with line.for_seconds(SECONDS):
            connection = connect(parts.scheme, host, port, line)
            connection.request("POST", target, body, dict(headers))
            answer = connection.getresponse()
            found = Answer(answer.status, answer.read(MOST_READ))
    except (OSError, HTTPException, UnicodeError) as error:
        raise Failed(f"{type(error).__name__}: {error}") from error
    if line.is_cut:
        raise Failed(f"No whole answer in {SECONDS} seconds.")
    return found


class Line:
    """A connection that is cut when its time is over, however slowly the other side goes on talking."""

    def __init__(self, plain: socket.socket) -> None:
        self.socket, self.is_cut = plain, False

    @contextmanager
    def for_seconds(self, seconds: float) -> Iterator[None]:
        clock = Timer(seconds, self.cut)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()
            self.socket.close()

    def cut(self) -> None:
        self.is_cut = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)


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


def connect(scheme: str, host: str, port: int, line: Line) -> HTTPConnection:
    """Over the address that was looked at, with the name in the request and on the certificate."""
    if scheme == "http":
        connection = HTTPConnection(host, port, timeout=SECONDS)
    else:
        context = ssl.create_default_context()
        connection = HTTPSConnection(host, port, timeout=SECONDS, context=context)
        line.socket = context.wrap_socket(line.socket, server_hostname=host)
    connection.sock = line.socket
    return connection


def accept(answer: Answer) -> None:
    """Nothing for 2xx. Raises Failed for what may be better later, else Permanent, with what the other side said."""
    if 200 <= answer.status < 300:
        return
    if answer.status >= 500 or answer.status in LATER:
        raise Failed(answer.said)
    raise Permanent(answer.said)

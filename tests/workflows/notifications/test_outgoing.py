import ipaddress
import socket
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.fake_server import FakeServer, fake, secure
from workflows.errands import Permanent
from workflows.notifications import outgoing
from workflows.notifications.outgoing import Answer, Failed, accept, is_outside, post, split

__all__ = ["fake", "secure"]

INSIDE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "ff02::1",
]  # fmt: skip
REFUSED = [
    "http://example.se/", "ftp://example.se/", "https://", "https://localhost/", "https://serva/", "https://x.internal/",
    "https://127.0.0.1/", "https://[::1]/", "https://u:p@example.se/", "https://example.se:0/", "https://example.se:x/",
    "https://exämple.se/", "https://example.se/\r\nHost: x", "javascript:alert(1)", "https://[::1", "",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_it_knows_what_lies_inside(address: str) -> None:
    assert not is_outside(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:400f::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_it_knows_what_lies_outside(address: str) -> None:
    assert is_outside(ipaddress.ip_address(address))


@pytest.mark.parametrize("url", REFUSED)
def test_it_refuses_what_leads_nowhere_or_inside(url: str) -> None:
    with pytest.raises(Permanent):
        split(url)


def names(*addresses: str) -> Any:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    return mock.patch("socket.getaddrinfo", return_value=found)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"]])
def test_it_calls_no_name_that_means_an_address_inside(addresses: list[str]) -> None:
    with names(*addresses), mock.patch("socket.create_connection") as called, pytest.raises(Permanent):
        post("https://lurig.example/", b"", {})
    assert not called.called


def test_it_calls_the_very_address_that_it_looked_at() -> None:
    """A name that means another one the second time leads nowhere else."""
    with names("8.8.8.8"), mock.patch("socket.create_connection", side_effect=OSError) as called, pytest.raises(Failed):
        post("https://lurig.example/", b"", {})
    assert [call.args[0] for call in called.call_args_list] == [("8.8.8.8", 443)]


def test_it_may_lead_inside_where_the_settings_say_so(fake: FakeServer, settings: Any) -> None:
    with pytest.raises(Permanent):
        post(fake.url, b"hej", {})
    settings.ALLOW_PRIVATE_ADDRESSES = True
    assert post(f"{fake.url}/in?a=1", b"hej", {"X-A": "1"}).status == 200
    assert (fake.got[0].path, fake.got[0].body, fake.got[0].headers["X-A"]) == ("/in?a=1", b"hej", "1")


def test_it_follows_no_redirect(fake: FakeServer, settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    fake.answers, fake.headers = [302], {"Location": f"{fake.url}/annat"}
    answer = post(fake.url, b"", {})
    with pytest.raises(Permanent):
        accept(answer)
    assert len(fake.got) == 1


def test_it_says_that_nobody_answers(settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with pytest.raises(Failed, match="ConnectionRefusedError"):
        post("http://127.0.0.1:1/", b"", {})


@pytest.mark.parametrize(
    ("status", "error"), [(429, Failed), (408, Failed), (503, Failed), (400, Permanent), (404, Permanent)]
)
def test_it_tells_later_from_never(status: int, error: type[Exception]) -> None:
    with pytest.raises(error, match=str(status)):
        accept(Answer(status, b"nej"))


def test_it_hangs_up_on_who_never_comes_to_an_end(
    fake: FakeServer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES, fake.drips = True, True
    assert post(fake.url, b"", {}).status == 200
    monkeypatch.setattr(outgoing, "SECONDS", 0.2)
    with pytest.raises(Failed):
        post(fake.url, b"", {})


def test_it_trusts_no_certificate_that_nobody_vouches_for(
    secure: tuple[FakeServer, Path], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    other, certificate = secure
    with pytest.raises(Failed, match="CERTIFICATE_VERIFY_FAILED"):
        post(other.url, b"hej", {})
    assert other.got == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert post(other.url, b"hej", {}).status == 200 and other.got[0].body == b"hej"
    with pytest.raises(Failed, match="CERTIFICATE_VERIFY_FAILED"):  # of another name
        post(other.url.replace("localhost", "127.0.0.1"), b"hej", {})

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from forms.limits import network_of


def network(settings: Settings, hops: int, forwarded: str = "", sender: str = "198.51.100.7") -> str:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = hops
    headers: dict[str, Any] = {"X-Forwarded-For": forwarded} if forwarded else {}
    return network_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR=sender))


def test_without_proxies_nobody_is_believed(settings: Settings) -> None:
    assert network(settings, 0, "203.0.113.9") == "198.51.100.7"


def test_behind_a_proxy_only_what_it_wrote_is_believed(settings: Settings) -> None:
    assert network(settings, 1, "1.1.1.1, 203.0.113.9") == "203.0.113.9"
    assert network(settings, 2, "1.1.1.1, 203.0.113.9, 10.0.0.2") == "203.0.113.9"


def test_too_short_a_chain_is_not_believed(settings: Settings) -> None:
    assert network(settings, 2, "203.0.113.9") == "198.51.100.7"


@pytest.mark.parametrize(
    ("sender", "counted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:ffff::1", "2001:0db8:0001:0002"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_sender(settings: Settings, sender: str, counted: str) -> None:
    assert network(settings, 0, sender=sender) == counted

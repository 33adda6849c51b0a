"""S9: the form is no spam tool. Robots post from one address and from many, with forged headers, and to one mailbox."""

from collections import Counter

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Site

from forms import limits
from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from tests.forms.sender import REQUEST
from workflows import errands
from workflows.models import Case
from workflows.notifications import receipts

pytestmark = pytest.mark.django_db
VICTIM = "eva@example.org"
NO_LIMIT = 10**6


def flood(posts: int, addresses: int) -> Counter[int]:
    """Each post with a fresh key, as a robot that has read the form would, but without doing the task."""
    url = make_ready_forms(Site.objects.get(is_default_site=True).root_page)["request"].url
    answers: Counter[int] = Counter()
    for number in range(posts):
        place = number % addresses
        client = Client(REMOTE_ADDR=f"198.18.{place // 250}.{place % 250}")
        forged = {"X-Forwarded-For": f"203.0.113.{number % 250}"}
        data = REQUEST | {"submission-key": f"{number:032x}", "var_ar_det": str(number), "din_e_post": VICTIM}
        answers[client.post(url, data, headers=forged).status_code] += 1
    return answers


def mails(enough: int = NO_LIMIT) -> int:
    """To the one mailbox, once the worker has done everything, or when there are enough."""
    while told() < enough and errands.perform_due():
        pass
    return told()


def told() -> int:
    return sum(VICTIM in message.to for message in mail.outbox)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same guards with smaller figures, and a clock that does not pass a stretch's end."""
    monkeypatch.setattr(limits, "PER_ADDRESS", (10, 600))
    monkeypatch.setattr(limits, "PER_FORM", (24, 3600))
    monkeypatch.setattr("workflows.limits.time.time", lambda: 1_800_000_000.0)


def test_one_address_makes_few_cases(cast: Cast, small: None) -> None:
    assert set(flood(40, 1)) == {302, 429}
    assert Case.objects.count() == 5


def test_many_addresses_make_few_cases(cast: Cast, small: None) -> None:
    flood(60, 30)
    assert Case.objects.count() == 12


def test_one_mailbox_gets_few_receipts(cast: Cast, small: None) -> None:
    flood(60, 30)
    assert mails() == receipts.MOST_AN_HOUR


def test_without_the_guards_it_would_be_one(cast: Cast, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    without_guards(monkeypatch)
    flood(40, 1)
    assert Case.objects.count() == 40 and mails() == 40


def without_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PER_ADDRESS", "PER_FORM"):
        monkeypatch.setattr(limits, name, (NO_LIMIT, 600))
    monkeypatch.setattr(receipts, "MOST_AN_HOUR", NO_LIMIT)


@pytest.mark.slow
@pytest.mark.parametrize(("addresses", "most"), [(1, 15), (500, 300)])
def test_ten_thousand_posts_stay_within_what_is_documented(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, addresses: int, most: int
) -> None:
    monkeypatch.setattr("workflows.limits.time.time", lambda: 1_800_000_000.0)
    assert set(flood(10_000, addresses)) == {302, 429}
    assert Case.objects.count() == most and mails() <= receipts.MOST_AN_HOUR


@pytest.mark.slow
def test_ten_thousand_posts_without_the_guards_do_not(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    most = receipts.MOST_AN_HOUR
    without_guards(monkeypatch)
    assert flood(10_000, 1) == {302: 10_000}
    assert Case.objects.count() == 10_000 and mails(most + 1) > most

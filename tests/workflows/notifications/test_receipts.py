import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Site

from forms.models import FormSubmission, StoppedPost
from forms.ready_forms import make_ready_forms
from tests.cast import Cast
from tests.forms.sender import REQUEST, send
from workflows import errands
from workflows.models import Case
from workflows.notifications import receipts

pytestmark = pytest.mark.django_db
MOST = receipts.MOST_AN_HOUR


def report(count: int, address: str) -> None:
    url = make_ready_forms(Site.objects.get(is_default_site=True).root_page)["request"].url
    for number in range(count):
        data = REQUEST | {"var_ar_det": "Gatan 1", "din_e_post": address.format(number)}
        assert send(Client(REMOTE_ADDR=f"192.0.2.{number}"), url, data).status_code == 302
    errands.perform_due()


def to(host: str) -> int:
    return sum(host in message.to[0] for message in mail.outbox)


def test_one_address_gets_only_so_many_receipts(cast: Cast) -> None:
    report(MOST + 3, "eva@example.org")
    assert to("example.org") == MOST and Case.objects.count() == FormSubmission.objects.count() == MOST + 3
    assert StoppedPost.objects.get(reason="receiver").count == 3


def test_tagged_addresses_are_one(cast: Cast) -> None:
    report(MOST + 2, "Eva+{}@example.org")
    assert to("example.org") == MOST


def test_others_get_theirs(cast: Cast) -> None:
    report(MOST + 2, "eva{}@example.org")
    assert to("example.org") == MOST + 2 and not StoppedPost.objects.exists()


def test_without_the_limit_it_would_be_a_cannon(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "within", lambda *what, **how: True)
    report(MOST + 3, "eva@example.org")
    assert to("example.org") == MOST + 3

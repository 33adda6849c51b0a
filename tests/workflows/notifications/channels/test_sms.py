import base64
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.cast import Cast
from tests.fake_server import FakeServer, fake
from workflows import errands
from workflows.actions.finish_case import finish_case
from workflows.actions.start_case import start_case
from workflows.actor import Actor
from workflows.models import Case, Company, Delivery, Errand, NotificationRule
from workflows.notifications.channels import sms
from workflows.notifications.channels.sms import e164

__all__ = ["fake"]


@pytest.fixture(autouse=True)
def elks(settings: Any, fake: FakeServer) -> FakeServer:
    settings.SMS_URL, settings.SMS_USER, settings.SMS_PASSWORD = f"{fake.url}/a1/sms", "u1", "hemligt"
    settings.SMS_FROM, settings.BASE_URL = "Norrhiss", "https://serva.example"
    return fake


def finished(cast: Cast, **fields: Any) -> Case:
    NotificationRule.objects.create(event="finished", receiver="reporter", channel="sms")
    by = Actor.of(cast.tea, via="field")
    case = finish_case(start_case(cast.opens_case(**fields), by=by), by=by)
    errands.perform_due()
    return case


def sent(fake: FakeServer) -> list[dict[str, str]]:
    return [{name: values[0] for name, values in parse_qs(got.body.decode()).items()} for got in fake.got]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("070-111 22 33", "+46701112233"),
        ("0046 70 111 22 33", "+46701112233"),
        ("+46 (0)70-111 22 33", "+46701112233"),
        ("08-123 45 60", "+4681234560"),
        ("+47 912 34 567", "+4791234567"),
        ("ring mig", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_it_reads_a_number_as_swedes_write_it(written: str, number: str) -> None:
    assert e164(written) == number


def test_it_sends_the_short_words_and_the_link_by_46elks(cast: Cast, fake: FakeServer) -> None:
    case = finished(cast)
    assert sent(fake) == [
        {
            "from": "Norrhiss",
            "to": "+46701112233",
            "message": f"Norrhiss Service: arbetet med ditt ärende {case.pk} är klart. Titta gärna på det: "
            f"https://serva.example/c/{case.links.get().token}/",
        }
    ]
    key = base64.b64decode(fake.got[0].headers["Authorization"].removeprefix("Basic "))
    assert key == b"u1:hemligt" and fake.got[0].path == "/a1/sms"


def test_it_asks_for_a_report_where_the_settings_say_so(cast: Cast, fake: FakeServer, settings: Any) -> None:
    settings.SMS_REPORT_URL = "https://serva.example/rapport"
    finished(cast)
    assert sent(fake)[0]["whendelivered"] == "https://serva.example/rapport"


def test_it_sends_nothing_without_an_account_or_a_number(cast: Cast, fake: FakeServer, settings: Any) -> None:
    finished(cast, reporter=None, reporter_name="Bo", reporter_email="bo@x.example")
    settings.SMS_USER = ""
    finished_again = cast.opens_case()
    errands.perform_due()
    assert fake.got == [] and not finished_again.events.filter(deliveries__channel="sms").exists()


def test_it_reaches_a_reporter_who_left_only_a_number(cast: Cast, fake: FakeServer) -> None:
    case = finished(cast, reporter=None, reporter_name="Bo", reporter_phone="0705556677")
    [message] = sent(fake)
    assert message["to"] == "+46705556677" and message["message"].endswith(f"/c/{case.links.get().token}/")


def test_it_is_tried_again_when_46elks_is_away(cast: Cast, fake: FakeServer) -> None:
    fake.answers = [503, 200]
    finished(cast)
    errand = Errand.objects.get(kind="deliver", last_error__contains="503")
    assert errand.done_at is None and errand.gave_up_at is None
    Errand.objects.filter(pk=errand.pk).update(due_at=errand.created_at)
    errands.perform_due()
    assert Delivery.objects.get(channel="sms").state == "sent" and len(fake.got) == 2


def test_it_gives_up_a_number_that_46elks_refuses(cast: Cast, fake: FakeServer) -> None:
    fake.answers = [400]
    finished(cast)
    assert Delivery.objects.get(channel="sms").state == "refused" and len(fake.got) == 1


def test_it_writes_letters_that_cost_one_message(cast: Cast, fake: FakeServer) -> None:
    company = "Brf – Söder\u00a0“AB”"
    Company.objects.update(name=company)
    finished(cast)
    assert sent(fake)[0]["message"].startswith('Brf - Söder "AB": arbetet')


def test_it_does_not_flood_a_number_that_somebody_typed(
    cast: Cast, fake: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "MOST_A_DAY", 2)
    NotificationRule.objects.create(event="opened", receiver="reporter", channel="sms")
    for _ in range(3):
        cast.opens_case(reporter=None, reporter_name="Bo", reporter_phone="0705556677")
    cast.opens_case()
    errands.perform_due()
    assert [message["to"] for message in sent(fake)].count("+46705556677") == 2 and len(fake.got) == 3
    assert Delivery.objects.get(channel="sms", state="refused").address == "+46705556677"

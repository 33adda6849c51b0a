import json
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode

from serva.management.commands.make_push_key import new_key
from tests.cast import Cast
from tests.fake_server import FakeServer, fake
from workflows import errands
from workflows.models import Delivery, Errand, Priority, PushSubscription
from workflows.notifications.channels.push import public_key

__all__ = ["fake"]
SECRET = b"0123456789abcdef"


@pytest.fixture(autouse=True)
def push_service(settings: Any, fake: FakeServer) -> FakeServer:
    settings.PUSH_KEY, settings.ALLOW_PRIVATE_ADDRESSES = new_key(), True
    settings.BASE_URL = "https://serva.example"
    fake.answers = [201]
    return fake


@pytest.fixture
def browser() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def subscribe(cast: Cast, fake: FakeServer, browser: ec.EllipticCurvePrivateKey, name: str = "a") -> PushSubscription:
    point = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return PushSubscription.objects.create(
        user=cast.tea, endpoint=f"{fake.url}/{name}", p256dh=b64urlencode(point), auth=b64urlencode(SECRET)
    )


def pushed() -> Delivery:
    return Delivery.objects.get(channel="push")


def test_it_says_in_short_what_happened_for_this_browser_alone(
    cast: Cast, fake: FakeServer, browser: ec.EllipticCurvePrivateKey
) -> None:
    subscribe(cast, fake, browser)
    case = cast.opens_case()
    errands.perform_due()
    [got] = fake.got
    said = json.loads(http_ece.decrypt(got.body, private_key=browser, auth_secret=SECRET, version="aes128gcm"))
    assert said["body"].endswith("Hissen står still") and said["url"] == f"/field/{case.pk}/"
    assert b"Hissen" not in got.body and got.headers["Content-Encoding"] == "aes128gcm"


def test_it_signs_with_the_key_that_browsers_were_given(
    cast: Cast, fake: FakeServer, browser: ec.EllipticCurvePrivateKey
) -> None:
    subscribe(cast, fake, browser)
    cast.opens_case(priority=Priority.URGENT)
    errands.perform_due()
    [got] = fake.got
    signed = got.headers["Authorization"]
    assert signed.endswith(f"k={public_key()}") and got.headers["TTL"] and got.headers["Urgency"] == "high"
    assert Vapid02.verify(signed)


def test_it_forgets_a_browser_that_is_gone(cast: Cast, fake: FakeServer, browser: Any) -> None:
    subscribe(cast, fake, browser)
    fake.answers = [410]
    cast.opens_case()
    errands.perform_due()
    assert not PushSubscription.objects.exists() and pushed().state == "refused"


def test_it_is_sent_when_one_of_several_took_it(cast: Cast, fake: FakeServer, browser: Any) -> None:
    subscribe(cast, fake, browser, "a")
    subscribe(cast, fake, browser, "b")
    fake.answers = [410, 201]
    cast.opens_case()
    errands.perform_due()
    assert pushed().state == "sent" and PushSubscription.objects.count() == 1


def test_it_is_tried_again_when_the_push_service_is_busy(cast: Cast, fake: FakeServer, browser: Any) -> None:
    subscribe(cast, fake, browser)
    fake.answers = [429, 201]
    cast.opens_case()
    errands.perform_due()
    assert pushed().state == "queued" and PushSubscription.objects.exists()
    Errand.objects.filter(done_at=None).update(due_at=Errand.objects.earliest("pk").created_at)
    errands.perform_due()
    assert pushed().state == "sent" and fake.got[0].headers["Topic"] == fake.got[1].headers["Topic"]


def test_it_reaches_nobody_who_has_not_turned_it_on(cast: Cast, fake: FakeServer, settings: Any, browser: Any) -> None:
    cast.opens_case()
    subscribe(cast, fake, browser)
    settings.PUSH_KEY = ""
    cast.opens_case()
    errands.perform_due()
    assert fake.got == [] and not Delivery.objects.filter(channel="push").exists()


def test_it_gives_up_keys_that_no_browser_made(cast: Cast, fake: FakeServer) -> None:
    PushSubscription.objects.create(user=cast.tea, endpoint=fake.url, p256dh="eA", auth="eA")
    cast.opens_case()
    errands.perform_due()
    assert pushed().state == "refused" and fake.got == []


def test_it_makes_a_key_once_and_shows_it_to_nobody_else(settings: Any, tmp_path: Any, capsys: Any) -> None:
    settings.PUSH_KEY_PATH = tmp_path / "push-key"
    call_command("make_push_key")
    key = settings.PUSH_KEY_PATH.read_text().strip()
    assert key not in capsys.readouterr().out and settings.PUSH_KEY_PATH.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Exception, match="There is a key"):
        call_command("make_push_key")
    assert settings.PUSH_KEY_PATH.read_text().strip() == key

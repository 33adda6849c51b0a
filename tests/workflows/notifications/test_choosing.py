"""How a person says how she wants to be told, in her own place."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from serva.management.commands.make_push_key import new_key
from tests.cast import Cast
from workflows.models import NotificationPreference

PLACES = [
    ("tea", "/field/notices/settings/"),
    ("edda", "/admin/notices/settings/"),
    ("anna", "/portal/notices/settings/"),
]
GIVEN = {"quiet_from": "21:00", "quiet_until": "07:00", "digest": "daily", "digest_at": "06:30"}


def seen_by(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(("who", "path"), PLACES)
def test_it_keeps_what_she_chose(cast: Cast, who: str, path: str) -> None:
    client = seen_by(getattr(cast, who))
    assert client.post(path, GIVEN).status_code == 302
    kept = NotificationPreference.objects.get(user=getattr(cast, who))
    assert (kept.email, kept.quiet_from, kept.digest, kept.digest_at) == (False, time(21, 0), "daily", time(6, 30))
    text = client.get(path).content.decode()
    assert 'value="21:00"' in text and 'value="daily" ' in text


@pytest.mark.parametrize(("who", "path"), PLACES)
def test_it_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed(cast: Cast, who: str, path: str) -> None:
    answer = seen_by(getattr(cast, who)).post(path, {**GIVEN, "quiet_from": "25:99", "digest": "x"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Skriv en tid, till exempel 07:00." in text and 'value="25:99"' in text
    assert not NotificationPreference.objects.exists()


def test_it_wants_both_ends_of_the_night(cast: Cast) -> None:
    answer = seen_by(cast.tea).post("/field/notices/settings/", {**GIVEN, "quiet_until": ""})
    assert "Ange båda tiderna, eller ingen av dem." in answer.content.decode()


def test_it_changes_her_own_choice_alone(cast: Cast) -> None:
    seen_by(cast.tea).post("/field/notices/settings/", {**GIVEN, "user": cast.anna.pk, "id": "1"})
    assert NotificationPreference.objects.get().user == cast.tea


def test_it_offers_only_what_there_is(cast: Cast, settings: Any) -> None:
    path, client = "/field/notices/settings/", seen_by(cast.tea)
    text = client.get(path).content.decode()
    assert 'name="sms"' not in text and 'name="push"' not in text and "data-push" not in text
    settings.SMS_USER, settings.PUSH_KEY = "u1", new_key()
    text = client.get(path).content.decode()
    assert 'name="sms"' in text and 'name="push"' in text and "data-push" in text


def test_it_does_not_turn_off_what_it_did_not_offer(cast: Cast) -> None:
    seen_by(cast.tea).post("/field/notices/settings/", GIVEN)
    kept = NotificationPreference.objects.get()
    assert kept.sms and kept.push and not kept.email

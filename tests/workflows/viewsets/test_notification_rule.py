from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from workflows.models import NotificationRule

WARNING = "Ingen nås när ett ärende kommer in"


@pytest.fixture
def adam(cast: Cast, client: Client) -> Client:
    client.force_login(cast.adam)
    return client


def listed(client: Client, **query: str) -> str:
    return client.get(reverse("notification_rules:index"), query).content.decode()


def add(client: Client, **fields: str) -> Any:
    given = {"event": "closed", "receiver": "office", "channel": "email", "is_active": "on"}
    return client.post(reverse("notification_rules:add"), {**given, **fields})


def test_it_adds_a_rule_and_puts_it_out_of_use(adam: Client) -> None:
    add(adam)
    rule = NotificationRule.objects.get(event="closed")
    adam.post(reverse("notification_rules:delete", args=[rule.pk]), {"rest": "1"})
    assert not NotificationRule.objects.get(pk=rule.pk).is_active


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"event": "note", "receiver": "reporter"}, "Det här meddelas inte kunder."),
        ({"channel": "webhook"}, "Webhookar går till andra system, och inget annat gör det."),
        ({"event": "opened", "receiver": "answerer"}, "Den regeln finns redan."),
        ({"channel": "duva"}, "Välj ett giltigt alternativ"),
    ],
)
def test_it_says_why_a_rule_cannot_be(adam: Client, fields: dict[str, str], sentence: str) -> None:
    before = NotificationRule.objects.count()
    assert sentence in add(adam, **fields).content.decode() and NotificationRule.objects.count() == before


def test_it_lists_them_as_a_case_goes_through_its_events(adam: Client) -> None:
    add(adam, event="opened", receiver="office", channel="bell")
    rows = [str(rule) for rule in adam.get(reverse("notification_rules:index")).context["object_list"]]
    assert rows[0].startswith("Ärendet öppnades → Den som ansvarar") and "E-post" in rows[0]
    assert rows[3].startswith("Ärendet öppnades → Alla på kontoret") and rows[-1].startswith("Prioriteten höjd")


def test_it_warns_when_a_new_case_reaches_nobody(adam: Client) -> None:
    assert WARNING not in listed(adam)
    NotificationRule.objects.filter(event="opened", channel__in=["email", "push"]).update(is_active=False)
    assert WARNING in listed(adam)


def test_it_says_which_channels_are_not_set_up(adam: Client, settings: Any) -> None:
    assert "Inte inställt i den här installationen: Sms, Telefon eller webbläsare." in listed(adam)
    settings.SMS_USER = "u1"
    assert "Inte inställt i den här installationen: Telefon eller webbläsare." in listed(adam)


def test_it_finds_by_event_and_channel(adam: Client) -> None:
    page = adam.get(reverse("notification_rules:index"), {"event": "opened", "channel": "bell"})
    assert [str(rule.receiver) for rule in page.context["object_list"]] == ["answerer"]

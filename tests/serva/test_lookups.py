"""What nobody can have stored is compared with, not raised at: of Wagtail's models as of ours."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.log_actions import log

from accounts.models import User
from tests.cast import Cast
from workflows.models import Case, Contact, Worksite

TOO_BIG = 10**22
HOME = ZoneInfo("Europe/Stockholm")
FIRST_DAY = datetime(1, 1, 1, tzinfo=HOME)  # before the calendar, in UTC
LAST_DAY = datetime(9999, 12, 31, 23, 59, tzinfo=ZoneInfo("America/New_York"))  # after it


@pytest.mark.parametrize("number", [TOO_BIG, -TOO_BIG])
@pytest.mark.parametrize("asked", ["pk__in", "groups__in", "contact__in", "contact__customer_id__in"])
def test_it_finds_no_row_of_a_number_that_none_can_have(cast: Cast, asked: str, number: int) -> None:
    assert not User.objects.filter(**{asked: [number]}).exists()
    assert User.objects.exclude(**{asked: [number]}).count() == User.objects.count()


@pytest.mark.parametrize("number", [TOO_BIG, str(TOO_BIG), -TOO_BIG])
@pytest.mark.parametrize("asked", ["groups", "contact", "contact__customer", "contact__customer_id"])
def test_it_refers_to_nothing_by_such_a_number(cast: Cast, asked: str, number: Any) -> None:
    assert not User.objects.filter(**{asked: number}).exists()
    assert User.objects.exclude(**{asked: number}).count() == User.objects.count()


def test_it_finds_the_others_among_them(cast: Cast) -> None:
    office = Group.objects.get(user=cast.dora)
    assert User.objects.get(pk__in=[TOO_BIG, cast.tea.pk, None]) == cast.tea
    assert User.objects.get(groups__in=[TOO_BIG, office.pk], first_name="Dora") == cast.dora
    assert Worksite.objects.get(customer__in=[cast.bjorken.pk, TOO_BIG]) == cast.storgatan
    assert Contact.objects.get(customer=cast.bjorken) == cast.anna.contact
    assert set(Worksite.objects.filter(customer__in=Worksite.objects.values("customer"))) == set(Worksite.objects.all())


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({"gt": FIRST_DAY}, True),
        ({"gte": FIRST_DAY}, True),
        ({"lt": FIRST_DAY}, False),
        ({"lte": FIRST_DAY}, False),
        ({"gt": LAST_DAY}, False),
        ({"gte": LAST_DAY}, False),
        ({"lt": LAST_DAY}, True),
        ({"lte": LAST_DAY}, True),
        ({"range": (FIRST_DAY, LAST_DAY)}, True),
        ({"range": (LAST_DAY, FIRST_DAY)}, False),
    ],
)
def test_it_compares_with_the_first_and_the_last_day(cast: Cast, asked: dict[str, Any], is_found: bool) -> None:
    cast.opens_case()
    cases = Case.objects.annotate(latest=Max("events__at"))
    for name in ("opened_at", "latest"):
        assert cases.filter(**{f"{name}__{lookup}": value for lookup, value in asked.items()}).exists() is is_found


def test_it_compares_with_every_other_moment_as_before(cast: Cast) -> None:
    case = cast.opens_case()
    opened, moment = Case.objects.filter(pk=case.pk), timedelta(microseconds=1)
    assert opened.filter(opened_at__range=(case.opened_at, case.opened_at.astimezone(UTC))).exists()
    assert opened.filter(opened_at__gt=case.opened_at - moment, opened_at__lt=case.opened_at + moment).exists()
    assert not opened.filter(opened_at__gt=case.opened_at).exists()
    assert not opened.filter(opened_at__gte=now() + timedelta(days=1)).exists()


def test_it_says_beside_the_field_that_there_is_no_such_thing(cast: Cast, client: Client) -> None:
    client.force_login(cast.adam)
    written = {"name": "Hissgruppen väst", "leader": TOO_BIG, "members": [TOO_BIG, cast.tea.pk]}
    page = client.post(reverse("teams:edit", args=[cast.lifts.pk]), written)
    shown = page.content.decode()
    assert page.status_code == 200 and "Hissgruppen väst" in shown
    assert f"{TOO_BIG} finns inte bland tillgängliga alternativ" in shown
    cast.lifts.refresh_from_db()
    assert cast.lifts.name != "Hissgruppen väst"


@pytest.mark.parametrize(
    ("asked", "is_shown", "words"),
    [
        ({"user": TOO_BIG}, True, f"{TOO_BIG} finns inte bland tillgängliga alternativ"),
        ({"timestamp_from": "0001-01-01", "timestamp_to": "9999-12-31"}, True, 'value="0001-01-01"'),
        ({"timestamp_from": "9999-12-31"}, False, 'value="9999-12-31"'),
        ({"timestamp_to": "0001-01-01"}, False, 'value="0001-01-01"'),
    ],
)
def test_it_filters_a_history_by_anything(
    cast: Cast, client: Client, asked: dict[str, Any], is_shown: bool, words: str
) -> None:
    log(cast.bjorken, "wagtail.edit", user=cast.dora)
    client.force_login(cast.adam)
    page = client.get(reverse("customers:history", args=[cast.bjorken.pk]), asked)
    assert page.status_code == 200 and words in page.content.decode()
    listed = client.get(reverse("customers:history_results", args=[cast.bjorken.pk]), asked)
    assert ("Dora" in listed.content.decode()) is is_shown

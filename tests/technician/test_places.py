import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import CANARY, Cast
from workflows import links
from workflows.models import Presence

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(client: Client, cast: Cast) -> Client:
    client.force_login(cast.tea)
    return client


@pytest.fixture
def url(cast: Cast) -> str:
    return f"/field/places/{cast.storgatan.pk}/"


def here(**more: Any) -> dict[str, Any]:
    return {"key": uuid4().hex, "case": "", **more}


def test_it_shows_what_is_going_on_here(tea: Client, cast: Cast, url: str) -> None:
    cast.opens_case(title="Hissen står")
    page = tea.get(url).content.decode()
    assert all(words in page for words in ("Hissen står", "Portkod 4711", "Hiss A", "Anna Ström", "Jag är här"))


def test_it_shows_no_case_that_is_not_hers(tea: Client, cast: Cast) -> None:
    cast.foreign_case(title="Porten")
    assert "Porten" not in tea.get(f"/field/places/{cast.kanalgatan.pk}/").content.decode()


def test_what_is_not_there_is_404(tea: Client) -> None:
    assert tea.get("/field/places/987654/").status_code == tea.post("/field/places/987654/", here()).status_code == 404


@pytest.mark.parametrize("who", ["anna", "edda"])
def test_it_is_not_for_who_does_no_field_work(client: Client, cast: Cast, url: str, who: str) -> None:
    client.force_login(getattr(cast, who))
    assert client.get(url).status_code == client.post(url, here()).status_code == 404


def test_her_own_case_is_chosen_already(tea: Client, cast: Cast, url: str) -> None:
    cast.opens_case()
    own = cast.opens_case()
    type(own).objects.filter(pk=own.pk).update(responsible=cast.tea, team=None)
    page = tea.get(url).content.decode()
    assert re.findall(r'value="([^"]*)"[^>]* checked', page) == [str(own.pk)]


def test_she_says_that_she_is_here_without_a_case(tea: Client, cast: Cast, url: str) -> None:
    assert tea.post(url, here()).status_code == 302
    said = Presence.objects.get()
    assert (said.person, said.worksite, said.case, said.latitude, said.scanned) == (
        cast.tea, cast.storgatan, None, None, "",
    )  # fmt: skip
    assert "Tea Lind" in tea.get(url).content.decode()


def test_it_stands_in_the_history_of_the_case_that_she_chose(tea: Client, cast: Cast, url: str) -> None:
    case = cast.opens_case()
    answer = tea.post(url, here(case=case.pk))
    assert answer["Location"] == f"/field/{case.pk}/"
    assert case.events.get(kind="present").user == cast.tea


def test_a_double_tap_is_one(tea: Client, cast: Cast, url: str) -> None:
    case = cast.opens_case()
    said = here(case=case.pk)
    for _time in range(2):
        assert tea.post(url, said).status_code == 302
    assert Presence.objects.count() == case.events.filter(kind="present").count() == 1


@pytest.mark.parametrize("which", ["foreign", "ended", "nonsense"])
def test_a_case_that_is_not_open_here_is_refused(tea: Client, cast: Cast, url: str, which: str) -> None:
    ended = cast.opens_case()
    type(ended).objects.filter(pk=ended.pk).update(status="cancelled")
    chosen = {"foreign": cast.foreign_case().pk, "ended": ended.pk, "nonsense": "x"}[which]
    answer = tea.post(url, here(case=chosen))
    assert answer.status_code == 422 and "inte längre öppet här" in answer.content.decode()
    assert not Presence.objects.exists()


def test_the_position_is_kept_when_she_ticks_it(tea: Client, url: str) -> None:
    tea.post(url, here(with_position="on", latitude="59.3293234567891", longitude="18.068581", accuracy="12.6"))
    said = Presence.objects.get()
    assert (str(said.latitude), str(said.longitude), said.accuracy) == ("59.32932", "18.06858", 13)


@pytest.mark.parametrize(
    "position",
    [
        {"latitude": "59.3", "longitude": "18.0"},
        {"with_position": "on"},
        {"with_position": "on", "latitude": "59.3"},
        {"with_position": "on", "latitude": "91", "longitude": "18"},
        {"with_position": "on", "latitude": "NaN", "longitude": "x", "accuracy": "inf"},
        {"with_position": "on", "latitude": "1e400", "longitude": "18"},
    ],
)
def test_without_a_tick_or_a_sensible_position_none_is_kept(tea: Client, url: str, position: dict[str, str]) -> None:
    assert tea.post(url, here(**position)).status_code == 302
    assert Presence.objects.get().latitude is None


def test_the_label_is_kept_only_if_it_was_scanned(tea: Client, cast: Cast, url: str) -> None:
    tea.post(links.place_card(cast.storgatan.pk, "K7M-2PQR"), here())
    elsewhere = links.place_card(cast.kanalgatan.pk, "K7M-2PQR").partition("?")[2]
    for query in (elsewhere, "scan=K7M-2PQR", "scan=%00", f"scan={cast.storgatan.pk}.K7M-2PQR"):
        tea.post(f"{url}?{query}", here())
    assert sorted(Presence.objects.values_list("scanned", flat=True)) == ["", "", "", "", "K7M-2PQR"]


def test_it_costs_the_same_for_few_and_many(tea: Client, cast: Cast, url: str) -> None:
    counts = []
    for _time in range(2):
        for _nth in range(4):
            case = cast.opens_case()
            Presence.objects.create(person=cast.tea, worksite=cast.storgatan, case=case, key=uuid4().hex)
        tea.get(url)
        with CaptureQueriesContext(connection) as asked:
            tea.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


def test_other_customers_stay_unnamed(tea: Client, url: str) -> None:
    assert CANARY not in tea.get(url).content.decode()

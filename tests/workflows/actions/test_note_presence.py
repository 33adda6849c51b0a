from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from workflows.actions.forget_positions import KEPT, forget_positions
from workflows.actions.note_presence import Position, note_presence
from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.models import Presence

pytestmark = pytest.mark.django_db
STOCKHOLM = Position(Decimal("59.32932"), Decimal("18.06858"), 13)


def by(cast: Cast) -> Actor:
    return Actor.of(cast.tea, via="field")


def test_it_is_in_the_history_and_the_position_is_not(cast: Cast) -> None:
    case = cast.opens_case()
    said = note_presence(cast.storgatan, by=by(cast), key="a", case=case, position=STOCKHOLM, scanned="K7M-2PQR")
    event = case.events.get(kind="present")
    assert (event.is_public, event.data, event.user) == (False, {"scanned": "K7M-2PQR"}, cast.tea)
    assert said.has_position


def test_the_customer_does_not_read_it(client: Client, cast: Cast) -> None:
    case = cast.opens_case()
    note_presence(cast.storgatan, by=by(cast), key="a", case=case, scanned="K7M-2PQR")
    client.force_login(cast.anna)
    assert "K7M-2PQR" not in client.get(f"/portal/{case.pk}/").content.decode()
    client.force_login(cast.dora)
    assert "K7M-2PQR" in client.get(f"/admin/cases/{case.pk}/").content.decode()


def test_once_per_key(cast: Cast) -> None:
    first, second = (note_presence(cast.storgatan, by=by(cast), key="a") for _time in range(2))
    assert first == second and Presence.objects.count() == 1


def test_a_case_of_another_worksite_is_refused_whole(cast: Cast) -> None:
    with pytest.raises(NotPossible):
        note_presence(cast.storgatan, by=by(cast), key="a", case=cast.foreign_case())
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    "position", [{"latitude": "1"}, {"longitude": "1"}, {"accuracy": 1}, {"latitude": "91", "longitude": "1"}]
)
def test_the_database_refuses_half_and_impossible_positions(cast: Cast, position: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(person=cast.tea, worksite=cast.storgatan, key="a", **position)


def test_old_positions_are_forgotten_and_that_she_was_there_stays(cast: Cast) -> None:
    for key, age in (("new", timedelta()), ("old", KEPT + timedelta(hours=1))):
        said = note_presence(cast.storgatan, by=by(cast), key=key, position=STOCKHOLM)
        Presence.objects.filter(pk=said.pk).update(at=timezone.now() - age)
    assert forget_positions() == 1
    assert [said.has_position for said in Presence.objects.order_by("key")] == [True, False]


def test_it_is_seen_by_who_sees_the_case_and_by_herself(cast: Cast) -> None:
    note_presence(cast.storgatan, by=by(cast), key="a", case=cast.opens_case())
    note_presence(cast.storgatan, by=by(cast), key="b")
    counts = {who: Presence.objects.visible_to(getattr(cast, who)).count() for who in ("tea", "nils", "dora", "anna")}
    assert counts == {"tea": 2, "nils": 0, "dora": 2, "anna": 0}


@pytest.mark.parametrize(("who", "sees"), [("dora", True), ("tea", False)])
def test_the_room_shows_the_position_to_the_office_alone(client: Client, cast: Cast, who: str, sees: bool) -> None:
    case = cast.opens_case()
    note_presence(cast.storgatan, by=by(cast), key="a", case=case, position=STOCKHOLM)
    client.force_login(getattr(cast, who))
    page = client.get(f"/admin/cases/{case.pk}/").content.decode()
    assert ("59.32932, 18.06858 (± 13 m)" in page) is sees

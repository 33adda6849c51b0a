from typing import Any

from tests.cast import Cast
from workflows.actions.acknowledge_case import acknowledge_case
from workflows.actions.edit_case import edit_case
from workflows.actions.write_message import write_message
from workflows.actor import SYSTEM, Actor
from workflows.models import Case, EventKind
from workflows.seen import SeenForm, already_done, both, changed_by, changed_herself, seen


def posted(case: Case, **changes: Any) -> SeenForm:
    return SeenForm({**seen(case), **changes})


def test_it_shows_what_she_saw_beside_what_is(cast: Cast) -> None:
    case = cast.opens_case()
    form = posted(case)
    now = acknowledge_case(case, by=Actor.of(cast.tea, via="field"))
    status, who = both(form, now)[:2]
    assert status["seen"] != status["now"] and (who["seen"], who["now"]) == ("Hissgruppen", "Tea Lind")


def test_it_shows_only_what_is_when_the_memory_was_tampered_with(cast: Cast) -> None:
    case = cast.opens_case()
    for memory in ("", "x", "e30:1a:xyz", seen(case)["seen"] + "x"):
        assert {row["seen"] for row in both(posted(case, seen=memory), case)} == {""}


def test_it_refuses_a_form_without_version(cast: Cast) -> None:
    case = cast.opens_case()
    for version in ("", "x", "0", "-1", "1.5", "1" * 5000):
        assert not posted(case, version=version).is_valid()


def test_it_knows_the_second_tap_of_the_same_thumb(cast: Cast) -> None:
    case, tea = cast.opens_case(), Actor.of(cast.tea, via="field")
    now = acknowledge_case(case, by=tea, version=1)
    write_message(now, "Hej", by=SYSTEM)
    assert already_done(now, 1, EventKind.ACKNOWLEDGED, tea)
    assert not already_done(now, 1, EventKind.ACKNOWLEDGED, Actor.of(cast.lena, via="field"))
    assert not already_done(now, 1, EventKind.STARTED, tea)


def test_it_takes_a_later_change_for_no_second_tap(cast: Cast) -> None:
    tea = Actor.of(cast.tea, via="field")
    now = edit_case(acknowledge_case(cast.opens_case(), by=tea, version=1), by=tea, title="Ny")
    assert not already_done(now, 1, EventKind.ACKNOWLEDGED, tea)


def test_it_knows_whose_the_latest_change_is(cast: Cast) -> None:
    tea = Actor.of(cast.tea, via="field")
    now = acknowledge_case(cast.opens_case(), by=tea)
    write_message(now, "Hej", by=SYSTEM)
    assert changed_herself(now, tea) and not changed_herself(now, Actor.of(cast.lena, via="field"))


def test_it_tells_customers_only_of_public_changes(cast: Cast) -> None:
    case = edit_case(cast.opens_case(), by=Actor.of(cast.dora, via="admin"), title="Ny")
    assert (changed_by(case, internal=True), changed_by(case, internal=False)) == ("Dora Falk", "Anna Ström")

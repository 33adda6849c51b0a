from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from workflows.icons import ICONS, STATUS_SHAPES
from workflows.models import Case, Status
from workflows.templatetags import serva_ui

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (timedelta(seconds=20), "nyss"),
        (timedelta(minutes=1), "1 minut sedan"),
        (timedelta(minutes=59), "59 minuter sedan"),
        (timedelta(hours=3), "3 timmar sedan"),
        (timedelta(hours=19), "19 timmar sedan"),
        (timedelta(hours=26), "i går"),
        (timedelta(days=3), "3 dagar sedan"),
        (timedelta(days=9), "3 maj 2026"),
        (-timedelta(hours=2), "om 2 timmar"),
        (-timedelta(days=1), "i morgon"),
        (-timedelta(days=4), "om 4 dagar"),
    ],
)
def test_it_says_when_as_one_would_say_it(apart: timedelta, words: str) -> None:
    with translation.override("sv"):
        assert serva_ui.in_words(NOON - apart, NOON) == words


def test_it_says_when_in_english_too() -> None:
    with translation.override("en"):
        assert serva_ui.in_words(NOON - timedelta(hours=1), NOON) == "1 hour ago"


def test_it_keeps_the_exact_moment() -> None:
    assert 'datetime="2026-05-12T14:00+02:00"' in serva_ui.since(NOON)
    assert serva_ui.since(None) == ""


@pytest.mark.parametrize(("days", "words"), [(30, "sedan 12 maj 2026"), (2, "2 dagar sedan")])
def test_what_goes_on_says_since_when(days: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return (NOON + timedelta(days=days)).astimezone(tz)

    monkeypatch.setattr(serva_ui, "datetime", Later)
    with translation.override("sv"):
        assert f">{words}<" in serva_ui.since(NOON, lasting=True)
        assert ">sedan " not in serva_ui.since(NOON)


@pytest.mark.parametrize("status", Status.values)
def test_it_shows_every_status_by_word_and_shape(status: str) -> None:
    chip = serva_ui.status_chip(Case(status=status))
    assert f"chip--{status}" in chip
    assert STATUS_SHAPES[status] in chip
    assert str(Status(status).label).capitalize() in chip


def test_no_two_statuses_have_the_same_shape() -> None:
    assert len(set(STATUS_SHAPES.values())) == len(STATUS_SHAPES)


def test_it_escapes_the_customer_s_word() -> None:
    assert "&lt;b&gt;" in serva_ui.status_chip(Case(), text="<b>")


@pytest.mark.parametrize(
    ("status", "hours", "late"), [("assigned", -1, True), ("assigned", 1, False), ("done", -1, False)]
)
def test_it_is_late_only_while_open_and_due(status: str, hours: int, late: bool) -> None:
    case = Case(status=status, finish_by=timezone.now() + timedelta(hours=hours))
    assert bool(serva_ui.late_chip(case)) is late


@pytest.mark.parametrize(
    ("fields", "marked"),
    [
        ({"acknowledge_by": -1}, True),
        ({"acknowledge_by": 1}, False),
        ({}, False),
        ({"acknowledge_by": -1, "status": "acknowledged"}, False),
        ({"acknowledge_by": -2, "finish_by": -1}, False),
    ],
)
def test_it_marks_what_nobody_acknowledged_in_time_unless_it_is_late(fields: dict[str, Any], marked: bool) -> None:
    hours = {name: timezone.now() + timedelta(hours=value) for name, value in fields.items() if name != "status"}
    case = Case(status=fields.get("status", "assigned"), **hours)
    assert ("Inte kvitterat i tid" in serva_ui.left_chip(case)) is marked


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("+46 (0)31-700 12 00", "+46317001200"), ("031-700 12 00", "0317001200"), (" 112 ", "112")],
)
def test_it_dials_digits_only(number: str, dialled: str) -> None:
    assert serva_ui.tel(number) == dialled


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert 'aria-hidden="true"' in serva_ui.icon(name)


def test_what_is_the_same_for_all_sees_nothing_of_the_page() -> None:
    page = Template("{% load serva_ui %}{{ name }}: {% same_for_all %}[{{ name }}]{% endsame_for_all %}")
    assert page.render(Context({"name": "Anna"})) == "Anna: []"


def test_what_is_the_same_for_all_sees_what_it_names() -> None:
    page = Template("{% load serva_ui %}{% same_for_all tab %}[{{ tab }}{{ name }}]{% endsame_for_all %}")
    drawn = [page.render(Context({"tab": tab, "name": "Anna"})) for tab in ("a", "b", "a", "<i>")]
    assert drawn == ["[a]", "[b]", "[a]", "[&lt;i&gt;]"]


def test_what_is_the_same_for_all_is_drawn_once_a_language() -> None:
    page = Template('{% load serva_ui i18n %}{% same_for_all %}{% translate "Yes" %}{% endsame_for_all %}')
    assert (page.render(Context()), page.render(Context())) == ("Ja", "Ja")
    with translation.override("en"):
        assert page.render(Context()) == "Yes"

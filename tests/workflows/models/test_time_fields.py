"""How people write working time, and what is kept of it."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from workflows.clock import MINUTES
from workflows.models.time_fields import allowed_text, read_allowed, tidy_days, tidy_hours, tidy_own_hours


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("8-17", "08:00–17:00"),
        ("08.30 – 12, 13:00-17:15", "08:30–12:00, 13:00–17:15"),
        ("13-17; 8-12", "08:00–12:00, 13:00–17:00"),
        ("8-12, 12-17", "08:00–17:00"),
        ("0-24", "00:00–24:00"),
        ("8 till 17", "08:00–17:00"),
        ("  ", ""),
    ],
)
def test_it_keeps_hours_in_one_form(written: str, kept: str) -> None:
    assert tidy_hours(written) == kept


@pytest.mark.parametrize("text", ["17-8", "8-8", "22:00–06:00", "8-25", "8:70-9", "8-12, 11-13", "dagtid", "8", "\x00"])
def test_it_refuses_hours_that_no_day_has(text: str) -> None:
    with pytest.raises(ValidationError):
        tidy_hours(text)


@given(st.lists(st.integers(0, MINUTES), min_size=2, max_size=8, unique=True).map(sorted))
def test_it_reads_back_the_hours_it_wrote(edges: list[int]) -> None:
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    text = ", ".join(f"{a // 60}:{a % 60:02}-{b // 60}:{b % 60:02}" for a, b in pairs)
    assert tidy_hours(tidy_hours(text)) == tidy_hours(text)
    assert tidy_hours(text).count("–") == len(pairs)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-06-05", "2026-06-05"),
        ("2026-07-06 - 2026-07-31\n2026-06-05", "2026-06-05\n2026-07-06–2026-07-31"),
        ("2026-06-05, 2026-06-05", "2026-06-05"),
        ("", ""),
    ],
)
def test_it_keeps_days_in_one_form(written: str, kept: str) -> None:
    assert tidy_days(written) == kept


@pytest.mark.parametrize(
    "text", ["5 juni", "2026-02-30", "1026-01-01", "2026-07-31–2026-07-06", "2026-01-01–2028-01-01"]
)
def test_it_refuses_days_that_are_none(text: str) -> None:
    with pytest.raises(ValidationError):
        tidy_days(text)


def test_it_refuses_more_lines_than_anybody_writes() -> None:
    with pytest.raises(ValidationError):
        tidy_days("2026-06-05\n" * 201)


def test_it_keeps_days_with_their_hours() -> None:
    assert tidy_own_hours("2026-12-19: 9-15\n2026-12-13 10-12, 13-14") == (
        "2026-12-13 10:00–12:00, 13:00–14:00\n2026-12-19 09:00–15:00"
    )


@pytest.mark.parametrize("text", ["2026-12-19", "2026-12-19 hela dagen", "9-15"])
def test_it_refuses_a_day_without_hours(text: str) -> None:
    with pytest.raises(ValidationError):
        tidy_own_hours(text)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("30 min", 30), ("4 h", 240), ("4h30min", 270), ("1:30", 90), ("2 timmar", 120), ("90 minuter", 90), (" ", None)],
)
def test_it_reads_time_allowed(written: str, minutes: int | None) -> None:
    assert read_allowed(written) == minutes


@pytest.mark.parametrize("text", ["4", "snart", "1:75", "-1 h", "4 d"])
def test_it_does_not_guess_what_is_meant_by_a_bare_number(text: str) -> None:
    with pytest.raises(ValidationError):
        read_allowed(text)


@given(st.integers(0, 200_000))
def test_it_reads_back_the_time_it_wrote(minutes: int) -> None:
    assert read_allowed(allowed_text(minutes)) == minutes

from datetime import UTC, date, timedelta

import pytest
from django.utils import timezone

from reports.statistics.period import USUAL, Period, PeriodForm, last_month, this_month, twelve_months

TODAY = date(2026, 3, 15)


def test_the_ready_periods() -> None:
    assert this_month(TODAY) == Period(date(2026, 3, 1), TODAY)
    assert last_month(TODAY) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert twelve_months(TODAY) == Period(date(2025, 4, 1), TODAY)


def test_last_month_of_january_is_december() -> None:
    assert last_month(date(2026, 1, 31)) == Period(date(2025, 12, 1), date(2025, 12, 31))


def test_it_goes_month_by_month_with_parts_at_its_ends() -> None:
    months = Period(date(2025, 12, 20), date(2026, 2, 3)).months()
    assert [(part.first.isoformat(), part.last.isoformat()) for part in months] == [
        ("2025-12-20", "2025-12-31"),
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-02-03"),
    ]


def test_both_days_are_in_it_in_the_company_s_time_across_dst() -> None:
    period = Period(date(2026, 3, 29), date(2026, 3, 29))  # a day of 23 hours
    assert period.end.astimezone(UTC) - period.start.astimezone(UTC) == timedelta(hours=23)


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "own"},
        {"period": "own", "first": "2026-03-01"},
        {"period": "own", "first": "2026-03-02", "last": "2026-03-01"},
        {"period": "own", "first": "nonsense", "last": "2026-03-01"},
        {"period": "own", "first": "1995-01-01", "last": "2026-03-01"},
        {"period": "own", "first": "0001-01-01", "last": "9999-12-31"},
        {"period": "gone"},
    ],
)
def test_nonsense_gives_the_usual_period_and_a_sentence(asked: dict[str, str]) -> None:
    form = PeriodForm(asked)
    assert form.chosen() == twelve_months(timezone.localdate())
    assert form.errors
    assert USUAL == "12_months"


def test_own_days() -> None:
    form = PeriodForm({"period": "own", "first": "2026-03-01", "last": "2026-03-02"})
    assert form.chosen() == Period(date(2026, 3, 1), date(2026, 3, 2))

"""How a person wants to be told, where she has said nothing."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from workflows.models import NotificationPreference


def test_it_passes_the_checks_at_the_very_time_it_begins_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django warns of fixed times during the seconds around them: checks that failed once a day, at seven."""
    seven = NotificationPreference().digest_at
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(date(2026, 11, 27), seven, UTC))
    assert NotificationPreference.check() == []

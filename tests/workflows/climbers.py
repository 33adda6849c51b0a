"""A ladder to climb, and a clock on the wall that only the test moves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from workflows.models import Case, CaseEvent, Escalation, EscalationStep, ServiceLevel, Team, What
from workflows.models.service_level import WEEK

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
START = datetime(2026, 11, 2, 8, tzinfo=timezone.get_default_timezone())
Tick = Callable[[float], datetime]


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Tick:
    """Moves the clock on by so many minutes."""
    at = [START]

    def on(minutes: float) -> datetime:
        at[0] += minutes * MINUTE
        return at[0]

    monkeypatch.setattr(timezone, "now", lambda: at[0])
    names = {
        Case: ("opened_at", "status_since", "acknowledge_climbs_from", "finish_climbs_from", "escalates_at"),
        CaseEvent: ("at",),
        Escalation: ("fired_at",),
        EscalationStep: ("since",),
        Team: ("untouched_from",),
    }
    for model, fields in names.items():
        for name in fields:
            monkeypatch.setattr(model._meta.get_field(name), "_get_default", lambda: at[0])
    return on


@pytest.fixture
def level(cast: Cast, wait: Tick) -> ServiceLevel:
    """Round the clock, so that minutes are minutes. Acknowledged within an hour, finished within ten."""
    made = ServiceLevel.objects.create(
        name_sv="Jour", holidays_off=False, acknowledge_normal=60, finish_normal=600, acknowledge_high=30,
        finish_high=300, **dict.fromkeys(WEEK, "0-24"),
    )  # fmt: skip
    cast.lift_category.service_level = made
    cast.lift_category.save()
    return made


def step(level: ServiceLevel, what: str, minutes: int = 0, due: str = "acknowledge") -> EscalationStep:
    """`minutes` after the due time, or before it if fewer than none."""
    side = "before" if minutes < 0 else "after"
    return EscalationStep.objects.create(level=level, what=What(what), minutes=abs(minutes), side=side, due=due)


def climbed(case: Case) -> list[str]:
    return list(case.escalations.order_by("pk").values_list("what", flat=True))


def told(case: Case) -> list[dict[str, Any]]:
    """What the history tells of it."""
    return [event.data for event in case.events.order_by("sequence") if "what" in event.data]

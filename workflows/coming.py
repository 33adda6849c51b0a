"""What the schedules will bring to some worksites: cases that are open already, and dates still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from workflows.models import Case, Schedule, Worksite
from workflows.recurrence import next_dates

EACH = 3
HORIZON = timedelta(days=366)


@dataclass(frozen=True)
class Coming:
    """`case` is there once the date has come within its schedule's lead."""

    day: date
    title: str
    case: Case | None = None


def coming_at(worksites: Iterable[Worksite], user: User) -> dict[int, list[Coming]]:
    """By worksite, soonest first. Three queries, however many worksites."""
    today = timezone.localdate()
    ids = [worksite.pk for worksite in worksites]
    found: dict[int, list[Coming]] = {pk: [] for pk in ids}
    for case in opened(ids, user, today):
        found[case.worksite_id or 0].append(Coming(planned(case), case.title, case))
    places = Schedule.worksites.through.objects.filter(worksite__in=ids).values_list("schedule_id", "worksite_id")
    schedules = Schedule.objects.running().in_bulk([schedule for schedule, _worksite in places])
    dates = {pk: dates_of(schedule, today) for pk, schedule in schedules.items()}
    for schedule_id, worksite_id in places:
        for day in dates.get(schedule_id, []):
            found[worksite_id].append(Coming(day, schedules[schedule_id].title))
    return {pk: sorted(rows, key=lambda row: row.day) for pk, rows in found.items()}


def opened(worksites: list[int], user: User, today: date) -> Iterable[Case]:
    rows = Case.objects.visible_to(user).open().filter(worksite__in=worksites, occurrence__starts_at__date__gte=today)
    return rows.select_related("occurrence").only("title", "status", "stage", "worksite", "occurrence")[:500]


def planned(case: Case) -> date:
    assert case.occurrence is not None  # asked for above
    return timezone.localtime(case.occurrence.starts_at).date()


def dates_of(schedule: Schedule, today: date) -> list[date]:
    """The next dates that have no cases yet, within a year."""
    first = today
    if schedule.worked_until is not None:
        first = max(today, schedule.worked_until + timedelta(days=1))
    return [day for day in next_dates(schedule, first, EACH) if day <= today + HORIZON]

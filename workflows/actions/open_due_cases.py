import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from workflows.actions.open_case import open_case
from workflows.actor import SCHEDULE
from workflows.models import Case, Occurrence, Schedule, Worksite
from workflows.recurrence import dates_between

logger = logging.getLogger(__name__)


def open_due_cases(today: date | None = None) -> int:
    """Opens the cases of every date that has come within its schedule's lead, missed ones too. The number opened."""
    today = today or timezone.localdate()
    opened = 0
    for schedule in Schedule.objects.running().select_related("customer", "category", "equipment"):
        try:
            opened += open_cases_of(schedule, today)
        except Exception:  # one broken schedule must not keep the others waiting
            logger.exception("Schedule %s could not be worked out", schedule.pk)
    return opened


def open_cases_of(schedule: Schedule, today: date) -> int:
    until = today + timedelta(days=schedule.lead_days)
    assert schedule.worked_until is not None
    if schedule.worked_until >= until:
        return 0
    dates = dates_between(schedule, schedule.worked_until + timedelta(days=1), until)
    opened = sum(open_cases_on(schedule, day) for day in dates)
    Schedule.objects.filter(pk=schedule.pk, worked_until__lt=until).update(worked_until=until)
    return opened


@transaction.atomic
def open_cases_on(schedule: Schedule, day: date) -> int:
    """The date's row and its cases, together or not at all; a date that has its row is somebody else's work."""
    starts_at = timezone.make_aware(datetime.combine(day, schedule.at_time))
    occurrence, is_new = Occurrence.objects.get_or_create(
        schedule=schedule, nominal_date=day, defaults={"starts_at": starts_at}
    )
    if not is_new:
        return 0
    worksites = schedule.worksites.filter(is_active=True).select_related("customer", "contact")
    return len([open_case(draft(schedule, occurrence, worksite), by=SCHEDULE) for worksite in worksites])


def draft(schedule: Schedule, occurrence: Occurrence, worksite: Worksite) -> Case:
    equipment = schedule.equipment
    return Case(
        kind=Case.Kind.SCHEDULED,
        source=Case.Source.SCHEDULE,
        title=schedule.title,
        description=schedule.description,
        priority=schedule.priority,
        customer=schedule.customer,
        worksite=worksite,
        equipment=equipment if equipment and equipment.worksite_id == worksite.pk else None,
        category=schedule.category,
        reporter=worksite.contact,
        occurrence=occurrence,
        finish_by=occurrence.starts_at + timedelta(hours=24),
    )

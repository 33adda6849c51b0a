"""What the database keeps of cases: what can never be, and by what they are found."""

from django.db import models
from django.db.models import F, Q

from workflows.models.standing import ENDED, OPEN, Status

CLOCK = ("clock_stopped_since", "finish_by_promised", "status")  # in an index, so that it alone says what is late

CONSTRAINTS = [
    models.CheckConstraint(
        condition=Q(status__in=ENDED) | Q(responsible__isnull=False) | Q(team__isnull=False),
        name="case_open_has_somebody",
    ),
    models.CheckConstraint(condition=Q(status__in=Status.values), name="case_status_known"),
    models.CheckConstraint(
        condition=Q(stage=None, stage_status="") | Q(stage__isnull=False, stage_status=F("status")),
        name="case_stage_rests_on_status",
    ),
    models.CheckConstraint(
        condition=Q(clock_stopped_since=None) | (Q(status__in=OPEN) & ~Q(status=Status.ASSIGNED)),
        name="case_clock_stopped_while_worked_on",
    ),
    models.CheckConstraint(
        condition=Q(approved_at=None) | Q(status__in=[Status.DONE, Status.CLOSED]),
        name="case_approved_when_done",
    ),
    models.UniqueConstraint(fields=["occurrence", "worksite"], name="case_once_per_occurrence"),
    models.UniqueConstraint(fields=["occurrence"], condition=Q(worksite=None), name="case_once_per_occurrence_no_site"),
]

INDEXES = [
    models.Index(fields=["status", "-id"], name="case_status"),
    models.Index(fields=["responsible", "status", "-id"], name="case_responsible"),
    models.Index(fields=["team", "status", "-id"], name="case_team"),
    models.Index(fields=["customer", "-id", "status"], name="case_customer"),
    models.Index(fields=["worksite", "-id"], name="case_worksite"),
    models.Index(fields=["category", "-id"], name="case_category"),
    models.Index(fields=["reporter", "-id"], name="case_reporter"),
    models.Index(fields=["opened_at"], name="case_opened"),
    models.Index(fields=["finish_by", *CLOCK], condition=Q(status__in=OPEN), name="case_open_late"),
    models.Index(
        fields=["responsible", "team", "finish_by", *CLOCK], condition=Q(status__in=OPEN), name="case_open_load"
    ),
    models.Index(fields=["status_since", "id", "status"], condition=Q(status=Status.WAITING), name="case_waiting"),
    models.Index(fields=["acknowledge_by"], condition=Q(status=Status.ASSIGNED), name="case_open_acknowledge_by"),
    models.Index(fields=["finished_at"], condition=Q(status=Status.DONE), name="case_done_finished"),
    models.Index(fields=["escalates_at"], condition=Q(escalates_at__isnull=False), name="case_escalates"),
]

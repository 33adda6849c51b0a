"""The questions that are asked of cases."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from workflows.models.case_row import COLUMNS, OFFICE_COLUMNS
from workflows.models.standing import OPEN, Status
from workflows.models.viewer import Viewer
from workflows.models.worksite import Worksite

if TYPE_CHECKING:
    from workflows.models.case import Case

LISTED = [
    *("title", "status", "priority", "place", "status_since", "team__name"),
    *("acknowledge_by", "finish_by", "finish_by_promised", "clock_stopped_since", "stage"),
    *("worksite__name", "worksite__street", "worksite__city"),
    *("responsible__first_name", "responsible__last_name", "responsible__email"),
    *("version", "opened_at", "customer__name", "category__name_sv", "category__name_en", "worksite__postal_code"),
]


def late(now: datetime) -> Q:
    """Open, and to be finished before `now`. A clock that is stopped stands, but a promised day does not move."""
    since = F("clock_stopped_since")
    stopped = Q(clock_stopped_since__isnull=False, finish_by_promised=False, finish_by__gte=since)
    return Q(status__among=OPEN, finish_by__lt=now) & ~stopped


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def not_acknowledged(self) -> Self:
        return self.filter(status=Status.ASSIGNED)

    def overdue(self, now: datetime | None = None) -> Self:
        return self.filter(late(now or timezone.now()))

    def left_too_long(self, now: datetime | None = None) -> Self:
        """Those that somebody should have acknowledged by now, and nobody has."""
        return self.not_acknowledged().filter(acknowledge_by__lt=now or timezone.now())

    def to_look_at(self, now: datetime) -> Self:
        """Something on their ladder may have come: found by an index that holds no other case."""
        return self.filter(escalates_at__lte=now)

    def mine(self, user: User) -> Self:
        return self.filter(responsible=user)

    def visible_to(self, user: User) -> Self:
        """The only way in from a view. Office: all. Field: own and team's. Contact: by her scope. Else none."""
        return self.seen_by(Viewer.of(user))

    def seen_by(self, viewer: Viewer) -> Self:
        match viewer:
            case "office", ():
                return self
            case "field", (person, *teams):
                return self.filter(Q(responsible=person) | Q(team__in=teams))
            case "customer", (customer,):
                return self.filter(customer=customer)
            case "own", (contact, customer):
                return self.filter(reporter=contact, customer=customer)
            case "watched", (contact, customer):
                watched = Worksite.objects.filter(customer=customer, watched_by=contact).values("pk")
                return self.filter(Q(reporter=contact, customer=customer) | Q(worksite__in=watched))
            case "link", (number,):
                return self.filter(pk=number)
        return self.none()

    def for_rows(self) -> "models.QuerySet[Case, tuple]":
        """Tuples for `CaseRow.of`."""
        return self.values_list(*COLUMNS)

    def for_office_rows(self) -> "models.QuerySet[Case, tuple]":
        """Tuples for `OfficeRow.of`."""
        return self.values_list(*OFFICE_COLUMNS)

    def for_list(self) -> Self:
        """With what a row shows to the office, and no more: each column more is one of every row."""
        return self.select_related("customer", "worksite", "category", "responsible", "team").only(*LISTED)

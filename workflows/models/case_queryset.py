"""The questions that are asked of cases."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from workflows.models.case_row import COLUMNS, OFFICE_COLUMNS
from workflows.models.contact import Contact
from workflows.models.standing import OPEN, Status
from workflows.models.team import Team

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
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("workflows.see_all_cases"):
            return self
        if user.has_perm("workflows.work_cases"):
            return self.filter(Q(responsible=user) | Q(team__in=Team.objects.ids_of(user)))
        contact = getattr(user, "contact", None)
        return self.none() if contact is None else self.seen_by_contact(contact)

    def seen_by_contact(self, contact: Contact) -> Self:
        if not contact.is_active:
            return self.none()
        if contact.scope == Contact.Scope.ALL:
            return self.filter(customer_id=contact.customer_id)
        own = Q(reporter=contact, customer_id=contact.customer_id)
        if contact.scope == Contact.Scope.OWN:
            return self.filter(own)
        watched = contact.worksites.filter(customer_id=contact.customer_id).values("pk")
        return self.filter(own | Q(worksite__in=watched))

    def for_rows(self) -> "models.QuerySet[Case, tuple]":
        """Tuples for `CaseRow.of`."""
        return self.values_list(*COLUMNS)

    def for_office_rows(self) -> "models.QuerySet[Case, tuple]":
        """Tuples for `OfficeRow.of`."""
        return self.values_list(*OFFICE_COLUMNS)

    def for_list(self) -> Self:
        """With what a row shows to the office, and no more: each column more is one of every row."""
        return self.select_related("customer", "worksite", "category", "responsible", "team").only(*LISTED)

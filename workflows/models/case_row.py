from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import get_language

from workflows.models.bilingual import in_language
from workflows.models.standing import Standing, Status
from workflows.models.worksite import in_a_line

COLUMNS = (
    *("pk", "title", "status", "status_since", "priority", "place"),
    *("acknowledge_by", "finish_by", "finish_by_promised", "clock_stopped_since"),
    *("stage_id", "responsible_id"),
    *("responsible__first_name", "responsible__last_name", "responsible__email", "team__name"),
    *("worksite__name", "worksite__street", "worksite__city", "version"),
)
OFFICE_COLUMNS = (*COLUMNS, "customer__name", "category__name_sv", "category__name_en")


@dataclass(slots=True)
class CaseRow(Standing):
    """A case as far as the lists of portal and field show it, of a tuple of COLUMNS: models cost four times as much."""

    pk: int
    title: str
    status: str
    status_since: datetime
    priority: int
    place: str
    acknowledge_by: datetime | None
    finish_by: datetime | None
    finish_by_promised: bool
    clock_stopped_since: datetime | None
    stage_id: int | None
    responsible_id: int | None
    first_name: str | None
    last_name: str | None
    email: str | None
    team: str | None
    worksite: str | None
    street: str | None
    city: str | None
    version: int

    @classmethod
    def of(cls, found: Iterable[tuple]) -> list[Self]:
        return [cls(*values) for values in found]

    @property
    def where(self) -> str:
        """As `Worksite.brief`, else the place in words."""
        if self.worksite is None:
            return self.place
        return in_a_line(self.worksite, self.street or "", self.city or "")

    @property
    def is_free(self) -> bool:
        """For anybody of the team to take."""
        return self.status == Status.ASSIGNED and self.responsible_id is None

    @property
    def answerer(self) -> str:
        """The name of the person, else of the team."""
        if self.responsible_id is None:
            return self.team or ""
        return f"{self.first_name} {self.last_name}".strip() or str(self.email)


@dataclass(slots=True)
class OfficeRow(CaseRow):
    """A case in the office's list, of a tuple of OFFICE_COLUMNS."""

    customer: str | None
    category_sv: str | None
    category_en: str | None

    @property
    def as_seen(self) -> str:
        """As of a case: what a ticked box says."""
        return f"{self.pk}.{self.version}"

    @property
    def category(self) -> str:
        """Its name in the reader's language; "" without one."""
        return in_language(self, "category", get_language() or "sv") or ""

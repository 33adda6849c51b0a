from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from workflows.models.standing import Standing, Status
from workflows.models.worksite import in_a_line

COLUMNS = (
    *("pk", "title", "status", "status_since", "priority", "place"),
    *("acknowledge_by", "finish_by", "finish_by_promised", "responsible_id"),
    *("responsible__first_name", "responsible__last_name", "responsible__email", "team__name"),
    *("worksite__name", "worksite__street", "worksite__city", "version"),
)


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

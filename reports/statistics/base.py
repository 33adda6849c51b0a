"""What a statistic is: a question that gives labels and figures, and where the cases of each figure are listed."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from reports.statistics.period import Period
from workflows.models import OPEN, Case


@dataclass(frozen=True)
class Row:
    """`choice` are the filters of the case list that give these very cases; None where no list does.

    `inside` asks the same question of what the row is made of (query parameters), where there is such a thing.
    """

    label: str
    cases: int
    still_open: int
    choice: dict[str, Any] | None = field(default_factory=dict)
    inside: dict[str, Any] | None = None


@dataclass(frozen=True)
class Statistic:
    """`upright`: times, drawn as columns in their order. `of_what` heads the first column of the table."""

    heading: str
    of_what: str
    period: Period
    rows: list[Row]
    upright: bool = False

    @property
    def cases(self) -> int:
        return sum(row.cases for row in self.rows)

    @property
    def still_open(self) -> int:
        return sum(row.still_open for row in self.rows)

    def address(self, row: Row) -> str:
        """The list of the row's cases, or nothing."""
        return "" if row.choice is None else address_of_list(self.period, **row.choice)


def address_of_list(period: Period, **choice: Any) -> str:
    asked = {"opened_from": period.first.isoformat(), "opened_to": period.last.isoformat(), **choice}
    return f"{reverse('cases:index')}?{urlencode(asked)}"


def opened_within(cases: QuerySet[Case], period: Period) -> QuerySet[Case]:
    return cases.filter(opened_at__gte=period.start, opened_at__lt=period.end).order_by()


def counted(cases: QuerySet[Case], *by: Any, **named: Any) -> list[dict[str, Any]]:
    """One query: {column…, "cases", "still_open"} for each value of the columns, most cases first."""
    return list(
        cases.values(*by, **named)
        .annotate(cases=Count("pk"), still_open=Count("pk", filter=Q(status__in=OPEN)))
        .order_by("-cases", *by, *named)
    )

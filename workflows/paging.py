"""Pages of big tables: the count stops at a bound and so does the offset; beyond it one filters."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

ROWS = 50
BOUND = 1000


def counts(*several: QuerySet) -> list[int]:
    """How many rows each has, at most BOUND + 1: one query for all, whose cost does not grow with the table."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in several:
        try:
            statement, given = rows.order_by().values("pk")[: BOUND + 1].query.sql_with_params()
        except EmptyResultSet:
            parts.append("0")
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({statement}) AS counted)")  # noqa: S608 (the ORM's own, with parameters)
        values += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def firsts(*several: QuerySet) -> list[set[Any]]:
    """The keys of the rows of each, which are ordered and sliced: one query for all."""
    parts: list[str] = []
    values: list[Any] = []
    for place, rows in enumerate(several):
        try:
            statement, given = rows.values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place}, part_{place}.* FROM ({statement}) AS part_{place}")  # noqa: S608 (the ORM's own)
        values += given
    found: list[set[Any]] = [set() for _rows in several]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for place, key in cursor.fetchall():
                found[place].add(key)
    return found


class BoundedPaginator(Paginator):
    """Counts at most BOUND + 1 rows: the cost of a page does not grow with the table.

    `counted`: the same rows without what is joined only to be shown.
    """

    def __init__(
        self, object_list: Any, per_page: int, *args: Any, counted: QuerySet | None = None, **more: Any
    ) -> None:
        super().__init__(object_list, per_page, *args, **more)
        self.counted = object_list if counted is None else counted

    @cached_property
    def count(self) -> int:
        if not isinstance(self.counted, QuerySet):
            return super().count
        return counts(self.counted)[0]

    @property
    def is_bounded(self) -> bool:
        """There are more rows than are counted and shown."""
        return self.count > BOUND

    @cached_property
    def num_pages(self) -> int:
        return max(1, -(-min(self.count, BOUND) // self.per_page))


class FetchedPage(Page):
    """`rows` are those of the page and the one after them, if there is one: it knows the next page without a count."""

    def __init__(self, rows: list[Any], number: int, paginator: BoundedPaginator) -> None:
        super().__init__(rows[: paginator.per_page], number, paginator)
        self.goes_on = len(rows) > paginator.per_page
        if not self.goes_on:
            paginator.count = self.end_index()

    def has_next(self) -> bool:
        return self.goes_on and self.number < BOUND // self.paginator.per_page

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1

    def start_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + bool(len(self))

    def end_index(self) -> int:
        return (self.number - 1) * self.paginator.per_page + len(self)


def page_of(request: HttpRequest, rows: QuerySet, per_page: int = ROWS, *, counted: QuerySet | None = None) -> Page:
    """The page that `?p=` asks for; nonsense gives the first, too far gives the last. Counts only where it must.

    `counted`: the same rows in the same order without what is joined only to be shown; that is joined to one page.
    """
    paginator, wish = BoundedPaginator(rows, per_page, counted=counted), request.GET.get("p") or "1"
    if wish.isascii() and wish.isdigit() and 1 <= (number := int(wish[:9])) <= BOUND // per_page:
        place = slice((number - 1) * per_page, number * per_page + 1)
        found = list(rows[place] if counted is None else rows.filter(pk__in=counted.values("pk")[place]))
        if found or number == 1:
            return FetchedPage(found, number, paginator)
    return paginator.get_page(wish)

"""Pages of big tables: the count stops at a bound and so does the offset; beyond it one filters."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

ROWS = 50
BOUND = 1000


class BoundedPaginator(Paginator):
    """Counts at most BOUND + 1 rows: the cost of a page does not grow with the table."""

    @cached_property
    def count(self) -> int:
        if not isinstance(self.object_list, QuerySet):
            return super().count
        return min(self.object_list.order_by()[: BOUND + 1].count(), BOUND + 1)

    @property
    def is_bounded(self) -> bool:
        """There are more rows than are counted and shown."""
        return self.count > BOUND

    @cached_property
    def num_pages(self) -> int:
        return max(1, -(-min(self.count, BOUND) // self.per_page))


def page_of(request: HttpRequest, rows: QuerySet, per_page: int = ROWS) -> Page:
    """The page that `?p=` asks for; nonsense gives the first, too far gives the last."""
    return BoundedPaginator(rows, per_page).get_page(request.GET.get("p"))

"""The categories as people see them: depth first, each with its path. One query, for some hundreds of rows."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Case, QuerySet, Value, When

from workflows.models import Category

BETWEEN = " › "


class CategoryTree:
    """`among` says which may be seen; one whose parent may not is shown as a root."""

    def __init__(self, among: QuerySet[Category] | None = None) -> None:
        rows = list(Category.objects.all() if among is None else among)
        self.nodes = {row.pk: row for row in rows}
        self.below: dict[int | None, list[Category]] = defaultdict(list)
        for row in rows:
            self.below[row.parent_id if row.parent_id in self.nodes else None].append(row)
        self.depths: dict[int, int] = {}
        self.order = [row.pk for row in self._walk(None, 0)]
        self.order += [pk for pk in self.nodes if pk not in self.depths]  # a loop in the data

    def _walk(self, parent: int | None, depth: int) -> Iterator[Category]:
        for row in sorted(self.below[parent], key=lambda row: (row.order, row.name_sv.casefold(), row.pk)):
            self.depths[row.pk] = depth
            yield row
            yield from self._walk(row.pk, depth + 1)

    def path(self, pk: int, language: str = "") -> str:
        """Names from the root down, in the reader's language or the given one ("sv")."""
        names: list[str] = []
        seen: set[int] = set()
        node = self.nodes.get(pk)
        while node is not None and node.pk not in seen:
            seen.add(node.pk)
            names.append(node.name_sv if language == "sv" else node.name)
            node = self.nodes.get(node.parent_id) if node.parent_id else None
        return BETWEEN.join(reversed(names))

    def choices(self) -> list[tuple[int, str]]:
        """For a select: children indented below their parents; inactive ones left out."""
        dash = "\N{NO-BREAK SPACE}" * 4
        return [
            (pk, dash * self.depths.get(pk, 0) + self.nodes[pk].name) for pk in self.order if self.nodes[pk].is_active
        ]

    def sort(self, rows: QuerySet[Category]) -> QuerySet[Category]:
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(self.order)]
        return rows.order_by(Case(*places, default=Value(len(places))), "pk") if places else rows.order_by("pk")

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from workflows.models import Case, Viewer
from workflows.prepared import Prepared

Row = TypeVar("Row")


class SeenCases(Generic[Row]):
    """A prepared question about the cases that a person may see: written once for each kind of viewer.

    `write(cases, *likes)` gives the question; `question(viewer, *values)` its rows. Costs one query, none for nobody.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Row]], *likes: int | str) -> None:
        self.write, self.likes = write, likes
        self.written: dict[tuple[str, int], Prepared[Row]] = {}

    def __call__(self, viewer: Viewer, *values: int | str) -> list[Row]:
        try:
            return self.written_for(viewer)(*viewer.numbers, *values)
        except EmptyResultSet:
            return []

    def written_for(self, viewer: Viewer) -> Prepared[Row]:
        shape = viewer.kind, len(viewer.numbers)
        if shape not in self.written:
            self.written[shape] = self.prepare(*shape)
        return self.written[shape]

    def prepare(self, kind: str, count: int) -> Prepared[Row]:
        """The viewer's numbers are stood for by -101, -102 and so on."""
        numbers = tuple(range(-101, -101 - count, -1))

        def write(*likes: Any) -> QuerySet[Any, Row]:
            return self.write(Case.objects.seen_by(Viewer(kind, likes[:count])), *likes[count:])

        return Prepared(write, *numbers, *self.likes)

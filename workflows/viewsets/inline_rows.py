"""Rows that are edited on the page of what they belong to."""

from typing import Any

from django.db.models import QuerySet

MOST = 1100  # more rows than a form set of at most a hundred reads, whatever it is told


def with_known_rows(data: Any, name: str, there: QuerySet) -> Any:
    """A row that somebody deleted meanwhile, or that never was, is a new one: the form set `name` would break on it."""
    known, data = {str(pk) for pk in there.values_list("pk", flat=True)}, data.copy()
    for number in range(MOST):
        field = f"{name}-{number}-id"
        if data.get(field) not in known:
            data[field] = ""
    return data

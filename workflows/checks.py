from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from workflows.assignment import has_catch_all


@register(Tags.database)
def catch_all_is_set(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Runs with `check --database default` and with migrate; the admin's start page says the same to people."""
    try:
        if not databases or has_catch_all():
            return []
    except DatabaseError:  # asked by migrate before it has made the tables
        return []
    return [
        Warning(
            "No catch-all responsibility is set: a case that no rule covers could not be opened.",
            hint="In the admin, add a responsibility without any condition.",
            id="workflows.W001",
        )
    ]

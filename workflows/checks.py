from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.database)
def catch_all_is_set(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Runs with `check --database default`; the admin's start page says the same to people."""
    from workflows.assignment import has_catch_all

    if not databases or has_catch_all():
        return []
    return [
        Warning(
            "No catch-all responsibility is set: a case that no rule covers could not be opened.",
            hint="In the admin, add a responsibility without customer, worksite and category.",
            id="workflows.W001",
        )
    ]

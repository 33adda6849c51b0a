from typing import Any

from django.db import transaction

from workflows.actor import Actor
from workflows.changes import fresh
from workflows.events import record
from workflows.models import Case, EventKind

EDITABLE = (
    "title",
    "description",
    "priority",
    "customer",
    "worksite",
    "place",
    "equipment",
    "category",
    "finish_by",
    "buyer_reference",
    "order_number",
)


@transaction.atomic
def edit_case(case: Case, *, by: Actor, version: int | None = None, **changes: Any) -> Case:
    """Changes fields named in EDITABLE; the history keeps old and new in words. Nothing changed, nothing written."""
    if unknown := set(changes) - set(EDITABLE):
        raise ValueError(f"Not editable: {', '.join(sorted(unknown))}")
    case = fresh(case, version)
    changed = {name: value for name, value in changes.items() if getattr(case, name) != value}
    if not changed:
        return case
    told = {name: [words(getattr(case, name)), words(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(case, name, value)
    if case.worksite is not None:
        case.customer = case.worksite.customer
    case.save_changed()
    record(case, EventKind.EDITED, by=by, is_public=False, changes=told)
    return case


def words(value: Any) -> str:
    return "" if value is None else str(value)[:200]

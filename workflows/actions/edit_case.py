from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime

from workflows.actor import Actor
from workflows.changes import fresh
from workflows.due_times import count_anew
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
MOVES_TIMES = {"priority", "customer", "worksite", "category", "finish_by"}
TIMES = ("acknowledge_by", "finish_by")


@transaction.atomic
def edit_case(case: Case, *, by: Actor, version: int | None = None, **changes: Any) -> Case:
    """Changes fields named in EDITABLE; the history keeps old and new in words. Nothing changed, nothing written.

    A time to finish by is a promise; emptied, it is what the service level says again.
    """
    if unknown := set(changes) - set(EDITABLE):
        raise ValueError(f"Not editable: {', '.join(sorted(unknown))}")
    case = fresh(case, version)
    changed = {name: value for name, value in changes.items() if getattr(case, name) != value}
    if not changed:
        return case
    times = {name: getattr(case, name) for name in TIMES}
    told = {name: [words(getattr(case, name)), words(value)] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(case, name, value)
    if case.worksite is not None:
        case.customer = case.worksite.customer
    if "finish_by" in changed:
        case.finish_by_promised = case.finish_by is not None
        case.finish_climbs_from = timezone.now()
    if case.is_open and MOVES_TIMES & set(changed):
        count_anew(case)
    moved = [name for name in TIMES if getattr(case, name) != times[name]]
    told |= {name: [words(times[name]), words(getattr(case, name))] for name in moved}
    case.save_changed()
    record(case, EventKind.EDITED, by=by, is_public=False, changes=told)
    return case


def words(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)[:200]

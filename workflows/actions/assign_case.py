from django.db import transaction
from django.utils import timezone

from accounts.models import User
from workflows.actor import Actor
from workflows.changes import fresh, step
from workflows.due_times import begin_again
from workflows.events import record
from workflows.models import Case, EventKind, Team


@transaction.atomic
def assign_case(
    case: Case,
    *,
    by: Actor,
    person: User | None = None,
    team: Team | None = None,
    reason: str = "",
    version: int | None = None,
) -> Case:
    """Hands the case to a person, or to a team whose members may take it. Exactly one of the two must be given."""
    if (person is None) == (team is None):
        raise ValueError("Give either a person or a team.")
    case = fresh(case, version)
    if case.acknowledged_at is not None:
        begin_again(case, timezone.now())
    step(case.assign, person, team, reason)
    case.save_changed()
    record(case, EventKind.ASSIGNED, by=by, who=str(case.answerer), reason=reason)
    return case

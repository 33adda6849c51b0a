from datetime import datetime

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
    leaves_team: bool = False,
    version: int | None = None,
) -> Case:
    """Hands the case to a person, or to a team whose members may take it. Exactly one of the two must be given.

    A member of the case's team has it from the team, which may get it back; not where `leaves_team`.
    """
    if (person is None) == (team is None):
        raise ValueError("Give either a person or a team.")
    case = fresh(case, version)
    if person is not None and not leaves_team and case.team is not None and case.team.has(person):
        team = case.team
    hand(case, person, team, reason, timezone.now())
    case.save_changed()
    record(case, EventKind.ASSIGNED, by=by, who=str(case.answerer), reason=reason)
    return case


def hand(case: Case, person: User | None, team: Team | None, reason: str, now: datetime) -> None:
    """The change itself, before it is saved."""
    if case.acknowledged_at is not None:
        begin_again(case, now)
    step(case.assign, person, team, reason)

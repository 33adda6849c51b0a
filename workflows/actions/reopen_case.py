from django.db import transaction
from django.utils import timezone

from workflows.actor import Actor
from workflows.assignment import who_answers_for
from workflows.changes import fresh, step
from workflows.due_times import begin
from workflows.events import record
from workflows.models import Case, EventKind
from workflows.stand_ins import away_on, stand_in
from workflows.stand_ins import why as because


@transaction.atomic
def reopen_case(case: Case, *, by: Actor, reason: str = "", version: int | None = None) -> Case:
    """Takes up an ended case again, with whoever answered for it, or her deputy while she is absent.

    Assignment is asked if nobody of them is active. Its due times count from now; a promised day is kept if it is
    still to come.
    """
    case = fresh(case, version)
    person, team, why = case.responsible, case.team, case.assignment_reason
    person_gone = person is None or not person.is_active
    team_gone = team is None or not team.is_active or not team.members.filter(is_active=True).exists()
    if person_gone and team_gone:
        answer = who_answers_for(case)
        person, team, why = answer.person, answer.team, answer.reason
    elif person is None or person_gone:
        person = None
    else:
        deputy, absences = stand_in(person, away_on(timezone.localdate()))
        if deputy is not None and absences:
            person, why = deputy, because(absences)
    step(case.reopen, person, team, why)
    now = timezone.now()
    case.finish_by_promised = case.finish_by_promised and case.finish_by is not None and case.finish_by > now
    begin(case, now)
    case.save_changed()
    record(case, EventKind.REOPENED, by=by, who=str(case.answerer), reason=reason)
    return case

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from workflows import errands
from workflows.actions.assign_case import assign_case
from workflows.actor import Actor
from workflows.errors import Refused
from workflows.events import case_changed
from workflows.models import Case, Errand, Job
from workflows.moves import Move, Moves
from workflows.rulebook import Rulebook, is_with

KIND = "move_cases"
AT_ONCE = 50
BATCH = 100


@dataclass(frozen=True)
class Moved:
    """`left`: cases that somebody changed at that moment; they stay with whoever has them."""

    count: int
    left: int


def give(move: Move, by: Actor) -> bool:
    """Whether the case went, by the verb: with its history, notices and due times."""
    person, team = (move.to, None) if isinstance(move.to, User) else (None, move.to)
    try:
        assign_case(
            move.case, by=by, person=person, team=team, reason=move.reason, leaves_team=True, version=move.case.version
        )
    except Refused:
        return False
    return True


@transaction.atomic
def plan_moves(moves: Moves, *, by: Actor) -> Job:
    """In the transaction that changes the rule: what is asked for is not forgotten, whatever happens after it."""
    assert by.user is not None
    cases = [[move.case.pk, move.case.version] for move in moves.found]
    job = Job.objects.create(
        kind=KIND, title=_("Cases that move"), user=by.user, total=len(cases), parameters={"cases": cases, "left": 0}
    )
    errands.add(KIND, job.pk)
    transaction.on_commit(lambda: case_changed.send_robust(Job, job_id=job.pk))
    return job


def move_now(job: Job) -> Job:
    """Few cases: done while the person waits, unless a worker was quicker."""
    errand = Errand.objects.get(kind=KIND, subject_id=job.pk)
    errands.perform(errand.pk)
    return Job.objects.get(pk=job.pk)


def move_cases(job_id: int) -> None:
    """Gives the job's cases to whom the rules name now; called again after a crash it goes on where it was."""
    job = Job.objects.select_related("user").get(pk=job_id)
    if job.state == Job.State.DONE:
        return
    Job.objects.filter(pk=job_id).update(state=Job.State.RUNNING)
    by, cases = Actor.of(job.user, via="admin"), job.parameters["cases"]
    with translation.override(job.user.language):
        while job.done < len(cases):
            job.parameters["left"] += move_some(cases[job.done : job.done + BATCH], by)
            job.done = min(job.done + BATCH, len(cases))
            Job.objects.filter(pk=job_id).update(done=job.done, parameters=job.parameters)
            errands.still_at_it(KIND, job_id)
    Job.objects.filter(pk=job_id).update(state=Job.State.DONE, finished_at=timezone.now())


def move_some(cases: Sequence[tuple[int, int]], by: Actor) -> int:
    """How many of them stay, as somebody changed them since they were counted."""
    rules, seen = Rulebook.now(), dict(cases)
    left = 0
    for case in (
        Case.objects.open().filter(pk__in=seen).select_related("responsible", "team", "occurrence").order_by("pk")
    ):
        choice = rules.answer(case)
        if choice is None or is_with(case, choice):
            continue
        case.version = seen[case.pk]
        left += not give(Move(case, choice.who, choice.reason), by)
    return left

"""Putting somebody with many open cases out of use: a worker moves them first, and then does it."""

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from workflows import errands
from workflows.actions.move_cases import BATCH, give
from workflows.actions.retire import retire_person, retire_team
from workflows.actor import Actor
from workflows.errors import Refused
from workflows.events import case_changed
from workflows.models import Job, Team
from workflows.moves import Moves, without_person, without_team

KIND = "retire"


@transaction.atomic
def plan_retirement(who: User | Team, moves: Moves, *, by: Actor) -> Job:
    assert by.user is not None
    kind = "person" if isinstance(who, User) else "team"
    job = Job.objects.create(
        kind=KIND,
        title=_("%(who)s is put out of use") % {"who": who},
        user=by.user,
        total=len(moves),
        parameters={kind: who.pk, "left": 0},
    )
    errands.add(KIND, job.pk)
    transaction.on_commit(lambda: case_changed.send_robust(Job, job_id=job.pk))
    return job


def retire_later(job_id: int) -> None:
    """Called again after a crash it goes on: what has moved is not counted among those that must."""
    job = Job.objects.select_related("user").get(pk=job_id)
    if job.state in (Job.State.DONE, Job.State.FAILED):
        return
    Job.objects.filter(pk=job_id).update(state=Job.State.RUNNING)
    with translation.override(job.user.language):
        try:
            move_and_retire(job, Actor.of(job.user, via="admin"))
        except Refused as refused:
            Job.objects.filter(pk=job_id).update(state=Job.State.FAILED, error=str(refused), finished_at=timezone.now())
            return
    Job.objects.filter(pk=job_id).update(state=Job.State.DONE, done=job.total, finished_at=timezone.now())


def move_and_retire(job: Job, by: Actor) -> None:
    """The last batch and the end of it are one transaction."""
    person = User.objects.filter(pk=job.parameters.get("person")).first()
    team = Team.objects.filter(pk=job.parameters.get("team")).first()
    while len(moves := without_person(person) if person else without_team(team)) > BATCH:  # type: ignore[arg-type]
        gone = sum(give(move, by) for move in moves.found[:BATCH])
        Job.objects.filter(pk=job.pk).update(done=max(job.total - len(moves) + gone, 0))
        errands.still_at_it(KIND, job.pk)
    if person is not None:
        retire_person(person, by=by)
    elif team is not None:
        retire_team(team, by=by)

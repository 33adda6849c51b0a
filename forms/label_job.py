"""Many labels are a job: written by a worker, with how far it has come, and fetched when they are there."""

import logging
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from forms.codes import labels_of
from forms.labels import Label, write_labels
from forms.models import QrCode
from workflows import errands, tasks
from workflows.models import Job

KIND = "labels"
AT_ONCE = 100  # labels, about 1 s
BATCH = 100
logger = logging.getLogger(__name__)


@transaction.atomic
def plan_labels(user: User, codes: Sequence[QrCode], **options: Any) -> Job:
    """`options` are those of `write_labels`. The labels come in the order of `codes`."""
    parameters = {"codes": [code.pk for code in codes], "options": options}
    job = Job.objects.create(kind=KIND, title=_("Labels"), user=user, parameters=parameters, total=len(codes))
    errands.add(KIND, job.pk)
    transaction.on_commit(lambda: tasks.wake(Job))
    return job


def write_planned_labels(job_id: int) -> None:
    """Called again after a crash it begins anew."""
    job = Job.objects.select_related("user").get(pk=job_id)
    if job.state == Job.State.DONE:
        return
    Job.objects.filter(pk=job_id).update(state=Job.State.RUNNING, done=0)
    try:
        with translation.override(job.user.language), tempfile.TemporaryFile() as target:
            write_labels(target, labels_in_turn(job), **job.parameters["options"])
            target.seek(0)
            job.file.save("labels.pdf", File(target), save=False)
    except Exception as error:
        words = _("Something went wrong. Try again.")
        Job.objects.filter(pk=job_id).update(state=Job.State.FAILED, error=words, finished_at=timezone.now())
        logger.exception("Job %s failed", job_id)
        raise errands.Permanent(str(error)) from error
    Job.objects.filter(pk=job_id).update(
        state=Job.State.DONE, done=job.total, file=job.file.name, finished_at=timezone.now(), error=""
    )


def labels_in_turn(job: Job) -> Iterator[Label]:
    """Those in use still, a query a batch. Tells how far it has come."""
    wanted = job.parameters["codes"]
    for first in range(0, len(wanted), BATCH):
        some = wanted[first : first + BATCH]
        found = QrCode.objects.visible_to(job.user).valid().for_page().in_bulk(some)
        yield from labels_of([found[pk] for pk in some if pk in found])
        Job.objects.filter(pk=job.pk).update(done=first + len(some))
        errands.still_at_it(KIND, job.pk)

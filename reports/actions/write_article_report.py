import logging

from django.core.files import File
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from reports.excel import writing
from reports.excel.choice import chosen_articles
from reports.models import ExportBatch
from workflows import errands, tasks
from workflows.models import Job
from workflows.sheets import SheetError

KIND = "article_report"
logger = logging.getLogger(__name__)


@transaction.atomic
def plan_article_report(user: User, **parameters: str | int) -> Job:
    """`asked` (the query of the page) and `form` (xlsx or csv), or `batch` (the file of an export)."""
    job = Job.objects.create(kind=KIND, title=_("Used articles"), user=user, parameters=parameters)
    errands.add(KIND, job.pk)
    transaction.on_commit(lambda: tasks.wake(Job))
    return job


def write_article_report(job_id: int) -> None:
    """Writes the job's file, telling how far it has come; called again after a crash it begins anew."""
    job = Job.objects.select_related("user").get(pk=job_id)
    if job.state == Job.State.DONE:
        return
    Job.objects.filter(pk=job_id).update(state=Job.State.RUNNING, done=0)
    try:
        with translation.override(job.user.language):
            write(job)
    except Exception as error:
        words = str(error) if isinstance(error, SheetError) else _("Something went wrong. Try again.")
        Job.objects.filter(pk=job_id).update(state=Job.State.FAILED, error=words, finished_at=timezone.now())
        logger.exception("Job %s failed", job_id)
        raise errands.Permanent(str(error)) from error


def write(job: Job) -> None:
    def told(number: int) -> None:
        Job.objects.filter(pk=job.pk).update(done=number)
        errands.still_at_it(KIND, job.pk)

    if "batch" in job.parameters:
        batch = ExportBatch.objects.get(pk=job.parameters["batch"])
        Job.objects.filter(pk=job.pk).update(total=batch.count)
        writing.keep_file(batch, told)
    else:
        rows = chosen_articles(job.user, job.parameters["asked"])
        Job.objects.filter(pk=job.pk).update(total=rows.order_by().count())
        form = job.parameters["form"]
        with (writing.text_file if form == "csv" else writing.workbook)(rows, told) as content:
            job.file.save(writing.file_name(form), File(content), save=False)
    Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, file=job.file.name, finished_at=timezone.now(), error="")

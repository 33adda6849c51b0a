"""Files of used articles: at once for few, as a job with progress for many."""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.files import File
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from reports.excel.used_articles import UsedArticleResource
from reports.models import ExportBatch
from workflows.models import UsedArticle

AT_ONCE = 5_000  # rows that a person waits for, about a second; more become a job
STEP = 1_000

Told = Callable[[int], None]


def is_small(rows: QuerySet) -> bool:
    return rows.order_by()[: AT_ONCE + 1].count() <= AT_ONCE


def file_name(form: str) -> str:
    return f"{slugify(_('Used articles'))}-{timezone.localdate():%Y-%m-%d}.{form}"


def workbook(rows: QuerySet, told: Told | None = None) -> IO[bytes]:
    """An XLSX, rewound; the caller closes it. Memory does not grow with the rows."""
    target = TemporaryFile()  # noqa: SIM115
    resource = UsedArticleResource()
    resource.write_xlsx(target, _("Used articles"), counted(resource.rows(rows), told))
    target.seek(0)
    return target


def text_file(rows: QuerySet, told: Told | None = None) -> IO[bytes]:
    target = TemporaryFile()  # noqa: SIM115
    resource = UsedArticleResource()
    for line in resource.csv_lines(counted(resource.rows(rows), told)):
        target.write(line.encode())
    target.seek(0)
    return target


def counted(rows: Iterator[list[Any]], told: Told | None) -> Iterator[list[Any]]:
    for number, row in enumerate(rows, start=1):
        if told and number % STEP == 0:
            told(number)
        yield row


def rows_of(batch: ExportBatch) -> QuerySet[UsedArticle]:
    return UsedArticle.objects.filter(export_lines__batch=batch).order_by("pk")


def keep_file(batch: ExportBatch, told: Told | None = None) -> None:
    """Written once: whoever fetches it later gets the same."""
    with workbook(rows_of(batch), told) as content:
        batch.file.save("", File(content), save=False)
    if not ExportBatch.objects.filter(pk=batch.pk, file="").update(file=batch.file.name):
        batch.file.delete(save=False)  # another was faster
        batch.refresh_from_db()

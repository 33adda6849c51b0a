"""A register as a file that leaves the house."""

from tempfile import TemporaryFile

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst, slugify

from workflows.excel.base import RegisterResource
from workflows.excel.widgets import Money
from workflows.sheets import MONEY, csv_lines, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(resource: RegisterResource, things: QuerySet, form: str) -> HttpResponseBase:
    """`form` is "xlsx" or "csv". Row by row: memory does not grow with the register."""
    title = capfirst(str(resource._meta.model._meta.verbose_name_plural))
    name = f"{slugify(title)}-{timezone.localdate():%Y-%m-%d}.{form}"
    columns = resource.columns()
    headings = [column.heading for column in columns]
    if form == "csv":
        lines = (line.encode() for line in csv_lines(headings, resource.rows(things)))
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
        )
    target = TemporaryFile()  # noqa: SIM115 (the response closes it)
    formats = {place: MONEY for place, column in enumerate(columns) if isinstance(column.widget, Money)}
    write_workbook(target, title, headings, resource.rows(things), formats)
    target.seek(0)
    response = FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response

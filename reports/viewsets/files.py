"""Files that leave the house, as downloads that nobody sniffs or keeps."""

from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}


def answer(content: IO[bytes], name: str, *, inline: bool = False) -> FileResponse:
    """`name` decides the type by its ending. The response closes the content."""
    kind = TYPES[name.rpartition(".")[2]]
    response = FileResponse(content, as_attachment=not inline, filename=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def stored(file: FieldFile, name: str) -> FileResponse:
    try:
        return answer(file.open("rb"), name)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error

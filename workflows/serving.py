"""The one way a private file leaves the house. The view that calls it has asked for the right."""

from django.http import FileResponse, Http404

from workflows.models import Attachment


def serve(attachment: Attachment, *, thumbnail: bool = False) -> FileResponse:
    """Our own re-encoded pictures inline, everything else as a download; never sniffed, never cached by others."""
    field = attachment.thumbnail if thumbnail else attachment.file
    if not field:
        raise Http404
    try:
        stream = field.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        stream,
        as_attachment=not attachment.is_picture,
        filename="" if attachment.is_picture else attachment.name,
        content_type="image/jpeg" if thumbnail else attachment.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

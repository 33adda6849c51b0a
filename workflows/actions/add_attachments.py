from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.db import transaction

from workflows.actor import Actor
from workflows.events import record
from workflows.models import Attachment, Case, EventKind, Message
from workflows.pictures import Accepted


@transaction.atomic
def add_attachments(
    case: Case, files: Sequence[Accepted], *, by: Actor, internal: bool = False, key: str | None = None
) -> list[Attachment]:
    """Files without words. Only what `pictures.accept` let through can be given.

    A `key` seen before gives the files of that time.
    """
    if key is not None and (before := added_before(case, key)) is not None:
        return before
    stored = store_files(case, files, by=by, is_public=not internal)
    if stored:
        record(
            case,
            EventKind.ATTACHED,
            by=by,
            is_public=not internal,
            files=[file.pk for file in stored],
            key=key,
        )
    return stored


def added_before(case: Case, key: str) -> list[Attachment] | None:
    """Locks the case, so that the same post arriving twice at once is seen by the second."""
    Case.objects.select_for_update().get(pk=case.pk)
    event = case.events.filter(kind=EventKind.ATTACHED, data__key=key).first()
    return None if event is None else list(Attachment.objects.filter(case=case, pk__in=event.data["files"]))


def store_files(
    case: Case,
    files: Sequence[Accepted],
    *,
    by: Actor,
    by_name: str = "",
    message: Message | None = None,
    is_public: bool = True,
) -> list[Attachment]:
    """Rows and files, without an event of their own: the caller's event tells of them."""
    return [
        Attachment.objects.create(
            case=case,
            message=message,
            file=ContentFile(accepted.content, name=f"file.{accepted.extension}"),
            thumbnail=ContentFile(accepted.thumbnail, name="thumbnail.jpg") if accepted.thumbnail else "",
            name=accepted.name[:120],
            content_type=accepted.content_type,
            size=len(accepted.content),
            width=accepted.width,
            height=accepted.height,
            is_public=is_public and not (message is not None and message.is_internal),
            by_staff=by.is_staff,
            by_name=by_name or by.name,
        )
        for accepted in files
    ]

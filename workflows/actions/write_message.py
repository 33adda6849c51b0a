from collections.abc import Sequence

from django.db import IntegrityError, transaction

from workflows.actions.add_attachments import store_files
from workflows.actor import Actor
from workflows.events import record
from workflows.models import Case, EventKind, Message
from workflows.pictures import Accepted


def write_message(
    case: Case,
    body: str,
    *,
    by: Actor,
    internal: bool = False,
    files: Sequence[Accepted] = (),
    key: str | None = None,
) -> Message:
    """Adds to the conversation; loses to nobody, in any status. A `key` seen before gives the message of that time."""
    try:
        with transaction.atomic():
            return append(case, body, by, internal, files, key)
    except IntegrityError:
        before = Message.objects.filter(case=case, key=key).first() if key else None
        if before is None:
            raise
        return before


def append(case: Case, body: str, by: Actor, internal: bool, files: Sequence[Accepted], key: str | None) -> Message:
    visibility = Message.Visibility.INTERNAL if internal else Message.Visibility.PUBLIC
    message = Message.objects.create(
        case=case,
        user=by.user,
        contact=by.contact,
        author_name=by.name,
        visibility=visibility,
        body=body,
        key=key,
    )
    store_files(case, files, by=by, message=message)
    kind = EventKind.NOTE if internal else EventKind.MESSAGE
    record(case, kind, by=by, is_public=not internal, message=message, from_customer=by.is_customer)
    return message

from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from workflows.actor import Actor
from workflows.errors import NotPossible
from workflows.events import record
from workflows.models import Case, EventKind, Presence, Worksite


@dataclass(frozen=True)
class Position:
    """WGS 84, in degrees. `accuracy` in metres, as the phone says it."""

    latitude: Decimal
    longitude: Decimal
    accuracy: int | None = None


def note_presence(
    worksite: Worksite,
    *,
    by: Actor,
    key: str,
    case: Case | None = None,
    position: Position | None = None,
    scanned: str = "",
) -> Presence:
    """Once per key. Raises NotPossible for a case of another worksite, or one that has ended meanwhile.

    The position stays in the row, from which it can be forgotten: the history of a case never forgets.
    """
    try:
        with transaction.atomic():
            return insert(worksite, by, key, case, position, scanned)
    except IntegrityError:
        before = Presence.objects.filter(person=by.user, key=key).first()
        if before is None:
            raise
        return before


def insert(
    worksite: Worksite, by: Actor, key: str, case: Case | None, position: Position | None, scanned: str
) -> Presence:
    assert by.user is not None  # staff alone are somewhere
    if (before := Presence.objects.filter(person=by.user, key=key).first()) is not None:
        return before
    if case is not None:
        now = Case.objects.select_for_update().get(pk=case.pk)
        if now.worksite_id != worksite.pk or not now.is_open:
            raise NotPossible(_("The case is no longer open here. Choose another, or none."))
    made = Presence.objects.create(
        person=by.user,
        worksite=worksite,
        case=case,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        accuracy=position.accuracy if position else None,
        scanned=scanned,
        key=key,
    )
    if case is not None:
        record(case, EventKind.PRESENT, by=by, is_public=False, scanned=scanned)
    return made

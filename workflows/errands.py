"""What is to be done later: rows with a lease, one retry rule, and the registry of kinds.

A kind is a name, the dotted path of the function that does it (called with the subject's id, outside any transaction,
at least once: it must bear being called again), and the event kinds whose recording adds it by itself.
"""

import logging
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.module_loading import import_string

from workflows.models import Errand

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
RETRIES = [timedelta(seconds=s) for s in (5, 15, 60, 300, 900, 3600, 10800, 21600, 43200, 86400, 86400)]
BATCH = 200


class Permanent(Exception):
    """Trying again cannot help; the errand is given up at once."""


class NotYet(Exception):
    """It is not the time for it: to be tried again then, and no failure."""

    def __init__(self, until: datetime) -> None:
        super().__init__(str(until))
        self.until = until


@dataclass(frozen=True)
class Kind:
    run: str
    on: frozenset[str] = field(default_factory=frozenset)


KINDS: dict[str, Kind] = {}


def register(name: str, run: str, on: Iterable[str] = ()) -> None:
    """Makes `name` known; `on` are event kinds (`EventKind` values) that add it, `run` gets the event's id then."""
    KINDS[name] = Kind(run, frozenset(on))


def add(kind: str, subject_id: int, *, due_at: datetime | None = None, nth: int = 1) -> None:
    """Once per kind and subject, in the transaction of the change that asks for it.

    `nth`: for what is asked for again after it was done or given up, the how manieth time this is.
    """
    errand = draft(kind, subject_id, due_at)
    if nth > 1:
        errand.key += f":{nth}"
    Errand.objects.bulk_create([errand], ignore_conflicts=True)


def add_for_event(event_id: int, event_kind: str) -> None:
    names = [name for name, kind in KINDS.items() if event_kind in kind.on]
    Errand.objects.bulk_create([draft(name, event_id) for name in names], ignore_conflicts=True)


def draft(kind: str, subject_id: int, due_at: datetime | None = None) -> Errand:
    return Errand(kind=kind, key=f"{kind}:{subject_id}", subject_id=subject_id, due_at=due_at or timezone.now())


def claim(errand_id: int, now: datetime | None = None) -> Errand | None:
    """The errand with a lease of our own, or None when another worker has it or it is done."""
    now = now or timezone.now()
    due = Errand.objects.due(now).filter(pk=errand_id)
    errand = due.first()
    if errand is None:
        return None
    seen, lease = errand.attempts, now + LEASE
    if not due.filter(attempts=seen).update(leased_until=lease, attempts=seen + 1):
        return None
    errand.leased_until, errand.attempts = lease, seen + 1
    return errand


def still_at_it(kind: str, subject_id: int) -> None:
    """Long work says this now and then, or another worker would think its own dead when the lease runs out."""
    rows = Errand.objects.filter(kind=kind, subject_id=subject_id, done_at=None, leased_until__isnull=False)
    rows.update(leased_until=timezone.now() + LEASE)


def done(errand: Errand) -> None:
    ours(errand).update(done_at=timezone.now(), leased_until=None, last_error="")


def failed(errand: Errand, error: Exception) -> None:
    """Plans the next try, or gives up; what was wrong is kept for people."""
    now = timezone.now()
    words = f"{type(error).__name__}: {error}"[:2000]
    if isinstance(error, Permanent) or errand.attempts > len(RETRIES):
        ours(errand).update(gave_up_at=now, leased_until=None, last_error=words)
        return
    wait = RETRIES[errand.attempts - 1] * random.uniform(0.9, 1.2)  # noqa: S311 (jitter, not a secret)
    ours(errand).update(due_at=now + wait, leased_until=None, last_error=words)


def ours(errand: Errand):  # type: ignore[no-untyped-def]  # ErrandQuerySet, private to its model's file
    return Errand.objects.filter(pk=errand.pk, attempts=errand.attempts, done_at=None)


def perform(errand_id: int) -> bool:
    """Claims, does and books the errand. True when it was done now."""
    errand = claim(errand_id)
    if errand is None:
        return False
    try:
        handler: Callable[[int], None] = import_string(KINDS[errand.kind].run)
        handler(errand.subject_id)
    except NotYet as wait:
        ours(errand).update(due_at=wait.until, leased_until=None)
        return False
    except Exception as error:  # a handler may fail in any way; the row keeps how
        logger.warning("Errand %s failed (attempt %s)", errand.key, errand.attempts, exc_info=True)
        failed(errand, error)
        return False
    done(errand)
    return True


def perform_due() -> int:
    """Does what is due now, in batches, until nothing is left that is due. The number done."""
    count = 0
    while ids := list(Errand.objects.due().order_by("due_at").values_list("pk", flat=True)[:BATCH]):
        count += sum(perform(pk) for pk in ids)
    return count

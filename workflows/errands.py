"""What is to be done later: rows with a lease, one retry rule, and the registry of kinds.

A kind is a name, the dotted path of the function that does it (called with the subject's id, outside any transaction,
at least once: it must bear being called again), and the event kinds whose recording adds it by itself.
"""

import logging
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from workflows import heartbeat
from workflows.models import Errand

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
# About three days in all; each wait with JITTER, so that what failed together does not come back together.
RETRIES = [timedelta(seconds=s) for s in (5, 15, 60, 300, 900, 3600, 10800, 21600, 43200, 86400, 86400)]
JITTER = (0.9, 1.1)
TURN = timedelta(seconds=30)
MOST = 500  # errands a turn
VANISHED = "Vanished: the worker stopped each time"


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
    label: str | Promise = ""
    about: str = ""


KINDS: dict[str, Kind] = {}


def register(name: str, run: str, on: Iterable[str] = (), *, label: str | Promise = "", about: str = "") -> None:
    """Makes `name` known; `on` are event kinds (`EventKind` values) that add it, `run` gets the event's id then.

    `label` is what staff read. `about`: the dotted path of a function from the ids of subjects to their cases
    (`dict[int, Case]`, a bounded number of queries), for what is about a case and not added by its events.
    """
    KINDS[name] = Kind(run, frozenset(on), label, about)


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
    due_at = due_at or timezone.now()
    return Errand(kind=kind, key=f"{kind}:{subject_id}", subject_id=subject_id, due_at=due_at, wanted_at=due_at)


@transaction.atomic
def claim(errand_id: int | None = None, now: datetime | None = None) -> Errand | None:
    """That errand, or the one due longest, with a lease of our own. None: done, not due, or another worker has it.

    PostgreSQL steps over rows that others are taking in this moment; SQLite's transaction begins IMMEDIATE, so that
    one takes after the other. A try that ends with the worker counts as one that failed, and waits as long.
    """
    now = now or timezone.now()
    due = Errand.objects.due(now).select_for_update(skip_locked=True)
    if errand_id is not None:
        due = due.filter(pk=errand_id)
    errand = due.order_by("due_at", "pk").first()
    if errand is None:
        return None
    errand.attempts, errand.tries = errand.attempts + 1, errand.tries + 1
    errand.leased_until = now + LEASE
    errand.due_at = now + max(LEASE, wait_after(errand.tries))
    errand.save(update_fields=["attempts", "tries", "leased_until", "due_at"])
    return errand


def wait_after(tries: int) -> timedelta:
    """How long until the next one when so many have failed."""
    return RETRIES[min(tries, len(RETRIES)) - 1]


def still_at_it(kind: str, subject_id: int) -> None:
    """Long work says this now and then, or another worker would think its own dead when the lease runs out."""
    rows = Errand.objects.filter(kind=kind, subject_id=subject_id, done_at=None, leased_until__isnull=False)
    rows.update(leased_until=timezone.now() + LEASE)
    heartbeat.go_on()


def done(errand: Errand) -> None:
    ours(errand).update(done_at=timezone.now(), leased_until=None, last_error="")


def failed(errand: Errand, error: Exception) -> None:
    """Plans the next try, or gives up; what was wrong is kept for people."""
    words = f"{type(error).__name__}: {error}"[:2000]
    if isinstance(error, Permanent) or errand.tries > len(RETRIES):
        give_up(errand, words)
        return
    wait = wait_after(errand.tries) * random.uniform(*JITTER)  # noqa: S311 (jitter, not a secret)
    ours(errand).update(due_at=timezone.now() + wait, leased_until=None, last_error=words)


def give_up(errand: Errand, words: str) -> None:
    """A dead letter: staff see it, and can send it again (`try_errand_again`)."""
    ours(errand).update(gave_up_at=timezone.now(), leased_until=None, last_error=words)


def ours(errand: Errand):  # type: ignore[no-untyped-def]  # ErrandQuerySet, private to its model's file
    return Errand.objects.filter(pk=errand.pk, attempts=errand.attempts, done_at=None)


def perform(errand_id: int) -> bool:
    """Claims, does and books the errand. True when it was done now."""
    errand = claim(errand_id)
    return errand is not None and carry_out(errand)


def carry_out(errand: Errand) -> bool:
    """What `claim` gave us. True when it was done."""
    if errand.tries > len(RETRIES) + 1:  # the last try took the worker with it, and nobody booked it
        give_up(errand, VANISHED)
        return False
    try:
        handler: Callable[[int], None] = import_string(KINDS[errand.kind].run)
        handler(errand.subject_id)
    except NotYet as wait:
        until = max(wait.until, timezone.now() + RETRIES[0])
        ours(errand).update(due_at=until, wanted_at=until, leased_until=None, tries=errand.tries - 1)
        return False
    except Exception as error:  # a handler may fail in any way; the row keeps how
        logger.warning("Errand %s failed (try %s)", errand.key, errand.tries, exc_info=True)
        failed(errand, error)
        return False
    done(errand)
    return True


def perform_due() -> int:
    """Does what is due, one at a time, for one turn at most. The number done.

    What fails goes behind everything that is due, so a bad errand costs its own time and nobody's turn.
    """
    ends, count = time.monotonic() + TURN.total_seconds(), 0
    for _number in range(MOST):
        if time.monotonic() >= ends or (errand := claim()) is None:
            break
        count += carry_out(errand)
        heartbeat.go_on()
    return count

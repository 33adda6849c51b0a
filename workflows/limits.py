"""How often something may be done. Counted in the database, which all processes share."""

import hashlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from workflows.models import LimitCount

TABLE = LimitCount._meta.db_table
COUNTED = f"SELECT key, count FROM {TABLE} WHERE key IN ({{keys}})"  # noqa: S608 (our own table)
# Raising and asking in one statement: exact however many ask at once. What is at its limit is not changed. In the order
# of the keys, so that two of them never wait for each other.
COUNT = (
    f"INSERT INTO {TABLE} AS counted (key, count, until) VALUES {{rows}} "  # noqa: S608 (our own table)
    "ON CONFLICT (key) DO UPDATE SET count = counted.count + 1 "
    "WHERE counted.count < CASE counted.key {most} END RETURNING key"
)


class Limit(NamedTuple):
    """So many times in a stretch of so many seconds, of `who`."""

    what: str
    who: str
    most: int
    seconds: int

    @property
    def key(self) -> str:
        return key_of(self.what, self.who, self.seconds)[0]

    @property
    def minutes_left(self) -> int:
        """Until the next stretch begins, at least one."""
        return int((self.seconds - time.time() % self.seconds) // 60) + 1


def counts(limits: Sequence[Limit]) -> list[int]:
    """How often each was counted in its stretch. One query; counts nothing."""
    keys = [limit.key for limit in limits]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(keys=", ".join(["%s"] * len(keys))), keys)
        found = dict(cursor.fetchall())
    return [found.get(key, 0) for key in keys]


def spent(limits: Sequence[Limit]) -> list[Limit]:
    """Counts one more for each, in one statement. Returns those at their limit already, which alone are not counted."""
    if not limits:
        return []
    timed = {key_of(one.what, one.who, one.seconds): one for one in limits}
    ordered = sorted(timed.items(), key=lambda pair: pair[0])
    adapt = connection.ops.adapt_datetimefield_value
    rows = [value for (key, until), _limit in ordered for value in (key, adapt(until))]
    most = [value for (key, _until), limit in ordered for value in (key, limit.most)]
    statement = COUNT.format(
        rows=", ".join(["(%s, 1, %s)"] * len(ordered)), most=" ".join(["WHEN %s THEN %s"] * len(ordered))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*rows, *most])
        counted = {key for (key,) in cursor.fetchall()}
    return [limit for (key, _until), limit in ordered if key not in counted]


def within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Counts one more, unless `who` has done it `most` times in this stretch of `seconds`."""
    return not spent([Limit(what, who, most, seconds)])


def key_of(what: str, who: str, seconds: int) -> tuple[str, datetime]:
    """Of the stretch that is now, and when it ends."""
    stretch = int(time.time() // seconds)
    key = hashlib.sha256(f"{what}:{who}:{stretch}".encode()).hexdigest()[:32]
    return key, datetime.fromtimestamp((stretch + 1) * seconds, UTC)


def forget_passed() -> int:
    """Throws away the counts of stretches that have ended; how many."""
    return LimitCount.objects.filter(until__lt=timezone.now()).delete()[0]

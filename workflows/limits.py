"""How often something may be done. Counted in the database, which all processes share."""

import hashlib
import time
from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone

from workflows.models import LimitCount

# Raising and asking in one statement: exact however many ask at once. Whoever is over the limit changes nothing.
COUNT = f"""
INSERT INTO {LimitCount._meta.db_table} AS counted (key, count, until) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET count = counted.count + 1 WHERE counted.count < %s
RETURNING count
"""  # noqa: S608 (the name of our own table; what is counted comes as parameters)
REACHED = f"SELECT 1 FROM {LimitCount._meta.db_table} WHERE key = %s AND count >= %s"  # noqa: S608


def reached(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Whether `within` would say no. Counts nothing."""
    with connection.cursor() as cursor:
        cursor.execute(REACHED, [key_of(what, who, seconds)[0], most])
        return cursor.fetchone() is not None


def within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Counts one more, unless `who` has done it `most` times in this stretch of `seconds`."""
    key, until = key_of(what, who, seconds)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, connection.ops.adapt_datetimefield_value(until), most])
        return cursor.fetchone() is not None


def key_of(what: str, who: str, seconds: int) -> tuple[str, datetime]:
    """Of the stretch that is now, and when it ends."""
    stretch = int(time.time() // seconds)
    key = hashlib.sha256(f"{what}:{who}:{stretch}".encode()).hexdigest()[:32]
    return key, datetime.fromtimestamp((stretch + 1) * seconds, UTC)


def forget_passed() -> int:
    """Throws away the counts of stretches that have ended; how many."""
    return LimitCount.objects.filter(until__lt=timezone.now()).delete()[0]

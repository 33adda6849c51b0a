"""How often something may be done. Counted in the cache that all processes share."""

import hashlib
import time

from django.core.cache import cache


def within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Counts one more, unless `who` has done it `most` times in this stretch of `seconds`.

    Uses `add` alone, at most `most` times: it is atomic in Redis and in a table, where raising a number is not.
    """
    stretch = int(time.time() // seconds)
    digest = hashlib.sha256(f"{what}:{who}:{stretch}".encode()).hexdigest()[:32]
    return any(cache.add(f"limit:{digest}:{number}", 1, timeout=seconds) for number in range(most))

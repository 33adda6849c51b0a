"""How often something may be done. Counted in the cache that all processes share."""

import hashlib
import time

from django.core.cache import cache


def within(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Counts one more, unless `who` has done it `most` times in this stretch of `seconds`.

    Counts with `add` alone: it is atomic in Redis and in a table, where raising a number is not. Whoever is over
    the limit costs one read.
    """
    stretch = int(time.time() // seconds)
    digest = hashlib.sha256(f"{what}:{who}:{stretch}".encode()).hexdigest()[:32]
    places = [f"limit:{digest}:{number}" for number in range(most)]
    taken = cache.get_many(places)
    return any(cache.add(place, 1, timeout=seconds) for place in places if place not in taken)

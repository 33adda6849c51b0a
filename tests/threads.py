from collections.abc import Callable
from threading import Thread
from typing import Any

from django.db import connections


def in_thread(work: Callable[[], Any]) -> Any:
    """What `work` returns or raises, done in a thread with a connection of its own."""
    [result] = in_threads([work])
    if isinstance(result, Exception):
        raise result
    return result


def in_threads(works: list[Callable[[], Any]]) -> list[Any]:
    """Each in a thread of its own, all at once; a result or the exception it raised, in the order given."""
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

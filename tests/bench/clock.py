"""What an answer costs: by the wall clock or, where others use the machine too, in processor time.

Processor time is that of the server's worker and, on PostgreSQL, of the database's processes that serve it.
"""

import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


class WallClock:
    def settle(self) -> None: ...

    def now(self) -> float:
        return time.perf_counter() * 1000


class ProcessorClock:
    """`settle` after the first answers: only then is it known which processes of the database serve them."""

    def __init__(self, server: int, database_url: str) -> None:
        self.server, self.database_url = server, database_url
        self.settle()

    def settle(self) -> None:
        self.processes = children(self.server)
        if self.database_url:
            self.processes += serving_database(self.database_url)

    def now(self) -> float:
        return sum(map(spent, self.processes))


Clock = WallClock | ProcessorClock


def children(process: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def serving_database(url: str) -> list[int]:
    parts = urlsplit(url)._replace(scheme="postgresql")
    with psycopg.connect(parts._replace(path="/postgres").geturl()) as other:
        rows = other.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [parts.path.strip("/")])
        return [pid for (pid,) in rows]


def spent(process: int) -> float:
    """Milliseconds on a processor; nothing for a process that has gone."""
    return sum(map(of_thread, Path(f"/proc/{process}/task").glob("*/schedstat"))) / 1_000_000


def of_thread(file: Path) -> int:
    try:
        return int(file.read_text().split()[0])
    except OSError:
        return 0

"""`make bench`: what a page costs, as a ratio to a floor that the same server gives in the same run.

ARGS="--sizes 1000 100000 --rounds 40 --only sqlite --pages portal" chooses. PostgreSQL is measured where DATABASE_URL
names a server (in a database serva_bench of its own, made anew), with Redis where REDIS_URL names one.
Times of different runs say nothing of each other; the ratios do. A mark beside a ratio: it misses its goal.
"""

import argparse
import http.client
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

from tests.bench import article_excel
from tests.bench.pages import GOALS, MOST_GROWTH, Facts, Page, floor_of, pages
from tests.bench.server import environment, run, serving
from tests.bench.visitor import Visitor

WARM_UP = 3


class Cost(NamedTuple):
    """Milliseconds, and the ratio of the medians of page and floor."""

    median: float
    p95: float
    ratio: float


Results = dict[int, dict[str, Cost]]  # by number of cases, then by name of the page


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--pages", default="", help="only those with this in their name")
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the article Excel, 0 for none")
    wanted = parser.parse_args()
    for kind in databases(wanted.only):
        measure(kind, wanted)


def databases(only: str | None) -> list[str]:
    found = ["sqlite"] + (["postgresql"] if os.environ.get("DATABASE_URL") else [])
    return [kind for kind in found if only in (None, kind)]


def measure(kind: str, wanted: argparse.Namespace) -> None:
    """One database that grows from size to size."""
    with tempfile.TemporaryDirectory(prefix="serva-bench-") as folder:
        env = environment(Path(folder), make_database(kind))
        say(f"{kind}: the demo company …")
        for words in ("migrate -v0", "demo", "collectstatic -v0 --noinput"):
            run(env, "manage.py", *words.split())
        results: Results = {}
        for size in sorted(wanted.sizes):
            say(f"{kind}: {size:,} cases …")
            turns = wanted.rounds + WARM_UP
            facts = json.loads(run(env, "-m", "tests.bench.world", str(size), str(turns // 2 + 1)).splitlines()[-1])
            with serving(env) as connection:
                results[size] = timed_all(connection, facts, wanted)
        print(f"\n{kind}, {wanted.rounds} rounds")
        show(results, {page.name: page for page in pages(facts)})
        if wanted.lines:
            print(article_excel.compared(env, wanted.lines), flush=True)


def make_database(kind: str) -> str:
    """A database of the bench's own beside the one that DATABASE_URL names; '' for SQLite."""
    if kind == "sqlite":
        return ""
    server = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(server._replace(scheme="postgresql", path="/postgres").geturl(), autocommit=True) as owner:
        owner.execute("DROP DATABASE IF EXISTS serva_bench WITH (FORCE)")
        owner.execute("CREATE DATABASE serva_bench")
    return server._replace(path="/serva_bench").geturl()


def timed_all(connection: http.client.HTTPConnection, facts: Facts, wanted: argparse.Namespace) -> dict[str, Cost]:
    measured = {}
    for page in pages(facts):
        if wanted.pages in page.name:
            started = time.monotonic()
            measured[page.name] = timed(Visitor(connection, facts), page, wanted.rounds)
            say(f"  {page.name:<28}{measured[page.name].ratio:>6.2f} × floor  ({time.monotonic() - started:.0f} s)")
    return measured


def timed(visitor: Visitor, page: Page, rounds: int) -> Cost:
    """Page and floor in turn, so that a machine that slows down slows both."""
    floor = floor_of(page)
    costs = [(visitor.ask(page, turn), visitor.ask(floor, turn)) for turn in range(rounds + WARM_UP)][WARM_UP:]
    mine, floors = ([pair[place] for pair in costs] for place in (0, 1))
    median = statistics.median(mine)
    return Cost(median, statistics.quantiles(mine, n=20)[-1], median / statistics.median(floors))


def show(results: Results, measured: dict[str, Page]) -> None:
    sizes = list(results)
    print(f"{'':<26}" + "".join(f"{f'{size:,} cases':^33}" for size in sizes))
    print(f"{'':<26}" + f"{'median ms':>11}{'p95 ms':>9}{'× floor':>9}    " * len(sizes) + "growth")
    for name in results[sizes[0]]:
        page, costs = measured[name], [results[size][name] for size in sizes]
        goal = GOALS[page.floor]
        cells = "".join(
            f"{c.median:>11.1f}{c.p95:>9.1f}{c.ratio:>9.2f}{'!' if c.ratio > goal else ' '}   " for c in costs
        )
        growth = costs[-1].ratio / costs[0].ratio
        mark = "!" if growth > MOST_GROWTH and not page.may_grow else ""
        print(f"{name:<26}{cells}{growth:>6.2f}{mark}")


def cell(cost: Cost, goal: float) -> str:
    return f"{cost.median:>11.1f}{cost.p95:>9.1f}{cost.ratio:>9.2f}{'!' if cost.ratio > goal else ' '}   "


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

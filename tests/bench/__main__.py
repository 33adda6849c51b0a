"""`make bench`: what a page costs, as a ratio to a floor that the same server gives in the same run.

ARGS="--sizes 1000 100000 --rounds 40 --only sqlite --pages portal" chooses. PostgreSQL is measured where DATABASE_URL
names a server (in databases serva_bench_… of its own), with Redis where REDIS_URL names one. `--keep folder` leaves
the databases for the next run; `--clock processor` helps where others use the machine too.
Times of different runs say nothing of each other; the ratios do.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

from tests.bench import article_excel, assignment, labels, ladder
from tests.bench.clock import ProcessorClock, WallClock
from tests.bench.pages import GOALS, LIST, MOST_GROWTH, Page, floor_of, pages
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
    parser.add_argument("--clock", choices=["wall", "processor"], default="wall")
    parser.add_argument("--keep", default="", help="a folder for databases that the next run finds again")
    parser.add_argument("--pages", default="", help="only those with this in their name")
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the article Excel, 0 for none")
    parser.add_argument("--rules", type=int, default=5_000, help="rules of the assignment, 0 for none")
    parser.add_argument("--climbing", type=int, default=200_000, help="open cases of the ladders' sweep, 0 for none")
    parser.add_argument("--labels", type=int, default=1_000, help="labels of a big print, 0 for none")
    wanted = parser.parse_args()
    for kind in databases(wanted.only):
        measure(kind, wanted)


def databases(only: str | None) -> list[str]:
    found = ["sqlite"] + (["postgresql"] if os.environ.get("DATABASE_URL") else [])
    return [kind for kind in found if only in (None, kind)]


def measure(kind: str, wanted: argparse.Namespace) -> None:
    """One database a size, made anew, or as the last run left it in the folder that is kept."""
    results: Results = {}
    with tempfile.TemporaryDirectory(prefix="serva-bench-") as passing:
        for size in sorted(wanted.sizes):
            folder = Path(wanted.keep or passing) / f"{kind}-{size}"
            env = environment(folder, database_url(kind, size))
            if not folder.exists():
                make_company(env, folder)
            else:
                run(env, "manage.py", "migrate", "-v0")
                run(env, "manage.py", "collectstatic", "-v0", "--noinput")
            say(f"{kind}: {size:,} cases …")
            turns = wanted.rounds + WARM_UP
            facts = json.loads(run(env, "-m", "tests.bench.world", str(size), str(turns // 2 + 1)).splitlines()[-1])
            with serving(env) as (connection, server):
                by_processor = ProcessorClock(server, env["DATABASE_URL"]) if wanted.clock == "processor" else None
                results[size] = timed_all(Visitor(connection, facts, by_processor or WallClock()), wanted)
        print(f"\n{kind}, {wanted.rounds} rounds, {wanted.clock} clock")
        show(results, {page.name: page for page in pages(facts)})
        if wanted.lines:
            print(article_excel.compared(env, wanted.lines), flush=True)
        if wanted.rules:
            print(assignment.compared(env, wanted.rules, wanted.rounds * 5), flush=True)
        if wanted.climbing:
            print(ladder.compared(env, wanted.climbing), flush=True)
        if wanted.labels:
            print(labels.compared(env, wanted.labels), flush=True)


def database_url(kind: str, size: int) -> str:
    """A database of the bench's own beside the one that DATABASE_URL names; '' for SQLite."""
    if kind == "sqlite":
        return ""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/serva_bench_{size}").geturl()


def make_company(env: dict[str, str], folder: Path) -> None:
    say(f"{folder.name}: the demo company …")
    folder.mkdir(parents=True)
    if url := env["DATABASE_URL"]:
        parts = urlsplit(url)._replace(scheme="postgresql")
        name = parts.path.strip("/")
        with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as owner:
            owner.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            owner.execute(f"CREATE DATABASE {name}")
    for words in ("migrate -v0", "demo", "collectstatic -v0 --noinput"):
        run(env, "manage.py", *words.split())


def timed_all(visitor: Visitor, wanted: argparse.Namespace) -> dict[str, Cost]:
    measured = {}
    for page in pages(visitor.facts):
        if wanted.pages in page.name:
            measured[page.name] = cost = timed(visitor, page, wanted.rounds)
            say(f"  {page.name:<28}{cost.median:>8.1f} ms{cost.ratio:>7.2f} × floor")
    return measured


def timed(visitor: Visitor, page: Page, rounds: int) -> Cost:
    """Page and floor in turn, so that a machine that slows down slows both."""
    if page.floor == LIST:
        visitor.ask(page, 0)
    floor = floor_of(page, visitor.rows)
    for turn in range(WARM_UP):
        visitor.ask(page, turn), visitor.ask(floor, turn)
    visitor.clock.settle()
    costs = [(visitor.ask(page, turn), visitor.ask(floor, turn)) for turn in range(WARM_UP, rounds + WARM_UP)]
    mine, floors = ([pair[place] for pair in costs] for place in (0, 1))
    median = statistics.median(mine)
    return Cost(median, statistics.quantiles(mine, n=20)[-1], median / statistics.median(floors))


def show(results: Results, measured: dict[str, Page]) -> None:
    """A table in Markdown: what docs/measurements.md is made of. What may grow is judged by its smallest size."""
    sizes = list(results)
    heads = ["page"] + [f"{size:,}: {what}" for size in sizes for what in ("median ms", "p95 ms", "× floor")]
    print(f"| {' | '.join([*heads, 'growth', 'goal', 'kept'])} |")
    print("|---" + "|--:" * (len(heads) + 1) + "|---|")
    for name in results[sizes[0]]:
        page, costs = measured[name], [results[size][name] for size in sizes]
        goal, growth = GOALS[page.floor], costs[-1].ratio / costs[0].ratio
        judged = costs[:1] if page.may_grow else costs
        kept = max(cost.ratio for cost in judged) <= goal and (page.may_grow or growth <= MOST_GROWTH)
        cells = [f"{cost.median:.1f} | {cost.p95:.1f} | {cost.ratio:.2f}" for cost in costs]
        cells += [f"{growth:.2f}", f"{goal:.0f} × {page.floor}", "yes" if kept else "**no**"]
        print(f"| {name} | {' | '.join(cells)} |")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

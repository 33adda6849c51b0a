"""`make bench`: what a page costs, as a ratio to a floor that the same server gives in the same run.

ARGS="--sizes 1000 100000 --rounds 40 --only sqlite" chooses. PostgreSQL is measured where DATABASE_URL names a server.
Times of different runs say nothing of each other; the ratios do.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.bench import article_excel
from tests.bench.pages import FLOORS, Page, ask, pages
from tests.bench.server import environment, manage, serving

Measured = dict[str, tuple[float, float, float]]  # page: median ms, p95 ms, ratio to its floor


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the article Excel")
    wanted = parser.parse_args()
    for kind in databases(wanted.only):
        results = {size: measure(kind, size, wanted.rounds, wanted.lines) for size in sorted(wanted.sizes)}
        show(kind, results)


def databases(only: str | None) -> list[str]:
    found = ["sqlite"] + (["postgresql"] if os.environ.get("DATABASE_URL") else [])
    return [kind for kind in found if only in (None, kind)]


def measure(kind: str, size: int, rounds: int, lines: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="serva-bench-") as folder:
        env = environment(Path(folder), make_database(kind))
        say(f"{kind}: {size:,} cases …")
        manage(env, "migrate", "-v0")
        manage(env, "demo")
        manage(env, "createcachetable")
        facts = json.loads(manage(env, "shell", "-v0", "-c", f"from tests.bench.world import main; main({size})").splitlines()[-1])
        with serving(env) as connection:
            measured = {page.name: timed(connection, page, facts, rounds) for page in pages(facts)}
        if size == max(size, 1_000) and lines:
            article_excel.report(env, lines)
        return measured


def make_database(kind: str) -> str:
    """A database of the bench's own beside the one that DATABASE_URL names; '' for SQLite."""
    if kind == "sqlite":
        return ""
    server = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(server._replace(scheme="postgresql", path="/postgres").geturl(), autocommit=True) as owner:
        owner.execute("DROP DATABASE IF EXISTS serva_bench WITH (FORCE)")
        owner.execute("CREATE DATABASE serva_bench")
    return server._replace(path="/serva_bench").geturl()


def timed(connection, page: Page, facts: dict, rounds: int) -> tuple[float, float, float]:  # type: ignore[no-untyped-def,type-arg]
    """Page and floor in turn, so that a machine that slows down slows both."""
    floor = FLOORS[page.floor]
    mine, floors = [], []
    for turn in range(rounds + 3):
        cost, floor_cost = ask(connection, page, facts), ask(connection, floor, facts)
        if turn >= 3:
            mine.append(cost)
            floors.append(floor_cost)
    return statistics.median(mine), statistics.quantiles(mine, n=20)[-1], statistics.median(mine) / statistics.median(floors)


def show(kind: str, results: dict[int, Measured]) -> None:
    sizes = list(results)
    print(f"\n{kind}")
    print(f"{'page':<28}" + "".join(f"{f'{size:,} cases':^34}" for size in sizes) + "growth")
    print(f"{'':<28}" + f"{'median ms':>11}{'p95 ms':>10}{'× floor':>10}   " * len(sizes))
    for name in results[sizes[0]]:
        cells = "".join(f"{m:>11.1f}{p:>10.1f}{r:>10.2f}   " for m, p, r in (results[size][name] for size in sizes))
        growth = results[sizes[-1]][name][2] / results[sizes[0]][name][2]
        print(f"{name:<28}{cells}{growth:.2f}")


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


main()

"""The article Excel: processor time against bare XlsxWriter with the same cells, and memory above the idle process.

`python -m tests.bench.article_excel ours|bare LINES`: each in a process of its own, because peak memory never falls.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

MOST_MEGABYTES = 150


def compared(env: Mapping[str, str], lines: int) -> str:
    from tests.bench.server import run

    ours, bare = (
        json.loads(run(env, "-m", "tests.bench.article_excel", which, str(lines)).splitlines()[-1])
        for which in ("ours", "bare")
    )
    megabytes, ratio = ours["megabytes"], ours["seconds"] / bare["seconds"]
    return (
        f"article Excel, {ours['lines']:,} lines: {ours['seconds']:.1f} s of processor time, "
        f"{ratio:.2f} × bare XlsxWriter, {megabytes:.0f} MB above idle{'!' if megabytes > MOST_MEGABYTES else ''}"
    )


def ours(lines: int) -> Callable[[], None]:
    from reports.excel.writing import workbook

    rows = newest(lines)
    return lambda: workbook(rows).close()


def bare(lines: int) -> Callable[[], None]:
    """The cells are ready in memory before the clock starts: what is left is writing them."""
    import xlsxwriter

    from reports.excel.used_articles import UsedArticleResource

    cells = list(UsedArticleResource().rows(newest(lines)))

    def write() -> None:
        with tempfile.TemporaryDirectory() as folder:
            options = {"constant_memory": True, "tmpdir": folder, "default_date_format": "yyyy-mm-dd"}
            with xlsxwriter.Workbook(f"{folder}/bare.xlsx", options) as book:
                sheet = book.add_worksheet()
                for row, values in enumerate(cells):
                    sheet.write_row(row, 0, values)

    return write


def newest(lines: int) -> Any:
    from workflows.models import UsedArticle

    keys = UsedArticle.objects.standing().order_by("-pk").values_list("pk", flat=True)
    oldest = list(keys[lines - 1 : lines])
    return UsedArticle.objects.standing().filter(pk__gte=oldest[0] if oldest else 0).order_by("-pk")


def main(which: str, lines: int) -> None:
    import django

    django.setup()
    work = {"ours": ours, "bare": bare}[which](lines)
    count = newest(lines).count()
    idle, started = now_in_memory(), time.process_time()
    work()
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("\n" + json.dumps({"seconds": seconds, "megabytes": peak - idle, "lines": count}))


def now_in_memory() -> float:
    """Megabytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1024**2


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

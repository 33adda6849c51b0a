"""Labels as PDF: processor time against a bare reportlab loop of as many rectangles and strings, and memory above idle.

`python -m tests.bench.labels ours|bare LABELS`: each in a process of its own, because peak memory never falls.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping

from tests.bench.article_excel import now_in_memory

MOST_MEGABYTES = 60


def compared(env: Mapping[str, str], count: int) -> str:
    from tests.bench.server import run

    ours, bare = (
        json.loads(run(env, "-m", "tests.bench.labels", which, str(count)).splitlines()[-1])
        for which in ("ours", "bare")
    )
    megabytes, ratio = ours["megabytes"], ours["seconds"] / bare["seconds"]
    return (
        f"labels, {count:,} on A4: {count / ours['seconds']:.0f} a second of processor time, "
        f"{ratio:.2f} × bare reportlab with as many rectangles and strings, "
        f"{megabytes:.0f} MB above idle{'!' if megabytes > MOST_MEGABYTES else ''}"
    )


def ours(count: int) -> Callable[[], None]:
    """The codes are worked out too: each label of a customer is one that nobody has drawn before."""
    from forms.labels import Label, write_labels

    labels = [
        Label(address(number), "Något fel?", ["Hiss A", "Storgatan 1"], "K7M-2PQR", "Norrhiss")
        for number in range(count)
    ]

    def write() -> None:
        with tempfile.TemporaryFile() as target:
            write_labels(target, labels)

    return write


def bare(count: int) -> Callable[[], None]:
    """The same rectangles and as many strings, ready in memory before the clock starts."""
    from reportlab.pdfgen.canvas import Canvas

    from forms import qr

    drawn = [qr.rectangles(address(number), 80) for number in range(24)]

    def write() -> None:
        with tempfile.TemporaryFile() as target:
            canvas = Canvas(target, pageCompression=1)
            for number in range(count):
                path = canvas.beginPath()
                for rectangle in drawn[number % 24]:
                    path.rect(*rectangle)
                canvas.drawPath(path, stroke=0, fill=1)
                for line in range(5):
                    canvas.drawString(90, 80 - 10 * line, "Storgatan 1 K7M-2PQR")
                if number % 24 == 23:
                    canvas.showPage()
            canvas.save()

    return write


def address(number: int) -> str:
    return f"https://serva.example.se/q/{number:022d}/"


def main(which: str, count: int) -> None:
    import django

    django.setup()
    work = {"ours": ours, "bare": bare}[which](count)
    idle, started = now_in_memory(), time.process_time()
    work()
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("\n" + json.dumps({"seconds": seconds, "megabytes": peak - idle}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

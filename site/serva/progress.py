"""A progress bar for commands: drawn over itself on a terminal, a line at each tenth elsewhere."""

import time
from types import TracebackType
from typing import Any, Self

WIDTH = 30


class Progress:
    def __init__(self, out: Any, what: str, total: int) -> None:
        self.out, self.what, self.total, self.done = out, what, max(total, 1), 0
        self.started, self.is_terminal, self.told = time.monotonic(), bool(out.isatty()), -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.is_terminal:
            self.out.write("\n")

    def add(self, count: int) -> None:
        self.done += count
        share = min(self.done / self.total, 1)
        seconds = time.monotonic() - self.started
        bar = "█" * int(share * WIDTH) + "░" * (WIDTH - int(share * WIDTH))
        line = f"{bar} {share:4.0%}  {self.done:,} {self.what}, {seconds:.0f} s".replace(",", " ", 1)
        if self.is_terminal:
            self.out.write(f"\r{line}", ending="")
            self.out.flush()
        elif int(share * 10) > self.told:
            self.told = int(share * 10)
            self.out.write(line)

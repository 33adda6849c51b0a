"""What hardly ever changes and every page asks for, kept in this process for some seconds.

For words and looks alone, such as the company's name: rights, states and names of cases are asked anew each time.
"""

import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

SECONDS = 5
Answer = TypeVar("Answer")


class Remembered(Generic[Answer]):
    """Asks again when SECONDS have passed, so that a change made by another process shows; `forget` after one's own."""

    everything: ClassVar[list["Remembered[object]"]] = []

    def __init__(self, ask: Callable[..., Answer]) -> None:
        self.ask = ask
        self.answers: dict[tuple[object, ...], tuple[float, Answer]] = {}
        self.everything.append(self)  # type: ignore[arg-type]

    def __call__(self, *of: str) -> Answer:
        until, answer = self.answers.get(of, (0.0, None))
        if answer is None or time.monotonic() > until:
            answer = self.ask(*of)
            self.answers[of] = (time.monotonic() + SECONDS, answer)
        return answer

    def forget(self, **_signal: object) -> None:
        self.answers = {}

import pytest

from workflows import remembered
from workflows.remembered import Remembered


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr(remembered.time, "monotonic", lambda: now[0])
    return now


def test_it_asks_again_when_the_answer_is_old(clock: list[float]) -> None:
    said = ["Norrhiss"]
    name = Remembered(lambda: said[0])
    name()
    said[0] = "Söderhiss"
    clock[0] += remembered.SECONDS
    assert name() == "Norrhiss"
    clock[0] += 0.1
    assert name() == "Söderhiss"


def test_it_forgets_at_once() -> None:
    said = ["Norrhiss"]
    name = Remembered(lambda: said[0])
    name()
    said[0] = "Söderhiss"
    name.forget()
    assert name() == "Söderhiss"


def test_it_keeps_what_is_asked_of_several_apart() -> None:
    loud = Remembered(str.upper)
    assert (loud("a"), loud("b"), loud("a")) == ("A", "B", "A")

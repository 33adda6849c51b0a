"""When a question, a section, a stop or an outcome counts: pure.

A condition compares what was answered to one question of the same form. What is hidden itself, or not answered, is no
answer: of all comparisons only "not answered" holds for it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Answers = Mapping[str, Sequence[str]]  # {clean name: texts to compare}, a text for each choice


class Condition(NamedTuple):
    question: str  # its clean name
    operator: str
    value: str = ""


NUMBER = re.compile(r"([+-]?)0*([0-9]+)(?:[.,]([0-9]*?)0*)?")


def plain(text: str) -> str:
    """As texts are compared: 3 is 3,0, and "Yes " is "yes". The browser does the same (conditions.js)."""
    words = " ".join(text.split()).casefold()
    number = NUMBER.fullmatch(words.replace(" ", ""))
    if number is None:
        return words
    sign, whole, part = number[1].strip("+"), number[2], number[3] or ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


OPERATORS: dict[str, Callable[[Sequence[str], str], bool]] = {
    "is": lambda answer, value: plain(value) in map(plain, answer),
    "is_not": lambda answer, value: bool(answer) and plain(value) not in map(plain, answer),
    "contains": lambda answer, value: any(value.strip().casefold() in text.casefold() for text in answer),
    "answered": lambda answer, value: bool(answer),
    "not_answered": lambda answer, value: not answer,
}
WITHOUT_VALUE = {"answered", "not_answered"}


def read(raw: Any) -> list[Condition]:
    """From what the database keeps. ValueError for anything but a list of known comparisons."""
    if not isinstance(raw, list):
        raise ValueError("Conditions are a list.")
    return [read_one(one) for one in raw]


def read_one(raw: Any) -> Condition:
    if not isinstance(raw, dict) or not raw.keys() <= {*Condition._fields}:
        raise ValueError("A condition has a question, an operator and a value.")
    if not all(isinstance(text, str) for text in raw.values()):
        raise ValueError("A condition is made of texts.")
    if not raw.get("question") or raw.get("operator") not in OPERATORS:
        raise ValueError("A condition compares one question in a known way.")
    return Condition(**raw)


def hold(conditions: Iterable[Condition], match: str, answers: Answers) -> bool:
    """Whether all of them are fulfilled, or with `match` "any" one of them. Without conditions: yes."""
    found = [OPERATORS[one.operator](answers.get(one.question, ()), one.value) for one in conditions]
    return not found or (any(found) if match == "any" else all(found))


def cycle(waits_for: Mapping[str, Iterable[str]]) -> list[str]:
    """Names that wait for each other in a ring, the first at the end once more; [] when there are none."""
    done: set[str] = set()
    for start in waits_for:
        path: list[str] = []
        stack = [(start, iter(waits_for[start]))] if start not in done else []
        if stack:
            path.append(start)
        while stack:
            name, rest = stack[-1]
            for other in rest:
                if other in path:
                    return [*path[path.index(other) :], other]
                if other in waits_for and other not in done:
                    path.append(other)
                    stack.append((other, iter(waits_for[other])))
                    break
            else:
                done.add(name)
                path.pop()
                stack.pop()
    return []

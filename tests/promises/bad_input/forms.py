"""Forms as a page draws them, sent back with something else in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.promises.bad_input.pages import Asked, Page, view_of
from tests.promises.bad_input.values import (
    A_DAY,
    A_NUMBER,
    A_TIME,
    BIG,
    ENDS,
    HOSTILE,
    NUMBERS,
    TAKEN,
    WORST,
    rotated,
)
from tests.promises.matrix import drawn as drawing
from tests.promises.matrix.asking import Asker


@dataclass
class Drawn:
    """`good` is what would be taken."""

    person: str
    path: str
    good: dict[str, Any]
    kinds: Mapping[str, str]

    def of(self, kind: str) -> list[str]:
        return [name for name in sorted(self.good) if self.kind(name) == kind]

    def kind(self, name: str) -> str:
        """Wagtail's fields of days, times and numbers are fields of text: what stands in them tells."""
        kind, value = self.kinds.get(name, ""), str(self.good[name])
        if kind in {"text", "textarea"}:
            shapes = (("date", A_DAY), ("time", A_TIME), ("number", A_NUMBER))
            return next((other for other, shape in shapes if shape.match(value)), "text" if value else "empty")
        return kind


def drawn(asker: Asker, page: Page) -> Drawn:
    form, side = page.rule.form, asker.world.sides["bjorken"]
    assert form is not None
    path = page.path(asker)
    query = form.query.format(**asker.world.shared | side.things)
    good, kinds = drawing.posted(asker, path, form, side), drawing.drawn(asker, path, form, side).kinds
    return Drawn(page.somebody("POST"), path + query, good, kinds)


def holes(asker: Asker, pages: Iterable[Page]) -> list[str]:
    """Each view with nothing; each form of it with something else in each field, and with the worst."""
    asked, known = Asked(asker), set()
    for page in pages:
        form = drawn(asker, page)
        view, names = view_of(form.path), frozenset(form.good)
        sent = [{}] if view not in known else []
        sent += [rotated(names, page.turn), *worst(form, page.turn)] if (view, names) not in known else []
        known |= {view, (view, names)}
        for data in sent:
            asked.send("POST", form.person, form.path, data)
    return asked.holes


def worst(form: Drawn, turn: int) -> Iterator[dict[str, Any]]:
    """What no field takes, and what fields of text, days and numbers do take."""
    good = form.good
    written = [name for name in good if form.kind(name) in {"text", "empty"}]
    yield dict.fromkeys(good, BIG) | rotated(written, turn, WORST)
    if form.of("text"):
        yield good | rotated(form.of("text"), turn, TAKEN)
    if form.of("number"):
        yield good | rotated(form.of("number"), turn, NUMBERS)
    if form.of("date"):
        for end in ENDS:
            yield good | dict.fromkeys(form.of("date"), end) | dict.fromkeys(form.of("time"), "00:00")


def all_holes(asker: Asker, page: Page) -> list[str]:
    """Every value in every field, all at once and each alone among good ones; each field left out."""
    asked, form = Asked(asker), drawn(asker, page)
    sent: list[dict[str, Any]] = [dict.fromkeys(form.good, value) for value in HOSTILE]
    sent += [{**form.good, name: value} for name in form.good for value in HOSTILE]
    sent += [{name: form.good[name] for name in form.good if name != left_out} for left_out in form.good]
    for data in [*sent, *worst(form, 0)]:
        asked.send("POST", form.person, form.path, data)
    return asked.holes

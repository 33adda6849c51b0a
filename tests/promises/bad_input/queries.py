"""Queries (what stands behind the question mark), to find pages that break on one."""

from collections.abc import Iterable, Iterator

from tests.promises.bad_input.pages import ALL, Asked, Page, listening, view_of
from tests.promises.bad_input.values import BIG, DAYS, ENDS, HOSTILE_QUERIES, LONG_QUERY, WORST_QUERIES, rotated
from tests.promises.matrix.asking import Asker

USUAL = {
    "p", "page", "q", "ordering", "sort", "export", "tab", "status", "customer", "worksite", "category", "equipment",
    "contact", "id", "day", "first", "last", "period", "below", "next", "new", "is_active", "worksite_text",
}  # fmt: skip
GENERAL = {"p", "page", "q", "ordering", "sort", "export", "next", "tab"}


def holes(asker: Asker, pages: Iterable[Page]) -> list[str]:
    """Each page meets the usual names, and tells by that what it asks for. Where a view asks for these names the first
    time, it meets the worst under all of them at once, and under each alone: what is made of one could hide what would
    be made of another. A view that asked for nothing of its own is not tried on its other pages.
    """
    asked, known, plain = Asked(asker), set(), set()
    for page in pages:
        person, path = page.somebody("GET"), page.path(asker)
        view = view_of(path)
        if view in plain:
            continue
        with listening() as names:
            asked.send("GET", person, path, rotated(USUAL, page.turn, HOSTILE_QUERIES))
        own = {name for name in names if name not in GENERAL and not name.startswith("_w_")}
        if not own:
            plain.add(view)
        names.discard(ALL)
        new = {name for name in own - {ALL} if (view, name) not in known}
        if names and (view, frozenset(names)) not in known:
            sent = [rotated(names, page.turn, WORST_QUERIES)]
            if own:
                sent = [*together(names, page.turn), *alone(new, page.turn)]
            for data in sent:
                asked.send("GET", person, path, data)
        known |= {(view, frozenset(names)), *((view, name) for name in new)}
    return asked.holes


def together(names: set[str], turn: int) -> Iterator[dict[str, str]]:
    yield dict.fromkeys(names, BIG)
    yield rotated(names, turn, ("\x00", LONG_QUERY))


def alone(names: set[str], turn: int) -> Iterator[dict[str, str]]:
    days = {name for name in names if DAYS.search(name)}
    yield from ({name: end} for name in sorted(days) for end in ENDS)
    yield from ({name: value} for name, value in rotated(names - days, turn, WORST_QUERIES).items())


def all_holes(asker: Asker, page: Page) -> list[str]:
    """Every value under every name that the page asks for, all at once and each alone."""
    asked = Asked(asker)
    person, path = page.somebody("GET"), page.path(asker)
    heard: set[str] = set()
    for value in HOSTILE_QUERIES:
        with listening() as names:
            asked.send("GET", person, path, dict.fromkeys(USUAL | heard, value))
        heard |= names - {ALL}
    for name in sorted(heard):
        for value in HOSTILE_QUERIES:
            asked.send("GET", person, path, {name: value})
    return asked.holes

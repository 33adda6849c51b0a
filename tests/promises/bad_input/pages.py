"""Our addresses, each with somebody who is let in, and what comes of a request."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock
from urllib.parse import unquote

from django.http import QueryDict
from django.urls import resolve

from tests.promises.matrix.asking import Asker
from tests.promises.matrix.rules import OURS, Rule
from tests.promises.matrix.targets import Target, arguments
from tests.promises.matrix.urlconf import Address, addresses

WHO = ("adam", "edda", "tea", "anna", "dora", "anonymous")


@dataclass(frozen=True)
class Page:
    """`turn` says which values its names begin with, the same whichever pages are asked."""

    address: Address
    rule: Rule
    turn: int

    def __str__(self) -> str:
        takes = self.rule.takes
        return f"{self.address.name} {takes.get('verb', takes.get('what', ''))}".strip()

    def somebody(self, method: str) -> str:
        return next(person for person in WHO if self.rule.may(person, method))

    def path(self, asker: Asker) -> str:
        kinds = map(self.rule.takes.get, self.address.arguments)
        sides = tuple("=" if kind is None or kind.startswith("=") else "bjorken" for kind in kinds)
        return Target(self.address, sides, arguments(self.address, self.rule, asker.world, sides)).path


def pages() -> list[Page]:
    found: list[tuple[Address, Rule]] = []
    for address in addresses():
        rules = OURS.get(address.name, [])
        found += [(address, rule) for rule in ([rules] if isinstance(rules, Rule) else rules)]
    return [Page(address, rule, turn) for turn, (address, rule) in enumerate(found)]


READ = [page for page in pages() if page.rule.readers]
FRAMED = [page for page in READ if not page.address.name.endswith("_results")]  # the others are lists out of these
SENT = [page for page in pages() if page.rule.form is not None]
ARGUED = [page for page in pages() if any(not kind.startswith("=") for kind in page.rule.takes.values())]


def named(*names: str, among: list[Page]) -> list[Page]:
    found = [page for page in among if str(page) in names]
    assert len(found) == len(names)
    return found


class Asked:
    """Sends one after the other, and keeps what broke."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.holes: list[str] = []

    def send(self, method: str, person: str, path: str, data: Mapping[str, Any]) -> None:
        answer = self.asker.ask(person, method, path, data).answer
        if answer.status_code >= 500:
            shown = {name: str(value)[:30] for name, value in list(data.items())[:20]}
            trouble = getattr(answer, "exc_info", None)
            self.holes.append(f"{person} {method} {path} {shown}: {answer.status_code} {trouble and trouble[1]!r:.200}")


def view_of(path: str) -> Any:
    """What answers there: the class, or the function below its decorators."""
    view = resolve(unquote(path.partition("?")[0])).func
    while not hasattr(view, "view_class") and (inner := decorated(view)) is not None:
        view = inner
    return getattr(view, "view_class", view)


def decorated(view: Any) -> Any:
    """Wagtail's decorators do not all say what they wrap."""
    held = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
    return getattr(view, "__wrapped__", None) or next(filter(callable, held), None)


ALL = "*"  # heard when a page goes through all names, whatever they are


@contextmanager
def listening() -> Iterator[set[str]]:
    """The names that a page asks its query for: what it does not ask for cannot break it."""
    heard: set[str] = set()

    class Query(QueryDict):
        is_filled = False

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.is_filled = True

        def hear(self, name: str) -> None:
            if self.is_filled:
                heard.add(name)

        def __iter__(self) -> Iterator[str]:
            self.hear(ALL)
            return super().__iter__()

        def __contains__(self, name: object) -> bool:
            self.hear(str(name))
            return super().__contains__(name)

        def __getitem__(self, name: str) -> Any:
            self.hear(name)
            return super().__getitem__(name)

        def getlist(self, name: str, default: Any = None) -> list[Any]:
            self.hear(name)
            return super().getlist(name, default)

        def items(self) -> Iterator[tuple[str, Any]]:  # type: ignore[override]
            return ((name, QueryDict.__getitem__(self, name)) for name in self)

    with mock.patch("django.core.handlers.wsgi.QueryDict", Query):
        yield heard

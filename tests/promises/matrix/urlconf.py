"""Every address of the running site, read from the URLconf itself: what is not declared in `rules/` fails."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize


@dataclass(frozen=True)
class Address:
    """`name` is `namespace:name`, or the route where it has no name; `route` is the pattern as written.

    `shape` is the path with `%(argument)s` in it; `arguments` are those of the enclosing patterns too;
    `module` is where its view was written.
    """

    name: str
    namespace: str
    route: str
    shape: str
    arguments: tuple[str, ...]
    module: str = ""

    def path(self, values: Mapping[str, Any]) -> str:
        """With arguments that this address does not take left out."""
        return "/" + self.shape % {name: quote(str(values[name]), safe="/") for name in self.arguments}


def addresses() -> list[Address]:
    """Of two with the same route the first answers, so the first counts."""
    found: dict[str, Address] = {}
    for address in walk(get_resolver(), Address("", "", "", "", ())):
        found.setdefault(address.route, address)
    return sorted(found.values(), key=lambda address: address.route)


def walk(resolver: URLResolver, above: Address) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = below(above, pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, here)
        elif isinstance(pattern, URLPattern):
            yield here


def below(above: Address, pattern: URLPattern | URLResolver) -> Address:
    shape, arguments = normalize(pattern.pattern.regex.pattern)[0]
    route = above.route + str(pattern.pattern)
    namespace, name = above.namespace, ""
    if isinstance(pattern, URLResolver):
        namespace = ":".join(filter(None, [namespace, pattern.namespace or ""]))
    else:
        name = ":".join(filter(None, [namespace, pattern.name])) if pattern.name else route
    module = "" if isinstance(pattern, URLResolver) else module_of(pattern.callback)
    return Address(name, namespace, route, above.shape + shape, (*above.arguments, *arguments), module)


def module_of(view: Any) -> str:
    """Of the class, else of the function below its decorators."""
    while not hasattr(view, "view_class") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return getattr(view, "view_class", view).__module__

"""Every address of the running site, read from the URLconf itself: what is not declared in `rules.py` fails."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """`name` is `namespace:name`, or the route where it has no name; `route` is the pattern as written."""

    name: str
    namespace: str
    route: str
    arguments: tuple[str, ...]


def addresses() -> list[Address]:
    found = {address.route: address for address in walk(get_resolver(), "", "")}
    return sorted(found.values(), key=lambda address: address.route)


def walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        below = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace or ""]))
            yield from walk(pattern, below, inner)
        elif isinstance(pattern, URLPattern):
            name = ":".join(filter(None, [namespace, pattern.name or ""])) if pattern.name else below
            yield Address(name, namespace, below, arguments_of(pattern))


def arguments_of(pattern: URLPattern) -> tuple[str, ...]:
    regex = pattern.pattern.regex
    return tuple(regex.groupindex) or tuple(f"{place}" for place in range(regex.groups))

"""What an address is asked for: its arguments, each of one customer, of the other, or of nothing that is there."""

from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.promises.matrix.marks import OFFICE, SIDE_OF
from tests.promises.matrix.rules.base import Rule
from tests.promises.matrix.urlconf import Address
from tests.promises.matrix.world import SHARED, SIDES, World


@dataclass(frozen=True)
class Target:
    """An address with its arguments: each of one side, or of "missing"."""

    address: Address
    sides: tuple[str, ...]
    values: dict[str, Any] = field(compare=False)

    @property
    def path(self) -> str:
        return self.address.path(self.values)

    @property
    def side(self) -> str | None:
        """The one customer whose things all arguments name; None where they do not agree or nothing is there."""
        named = set(self.sides) - {"="}
        if not named and self.sides:
            return "bjorken"
        return named.pop() if len(named) == 1 and "missing" not in named else None


def targets(address: Address, rule: Rule, world: World) -> list[Target]:
    """Every mixture of own, foreign and missing; an argument that names something shared is either there or missing."""
    choices = [sides_of(rule.takes[name]) for name in address.arguments]
    return [Target(address, sides, arguments(address, rule, world, sides)) for sides in product(*choices)]


def sides_of(kind: str) -> tuple[str, ...]:
    """Whose it can be. Of what belongs to nobody there is one, or none; a value is itself."""
    if kind.startswith("="):
        return ("=",)
    return ("bjorken", "missing") if kind in SHARED else (*SIDES, "missing")


def is_shared(kind: str) -> bool:
    return kind in SHARED or kind.startswith("=")


def all_of(target: Target, rule: Rule, world: World, side: str) -> Target:
    """The same address with everything of one side."""
    sides = tuple("=" if one == "=" else side for one in target.sides)
    return Target(target.address, sides, arguments(target.address, rule, world, sides))


def arguments(address: Address, rule: Rule, world: World, sides: tuple[str, ...]) -> dict[str, Any]:
    """A kind that begins with "=" is the value itself."""
    named = [(name, rule.takes[name], side) for name, side in zip(address.arguments, sides, strict=True)]
    return {name: kind[1:] if kind.startswith("=") else world.value(kind, side) for name, kind, side in named}


def is_theirs(person: str, target: Target, rule: Rule) -> bool:
    """Whether the objects are such as the person comes to, if she comes to the address at all."""
    if not target.sides:
        return True
    if target.side is None:
        return False
    if rule.by_token or rule.whoever or person in OFFICE or all(map(is_shared, rule.takes.values())):
        return True
    return target.side == SIDE_OF.get(person)


def hers(person: str, target: Target, rule: Rule) -> tuple[str, ...]:
    """The sides of the arguments, "missing" in place of each that she has no business with.

    Where she comes to things of both customers, the first argument says whose the others have to be.
    """
    kinds = [rule.takes[name] for name in target.address.arguments]
    if not rule.may(person, "GET") and not rule.may(person, "POST"):
        return tuple("=" if side == "=" else "missing" for side in target.sides)
    is_free = rule.by_token or rule.whoever or person in OFFICE
    own = (target.sides or ("",))[0] if is_free else SIDE_OF.get(person, "missing")
    pairs = zip(target.sides, kinds, strict=True)
    return tuple(side if side == own or is_shared(kind) else "missing" for side, kind in pairs)

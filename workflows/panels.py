"""What other wings show in the case room and on the start page: each registers a maker, the page asks them all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from workflows.models import Case


@dataclass(frozen=True)
class Panel:
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Case, User], Panel | None]
MAKERS: list[Maker] = []


def register(maker: Maker) -> Maker:
    """Decorator. The maker returns None where it has nothing to show to this user for this case."""
    MAKERS.append(maker)
    return maker


def panels_for(case: Case, user: User) -> list[Panel]:
    return [panel for maker in MAKERS if (panel := maker(case, user)) is not None]


@dataclass(frozen=True)
class Tile:
    """A figure of the start page that leads to its list. `count` is bounded by who counts."""

    label: str
    url: str
    count: int
    mood: str = ""


TileMaker = Callable[[User], Tile | None]
TILE_MAKERS: list[TileMaker] = []


def register_tile(maker: TileMaker) -> TileMaker:
    """Decorator. The maker returns None for a user whom it does not concern."""
    TILE_MAKERS.append(maker)
    return maker


def tiles_for(user: User) -> list[Tile]:
    return [tile for maker in TILE_MAKERS if (tile := maker(user)) is not None]

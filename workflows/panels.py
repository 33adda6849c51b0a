"""What other wings show in the case room: each registers a maker, the room asks them all."""

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

"""What the matrix asks about: for each kind of object one of Anna's customer, one of Otto's, and one that is not."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from tests.cast import Cast
from workflows.models import Case

MISSING = 987654
MISSING_TOKEN = "AAAAAAAAAAAAAAAAAAAAAA"
OF_NOTHING = {
    "token": MISSING_TOKEN, "receipt": MISSING_TOKEN, "done_token": MISSING_TOKEN, "code_token": MISSING_TOKEN,
    "import": "0" * 32, "form_import": "0" * 32, "page_path": "987654/", "form_slug": "finns-inte",
}  # fmt: skip
SIDES = ("bjorken", "asen")
SHARED = {
    "article", "category", "service_level", "stage", "team", "colleague", "group", "page", "page_path", "parent",
    "root", "site", "image", "image_path", "avatar_path", "document", "document_name", "collection", "company",
    "erpsettings", "job", "printing", "moving", "import", "form_import", "nothing", "notification_rule",
    "notification_template", "webhook_endpoint", "gate", "checklist", "form_slug",
}  # fmt: skip


@dataclass(repr=False)
class Side:
    """What belongs to one customer. `things` are by the kind of argument that an address takes."""

    name: str
    contact: Any
    worker: User
    worksite: Any
    cases: dict[str, Case] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


@dataclass(repr=False)
class World:
    """`shared` belongs to nobody, or to one person alone: pages, pictures, the register of articles, a job."""

    cast: Cast
    berit: User
    sides: dict[str, Side]
    shared: dict[str, Any]

    def people(self) -> dict[str, User]:
        names = ("anna", "otto", "tea", "nils", "lena", "dora", "edda", "adam")
        return {name: getattr(self.cast, name) for name in names} | {"berit": self.berit}

    def value(self, kind: str, side: str) -> Any:
        """The argument of an address: of a side, shared, or of "missing", which there is nothing of."""
        if side == "missing":
            return OF_NOTHING.get(kind, MISSING)
        return self.shared[kind] if kind in SHARED else self.sides[side].things[kind]

"""What a rule says. One stands for each of our addresses; one a namespace for those of other packages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pictures import jpeg

ANYBODY = frozenset({"anonymous", "anna", "otto", "tea", "nils", "lena", "dora", "edda", "adam"})
CONTACTS = frozenset({"anna", "otto"})
FIELD = frozenset({"tea", "nils", "lena"})
OFFICE = frozenset({"dora", "edda", "adam"})
STAFF = FIELD | OFFICE
KEEPERS = frozenset({"dora", "adam"})  # who keeps the registers
WORKERS = FIELD | KEEPERS  # who works on cases
OWNERS = frozenset({"tea", "nils"})  # whose the absences of the world are
ECONOMY = frozenset({"edda", "adam"})
ADAM = frozenset({"adam"})
LOGGED_IN = ANYBODY - {"anonymous"}
NOBODY: frozenset[str] = frozenset()

BY_CUSTOMER = {"bjorken": "anna", "asen": "otto"}
BY_FIELD = {"bjorken": "tea", "asen": "nils"}
BY_ADAM = {"bjorken": "adam", "asen": "adam"}


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("ny.jpg", jpeg(), "image/jpeg")


@dataclass(frozen=True)
class Form:
    """The form that a page draws for somebody with the right, as her browser would send it.

    `page`: the address that draws it, with `{kind}` for things of the side; "" for the address itself. `query`: of the
    address, where it draws and takes the form. `by`: for whom, by side.
    `fill`: what she types; a value that is callable is made anew for each post (files).
    """

    page: str = ""
    query: str = ""
    by: Mapping[str, str] = field(default_factory=lambda: BY_ADAM)
    fill: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """Who is let in to an address, and to which objects.

    `readers`, `writers`: who is let in by GET and by POST, each to what is theirs: a contact to her customer's, field
    staff to their own and their team's, the office to everything. `writers` left out: the same as the readers.
    `takes`: what each argument names, a kind in `Side.things` or `World.shared`; "=x" is the value x itself.
    `whoever`: a register that is read whole, whoever's the rows are (names and access notes of all customers).
    `by_token`: the token in the address is the right, whoever brings it; it opens its own customer's things alone.
    `form`: what is posted; whoever is let in must then change rows by it, or the POST would prove nothing, unless
    `changes` is false. `queries`: asked for too: exports, filters.
    `posts_only`: opened as a page it leads to the page that has its button, whatever the last argument.
    `leads_home`: sends people who are let in to their own start page.
    """

    readers: frozenset[str]
    writers: frozenset[str] | None = None
    takes: Mapping[str, str] = field(default_factory=dict)
    whoever: bool = False
    by_token: bool = False
    form: Form | None = None
    changes: bool = True
    queries: tuple[str, ...] = ()
    posts_only: bool = False
    leads_home: bool = False

    def may(self, person: str, method: str) -> bool:
        person = "anna" if person == "berit" else person  # the same rights; what differs is what she sees
        return person in (self.readers if method == "GET" or self.writers is None else self.writers)


@dataclass(frozen=True)
class Theirs:
    """Addresses of another package, by how their name begins. `people` may get in, everybody else is kept out.

    What is asked of all of them: no 5xx, nothing forbidden told, nothing changed by those who are kept out.
    """

    begins: str
    people: frozenset[str]
    whoever: bool = False

"""The canaries: words that stand nowhere else, each for something that some of the cast must never read.

ASCII only, so that no escaping (JSON, HTML, addresses) hides one.
"""

import re
from collections.abc import Iterable

MARKS = {
    "bjorken": {
        "case": "Koltrast",  # written in a case, for its customer and who works on it
        "note": "Nattskarra",  # internal: for who works on it, never for the customer
        "register": "Brf Bj",  # names the customer
        "staff": "Portkod4711",  # how to get in at the worksite
        "office": "Stormsvala",  # the office's note on the customer
    },
    "asen": {
        "case": "Papegoja",
        "note": "Tornuggla",
        "register": "Kanarief",
        "staff": "Nyckelpiga",
        "office": "Alfagel",
    },
}
PRICE = re.compile(r"7\D{0,6}345[.,]61|14\D{0,6}691[.,]22")  # of the article, and of the two that were used

FIELD = frozenset({"tea", "nils", "lena"})
OFFICE = frozenset({"dora", "edda", "adam"})
SIDE_OF = {"anna": "bjorken", "tea": "bjorken", "lena": "bjorken", "otto": "asen", "nils": "asen"}


def forbidden(person: str, *, registers: bool = False, side: str | None = None) -> list[str]:
    """The words that this person must not read. `side` is the customer whose token opened the page, for anybody.

    `registers`: the page shows a register that field staff read whole, customers' names and access notes with it.
    """
    if person in OFFICE:
        return []
    own = SIDE_OF.get(person)
    if person == "berit":  # knows whose she is, and that is all
        return sorted({*forbidden("anna"), MARKS["bjorken"]["case"]})
    words = {word for name in MARKS for word in hidden(person, name, name == own, registers)}
    if side is not None:
        words &= {word for name in MARKS for word in hidden("anonymous", name, name == side, False)}
    return sorted(words)


def hidden(person: str, name: str, is_own: bool, registers: bool) -> Iterable[str]:
    marks = MARKS[name]
    yield marks["office"]
    if person in FIELD:
        if not is_own:
            yield from (marks["case"], marks["note"])
        if not is_own and not registers:
            yield from (marks["register"], marks["staff"])
        return
    yield from (marks["note"], marks["staff"])
    if not is_own:
        yield from (marks["case"], marks["register"])


def told(text: str, words: Iterable[str]) -> list[str]:
    """Which of the words the text tells, whatever the case of its letters."""
    low = text.lower()
    return [word for word in words if word.lower() in low]

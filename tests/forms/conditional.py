"""Conditions as the page editor posts them, and the table by which Python and the browser are held together."""

import json

Compared = tuple[str, list[str], str, bool]


def conditions(*ones: tuple[str, str, str]) -> str:
    return json.dumps([dict(zip(("question", "operator", "value"), one, strict=True)) for one in ones])


# (operator, what was answered, what it is compared with, whether it holds)
TABLE: list[Compared] = [
    ("is", ["yes"], "yes", True),
    ("is", ["yes"], "no", False),
    ("is", ["  Hiss  A "], "hiss a", True),
    ("is", ["ÅÄÖ"], "åäö", True),
    ("is", ["STRASSE"], "straße", True),
    ("is", ["3,0"], "3", True),
    ("is", ["3.50"], "3,5", True),
    ("is", ["007"], "7", True),
    ("is", ["1 000"], "1000", True),
    ("is", ["-2"], "2", False),
    ("is", ["+2"], "2", True),
    ("is", ["0"], "0.00", True),
    ("is", ["1e3"], "1000", False),
    ("is", ["NaN"], "nan", True),
    ("is", ["1e99999999999"], "1", False),
    ("is", ["1_000"], "1000", False),
    ("is", ["٣"], "3", False),
    ("is", ["Dörr", "Korg"], "korg", True),
    ("is", [], "", False),
    ("is_not", ["Dörr", "Korg"], "Korg", False),
    ("is_not", ["Dörr"], "Korg", True),
    ("is_not", [], "Korg", False),
    ("contains", ["Hissen STANNAR ibland"], " stannar ", True),
    ("contains", ["Hissen"], "luktar", False),
    ("contains", [], "", False),
    ("answered", ["x"], "", True),
    ("answered", [], "", False),
    ("not_answered", ["x"], "", False),
    ("not_answered", [], "", True),
]

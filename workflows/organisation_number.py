"""Swedish organisation numbers: pure."""

import re

WRITTEN = re.compile(r"(?:16)?([0-9]{6})-?([0-9]{4})")


def read(text: str) -> str | None:
    """As 556016-0680; None for what is none. Written with or without hyphen, and with the 16 of the authorities.

    Of ten figures the last is checked (Luhn). A sole trader's number is that of the person, and counts too.
    """
    found = WRITTEN.fullmatch("".join(text.split()).replace("–", "-"))
    if found is None:
        return None
    doubled = [int(figure) * (2 - place % 2) for place, figure in enumerate(found[1] + found[2])]
    return None if sum(map(digit_sum, doubled)) % 10 else f"{found[1]}-{found[2]}"


def digit_sum(number: int) -> int:
    return number // 10 + number % 10

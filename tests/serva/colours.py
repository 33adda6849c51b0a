"""Reads the custom properties of variables.css and admin.css."""

import re
from pathlib import Path

CSS = Path(__file__).parents[2] / "site/serva/static/css"
PROPERTY = re.compile(r"(--[\w-]+):\s*([^;]+);")


def of_faces() -> tuple[dict[str, str], dict[str, str]]:
    """Light, dark."""
    text = (CSS / "variables.css").read_text()
    light, _, rest = text.partition("@media screen and (prefers-color-scheme: dark)")
    dark, _, _ = rest.partition("@media (prefers-contrast")
    base = dict(PROPERTY.findall(light))
    return base, base | dict(PROPERTY.findall(dark))


def of_admin() -> dict[str, tuple[str, str]]:
    """Light and dark of what admin.css says with light-dark()."""
    found = PROPERTY.findall((CSS / "admin.css").read_text())
    pairs = ((name, re.fullmatch(r"light-dark\((#\w+), (#\w+)\)", value)) for name, value in found)
    return {name: (pair[1], pair[2]) for name, pair in pairs if pair}

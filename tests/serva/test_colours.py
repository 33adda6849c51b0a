import pytest

from tests.serva import colours
from website.colours import contrast, parse

STATES = ("assigned", "acknowledged", "in-progress", "waiting", "done", "closed", "cancelled")
MOODS = ("info", "success", "warning", "danger")
GROUNDS = ("paper", "surface", "sunk")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "ink-faint", "accent-text", "danger-ink") for ground in GROUNDS],
    *[(f"{name}-ink", f"{name}-wash") for name in (*STATES, *MOODS, "internal")],
    *[(ink, wash) for ink in ("ink", "ink-soft") for wash in ("staff-wash", "customer-wash", "accent-wash")],
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("accent-text", "accent-wash"),
    ("danger-on", "danger"),
    ("danger-on", "danger-strong"),
    ("hero-ink", "hero"),
    ("hero-soft", "hero"),
    ("ink-faint", "customer-wash"),
]
EDGES = [
    *[(edge, ground) for edge in ("line-strong", "focus", "danger") for ground in ("paper", "surface")],
    ("internal-line", "internal-wash"),
]
THEMES = dict(zip(("light", "dark"), colours.of_faces(), strict=True))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), [(*p, 4.5) for p in TEXT] + [(*p, 3.0) for p in EDGES])
def test_it_stands_out_enough(theme: str, front: str, back: str, least: float) -> None:
    values = THEMES[theme]
    assert contrast(parse(values[f"--{front}"]), parse(values[f"--{back}"])) >= least


def test_it_means_the_same_in_the_admin() -> None:
    light, dark = colours.of_faces()
    said = colours.of_admin()
    assert {f"--{state}-ink" for state in STATES} <= said.keys()
    assert said == {name: (light[name], dark[name]) for name in said}

"""From the one colour a company gives to the colours its pages need, readable in light and dark. Pure.

Contrast as WCAG 2.1 counts it: 4.5 for text, 3 for the edge of what can be pressed.
"""

import re
from dataclasses import dataclass

Rgb = tuple[float, float, float]

HEX = re.compile(r"#[0-9a-fA-F]{6}")
WHITE: Rgb = (1.0, 1.0, 1.0)
INK: Rgb = (0.03, 0.07, 0.07)
LIGHT_PAPER = "#f4f6f5"
DARK_SURFACE = "#182022"
STEP = 0.04


@dataclass(frozen=True)
class Palette:
    """Values of the custom properties of variables.css with the same names."""

    accent: str
    accent_strong: str
    accent_ink: str
    accent_wash: str
    accent_text: str
    hero: str
    hero_ink: str
    hero_soft: str


def parse(colour: str) -> Rgb:
    """#rrggbb to three shares of 1. ValueError for anything else."""
    if not HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour like #0d5c63.")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def written(colour: Rgb) -> str:
    return "#" + "".join(f"{round(share * 255):02x}" for share in colour)


def mixed(colour: Rgb, other: Rgb, share: float) -> Rgb:
    """`share` of the other colour, rounded as it is written, so that what is measured is shown."""
    red, green, blue = (own * (1 - share) + more * share for own, more in zip(colour, other, strict=True))
    return parse(written((red, green, blue)))


def luminance(colour: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def towards(colour: Rgb, goal: Rgb, against: Rgb, least: float) -> Rgb:
    """The colour, moved towards the goal until it stands out enough against a ground."""
    share = 0.0
    moved = colour
    while contrast(moved, against) < least and share < 1:
        share += STEP
        moved = mixed(colour, goal, min(share, 1.0))
    return moved


def face_and_ink(colour: Rgb) -> tuple[Rgb, Rgb]:
    """A face for buttons and the ink on it: the colour itself wherever letters can be read on it."""
    if contrast(colour, WHITE) >= 4.5:
        return colour, WHITE
    if contrast(colour, INK) >= 5.5:
        return colour, INK
    return towards(colour, INK, WHITE, 4.6), WHITE


def light(accent: str) -> Palette:
    colour = parse(accent)
    face, ink = face_and_ink(colour)
    hero = towards(colour, INK, WHITE, 7.5)
    wash = mixed(colour, WHITE, 0.86)
    return Palette(
        accent=written(face),
        accent_strong=written(mixed(face, INK if ink == WHITE else WHITE, 0.22)),
        accent_ink=written(ink),
        accent_wash=written(wash),
        accent_text=written(towards(towards(colour, INK, parse(LIGHT_PAPER), 4.6), INK, wash, 4.6)),
        hero=written(hero),
        hero_ink="#ffffff",
        hero_soft=written(towards(mixed(colour, WHITE, 0.8), WHITE, hero, 4.6)),
    )


def dark(accent: str) -> Palette:
    colour = parse(accent)
    surface = parse(DARK_SURFACE)
    face = towards(colour, WHITE, surface, 6.5)
    wash = mixed(surface, colour, 0.2)
    hero = towards(mixed(surface, colour, 0.3), INK, WHITE, 9)
    return Palette(
        accent=written(face),
        accent_strong=written(mixed(face, WHITE, 0.3)),
        accent_ink=written(INK),
        accent_wash=written(wash),
        accent_text=written(towards(face, WHITE, wash, 4.6)),
        hero=written(hero),
        hero_ink="#ffffff",
        hero_soft=written(towards(mixed(colour, WHITE, 0.7), WHITE, hero, 4.6)),
    )

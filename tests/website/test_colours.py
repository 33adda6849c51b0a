import pytest
from hypothesis import given
from hypothesis import strategies as st

from website.colours import DARK_SURFACE, LIGHT_PAPER, Palette, contrast, dark, light, parse, written

ANY = st.from_regex(r"\A#[0-9a-f]{6}\Z")


def between(one: str, other: str) -> float:
    return contrast(parse(one), parse(other))


def all_can_be_read(palette: Palette, ground: str) -> bool:
    pairs = [
        (palette.accent_ink, palette.accent),
        (palette.accent_ink, palette.accent_strong),
        (palette.accent_text, palette.accent_wash),
        (palette.accent_text, ground),
        (palette.hero_ink, palette.hero),
        (palette.hero_soft, palette.hero),
    ]
    return all(between(front, back) >= 4.5 for front, back in pairs)


@given(ANY)
def test_whatever_the_company_chooses_can_be_read(colour: str) -> None:
    assert all_can_be_read(light(colour), LIGHT_PAPER)
    assert all_can_be_read(dark(colour), DARK_SURFACE)


@pytest.mark.parametrize("colour", ["#0d5c63", "#7a1f2b", "#ffd200", "#ffffff"])
def test_it_keeps_a_colour_that_letters_can_be_read_on(colour: str) -> None:
    assert light(colour).accent == colour


def test_it_knows_black_on_white() -> None:
    assert round(between("#000000", "#ffffff")) == 21


@given(ANY)
def test_it_writes_what_it_read(colour: str) -> None:
    assert written(parse(colour)) == colour


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456;}", "#123456\n", ""])
def test_it_refuses_what_is_no_colour(colour: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        parse(colour)

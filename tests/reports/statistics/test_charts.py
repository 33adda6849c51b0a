import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils import translation

from reports.statistics import charts
from reports.statistics.charts import Series, bars, columns, figure, grouped_bars, nice_axis, stacked_bars

LABELS = ["Storgatan 1", "Bostadsrättsföreningen Ängsbackens samfällighetsförening, Östra Hamngatan 17", "Kajen", "Tom"]
VALUES = [42, 17, 8, 0]
URLS = ["/a/?x=1&y=2", "/b/", "/c/", "/d/"]
HOSTILE = "<script>alert(1)</script>\"'&{{ }}{0}%s\x00"

Draw = Callable[..., str]


def two(title: str, labels: list[str], values: list[object], urls: list[str] | None = None) -> list[object]:
    return [title, labels, [Series("Plan", values, urls or ()), Series("Utfall", values)]]


def stacked(title: str, labels: list[str], values: list[object], urls: list[str] | None = None) -> str:
    return stacked_bars(*two(title, labels, values, urls))


def grouped(title: str, labels: list[str], values: list[object], urls: list[str] | None = None) -> str:
    return grouped_bars(*two(title, labels, values, urls))


every = pytest.mark.parametrize("draw", [bars, columns, stacked, grouped])


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", drawing).replace("\x00", ""))


def lengths(drawing: str, name: str) -> list[float]:
    return [
        float(bar.attrib[name].rstrip("%"))
        for bar in parsed(drawing).iter("rect")
        if "chart-fill" in bar.attrib["class"]
    ]


@every
def test_it_is_whole_and_says_what_it_shows(draw: Draw) -> None:
    picture = parsed(draw("Ärenden", LABELS, VALUES)).find("svg")
    names = picture.attrib["aria-labelledby"].split()
    assert [picture.find(f"*[@id='{name}']").tag for name in names] == ["title", "desc"]
    assert picture.findtext("title") == "Ärenden"
    assert "4" in picture.findtext("desc") and "Storgatan 1" in picture.findtext("desc")


@every
def test_it_opens_a_list_from_each_bar(draw: Draw) -> None:
    figure = parsed(draw("Ärenden", LABELS, [1, 2, 3, 4], URLS))
    links = figure.findall(".//a")
    assert [link.attrib["href"] for link in links] == URLS
    assert all(link.attrib["aria-label"] == link.findtext("title") for link in links)
    assert LABELS[0] in links[0].attrib["aria-label"]


@every
def test_it_is_a_group_with_links_and_a_picture_without(draw: Draw) -> None:
    assert parsed(draw("x", LABELS, VALUES, URLS)).find("svg").attrib["role"] == "group"
    assert parsed(draw("x", LABELS, VALUES)).find("svg").attrib["role"] == "img"


@every
def test_it_carries_no_style_and_no_script(draw: Draw) -> None:
    drawing = draw(HOSTILE, [HOSTILE] * 4, VALUES, ["javascript:alert(1)", "/a?" + HOSTILE, "data:x", "/"])
    assert "style" not in drawing
    assert not re.search(r"<script|\son\w+=|href=\"(javascript|data)", drawing)
    assert parsed(drawing).findall(".//script") == []


@every
def test_it_escapes_the_names_of_series(draw: Draw) -> None:
    drawing = stacked_bars("x", ["y"], [Series(HOSTILE, [1]), Series(HOSTILE, [2])], unit=HOSTILE)
    assert "<script" not in drawing


@every
def test_it_says_that_there_is_nothing(draw: Draw) -> None:
    assert "svg" not in draw("Ärenden", [], [])
    assert "Ärenden" in draw("Ärenden", [], [])


@every
@pytest.mark.parametrize("count", [1, 12, 13, 40])
def test_it_draws_few_and_many(draw: Draw, count: int) -> None:
    figure = parsed(draw("x", [f"Plats {n}" for n in range(count)], list(range(count)), ["/x"] * count))
    assert figure.find(".//rect") is not None


@every
@pytest.mark.parametrize(
    "values", [[0, 0], [0.001, 0], [10**12, 1], [Decimal("1.50"), Decimal(0)], [-5, 3], [float("nan"), 1]]
)
def test_it_keeps_bars_inside_the_picture(draw: Draw, values: list[object]) -> None:
    drawing = draw("x", ["a", "b"], values)
    height = float(parsed(drawing).find("svg").attrib["height"])
    for name, most in (("width", 100), ("height", height)):
        assert all(0 <= length <= most for length in lengths(drawing, name))
    assert all(0 <= y <= height for y in lengths(drawing, "y"))


def test_it_draws_lengths_in_proportion() -> None:
    assert lengths(bars("x", LABELS, [50, 25, 100, 0]), "width") == [50, 25, 100, 0]


def test_it_puts_pieces_one_after_the_other() -> None:
    drawing = stacked_bars("x", ["a"], [Series("p", [30]), Series("q", [70])])
    pieces = [bar for bar in parsed(drawing).findall(".//g/rect") if "chart-fill" in bar.attrib["class"]]
    assert [(piece.attrib["x"], piece.attrib["width"]) for piece in pieces] == [
        ("0.00%", "30.00%"),
        ("30.00%", "70.00%"),
    ]


def test_it_cuts_long_labels_and_keeps_them_whole_for_the_curious() -> None:
    drawing = bars("x", LABELS, VALUES)
    shown = [text for text in parsed(drawing).iter("text") if text.attrib["class"] == "chart-label"]
    assert shown[1].findtext("title") == LABELS[1]
    assert "…" in "".join(shown[1].itertext())
    assert shown[0].text == LABELS[0]


def test_it_writes_values_in_the_reader_s_language() -> None:
    with translation.override("sv"):
        assert "1\N{NO-BREAK SPACE}234,5" in bars("x", ["a"], [1234.5])
    with translation.override("en"):
        assert "1,234.5" in bars("x", ["a"], [1234.5])


def test_it_says_the_unit() -> None:
    link = parsed(bars("x", ["a"], [2], ["/"], unit="h")).find(".//a")
    assert link.attrib["aria-label"] == "a: 2\N{NO-BREAK SPACE}h"


def test_it_shows_as_many_months_as_fit() -> None:
    for count in (12, 36, 120):
        drawing = columns("x", [f"jan {n}" for n in range(count)], [1] * count)
        shown = [text for text in parsed(drawing).iter("text") if "chart-tick chart-middle" in text.attrib["class"]]
        assert 1 < len(shown) <= 12
        assert not any("…" in text.text for text in shown)


@pytest.mark.parametrize(
    ("highest", "axis"),
    [
        (0, [0, 1]),
        (1, [0, 0.25, 0.5, 0.75, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (42, [0, 20, 40, 60]),
        (100, [0, 25, 50, 75, 100]),
        (1234, [0, 500, 1000, 1500]),
        (-3, [0, 1]),
        (float("nan"), [0, 1]),
        (0.3, [0, 0.1, 0.2, 0.3]),
    ],
)
def test_its_axis_is_nice(highest: float, axis: list[float]) -> None:
    assert nice_axis(highest) == axis


def test_its_axis_always_holds_the_highest() -> None:
    for number in range(1, 3000):
        for highest in (number, number / 7, number * 1000.5):
            axis = nice_axis(highest)
            assert axis[-1] >= highest * 0.999999
            assert 2 <= len(axis) <= 7


@pytest.mark.parametrize("values", [[1], [1, 2, 3, 4, 5]])
def test_it_wants_one_value_for_each_label(values: list[int]) -> None:
    with pytest.raises(ValueError, match="labels"):
        bars("x", LABELS, values)
    with pytest.raises(ValueError, match="labels"):
        bars("x", LABELS, VALUES, ["/only-one/"])


def test_it_writes_figures_short() -> None:
    with translation.override("en"):
        assert [figure(value) for value in (3, 3.0, 3.14159, Decimal("2.50"), 1e6)] == [
            "3",
            "3",
            "3.14",
            "2.5",
            "1,000,000",
        ]


def test_its_colours_have_a_rule_each() -> None:
    from pathlib import Path

    css = (Path(charts.__file__).parents[1] / "static/reports/charts.css").read_text()
    drawing = stacked_bars("x", ["a"], [Series(str(n), [1]) for n in range(20)])
    for name in set(re.findall(r'class="([^"]+)"', drawing)):
        assert all(f".{part}" in css for part in name.split() if part not in ("chart-bar",))

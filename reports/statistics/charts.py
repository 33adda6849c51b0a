"""Bar charts as SVG, drawn on the server.

A chart fits any width: lengths are per cent of it, letters and heights are pixels. Colours come from charts.css by
class, so there is no inline style. Each bar says its label and value to a screen reader and opens its list; the table
of the same numbers belongs below every chart.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2s

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.statistics import svg
from workflows.letters import BOLD, REGULAR, ellipsize, text_width

Number = int | float | Decimal

ROOM = 310  # px of a phone's width, for label and value
LETTERS, SMALL_LETTERS = 14, 12
WIDER = 1.18  # than the letters of our papers are those of the widest system font
LABEL_HEIGHT, BAR_HEIGHT, ROW_GAP, AXIS_HEIGHT, LEGEND_HEIGHT = 22, 16, 14, 26, 22
COLUMNS_HEIGHT, GUTTER = 240, 12  # px, per cent


@dataclass(frozen=True)
class Series:
    """`values` and, if bars open something, `urls`: one for each label of the chart."""

    name: str
    values: Sequence[Number]
    urls: Sequence[str] = field(default_factory=tuple)


def bars(
    title: str, labels: Sequence[str], values: Sequence[Number], urls: Sequence[str] = (), *, unit: str = ""
) -> SafeString:
    """One horizontal bar for each label."""
    return _rows(title, labels, [Series(title, values, urls)], unit, stacked=True, legend=False)


def stacked_bars(title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str = "") -> SafeString:
    """One horizontal bar for each label, a piece of it for each series."""
    return _rows(title, labels, series, unit, stacked=True, legend=True)


def grouped_bars(title: str, labels: Sequence[str], series: Sequence[Series], *, unit: str = "") -> SafeString:
    """As many horizontal bars below each label as there are series."""
    return _rows(title, labels, series, unit, stacked=False, legend=True)


def columns(
    title: str, labels: Sequence[str], values: Sequence[Number], urls: Sequence[str] = (), *, unit: str = ""
) -> SafeString:
    """One upright column for each label: for months and other times."""
    series = Series(title, values, urls)
    _check(labels, [series])
    if not labels:
        return _nothing(title)
    axis = nice_axis(max(map(float, values)))
    step, floor = (100 - GUTTER) / len(labels), COLUMNS_HEIGHT - AXIS_HEIGHT
    plot = floor - 20
    parts: list[SafeString] = []
    for tick in axis:
        y = floor - plot * tick / axis[-1]
        parts.append(svg.line("0", y, "100%", y))
        parts.append(svg.text("0", y - 4, figure(tick), "chart-tick"))
    every, room = _spread(labels)
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        height = plot * _length(value) / axis[-1]
        wide = min(step * 0.72, 12)
        x = GUTTER + step * (place + 0.5) - wide / 2
        box = svg.rect(f"{x:.2f}%", floor - height, f"{wide:.2f}%", height, 0)
        if len(labels) <= 12:
            middle = f"{GUTTER + step * (place + 0.5):.2f}%"
            box += svg.text(middle, floor - height - 5, figure(value), "chart-value chart-middle")
        hit = svg.rect(f"{GUTTER + step * place:.2f}%", 0, f"{step:.2f}%", floor, None)
        parts.append(svg.linked(_said(label, value, unit), _url(series, place), hit + box))
        if place % every == 0:
            middle = f"{GUTTER + step * (place + 0.5):.2f}%"
            parts.append(svg.text(middle, COLUMNS_HEIGHT - 8, _cut(label, room), "chart-tick chart-middle"))
    return _figure(title, _summary(labels, [series], unit), COLUMNS_HEIGHT, parts, has_links=bool(urls))


def nice_axis(highest: float) -> list[int | float]:
    """From 0 to at least the highest value in even steps of 1, 2, 2.5 or 5 × 10ⁿ; whole ones where they do."""
    if not math.isfinite(highest) or highest <= 0:
        return [0, 1]
    rough = highest / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    if highest >= 2:
        step = max(1, step if step >= 10 else math.ceil(step))
    count = math.ceil(highest / step - 1e-9)
    ticks = [round(step * number, 10) for number in range(count + 1)]
    return [int(tick) if tick == int(tick) else tick for tick in ticks]


def figure(value: Number) -> str:
    """As the reader's language writes it, with at most two decimals."""
    rounded = round(Decimal(str(value)), 2) if math.isfinite(value) else Decimal(0)
    whole = rounded == rounded.to_integral_value()
    places = 0 if whole else len(str(rounded.normalize()).partition(".")[2])
    return number_format(rounded, places, use_l10n=True, force_grouping=True)


def _rows(
    title: str, labels: Sequence[str], series: Sequence[Series], unit: str, *, stacked: bool, legend: bool
) -> SafeString:
    _check(labels, series)
    if not labels or not series:
        return _nothing(title)
    sums = [[_length(each.values[place]) for each in series] for place in range(len(labels))]
    axis = nice_axis(max(sum(row) if stacked else max(row) for row in sums))
    bars_high = BAR_HEIGHT if stacked else (BAR_HEIGHT - 4) * len(series)
    row_high = LABEL_HEIGHT + bars_high + ROW_GAP
    top = LEGEND_HEIGHT * len(series) + 8 if legend else 0
    bottom = top + row_high * len(labels)
    parts = _legend(series) if legend else []
    for place, tick in enumerate(axis):
        x = f"{100 * tick / axis[-1]:.2f}%"
        parts.append(svg.line(x, top, x, bottom))
        side = ("", " chart-end")[place == len(axis) - 1] if place in (0, len(axis) - 1) else " chart-middle"
        parts.append(svg.text(x, bottom + 18, figure(tick), f"chart-tick{side}"))
    for place, label in enumerate(labels):
        parts.append(_row(label, place, series, axis[-1], top + row_high * place, unit, stacked=stacked))
    has_links = any(each.urls for each in series)
    return _figure(title, _summary(labels, series, unit), bottom + AXIS_HEIGHT, parts, has_links=has_links)


def _row(
    label: str, place: int, series: Sequence[Series], highest: float, top: float, unit: str, *, stacked: bool
) -> SafeString:
    alone = len(series) == 1
    values = [figure(each.values[place]) for each in series]
    total = figure(sum(Decimal(str(each.values[place])) for each in series)) if stacked else " · ".join(values)
    total = _cut(_with_unit(total, unit), ROOM * 0.6)
    short = _cut(label, ROOM - 12 - text_width(total, BOLD, LETTERS) * WIDER)
    words = svg.text("0", top + 16, short, "chart-label", label)
    words += svg.text("100%", top + 16, total, "chart-value chart-end")
    y, x, pieces = top + LABEL_HEIGHT, 0.0, words if not alone else SafeString()
    for number, each in enumerate(series):
        value = each.values[place]
        long = 100 * _length(value) / highest
        high = BAR_HEIGHT if stacked else BAR_HEIGHT - 6
        piece = svg.rect(f"{x:.2f}%", y, f"{long:.2f}%", high, number)
        if alone:
            piece = svg.rect("0", top, "100%", LABEL_HEIGHT + BAR_HEIGHT + 4, None) + words + piece
        name = label if alone else f"{label}, {each.name}"
        if long or alone:
            pieces += svg.linked(_said(name, value, unit), _url(each, place), piece)
        x, y = (x + long, y) if stacked else (x, y + BAR_HEIGHT - 4)
    return pieces


def _legend(series: Sequence[Series]) -> list[SafeString]:
    parts = []
    for number, each in enumerate(series):
        y = LEGEND_HEIGHT * number
        parts.append(svg.rect("0", y + 4, "12", 12, number))
        parts.append(svg.text("20", y + 15, _cut(each.name, ROOM), "chart-label", each.name))
    return parts


def _figure(title: str, summary: str, height: float, parts: Sequence[SafeString], *, has_links: bool) -> SafeString:
    # role="img" would hide the links inside from a screen reader.
    name = "chart-" + blake2s(f"{title}{summary}".encode(), digest_size=6).hexdigest()
    return format_html(
        '<figure class="chart"><svg xmlns="http://www.w3.org/2000/svg" class="chart-drawing" role="{}" width="100%" '
        'height="{}" aria-labelledby="{}-title {}-text"><title id="{}-title">{}</title><desc id="{}-text">{}</desc>'
        "{}</svg></figure>",
        "group" if has_links else "img",
        round(height),
        *(name, name, name, title, name, summary),
        mark_safe("".join(parts)),  # noqa: S308  each part was escaped when it was made
    )


def _nothing(title: str) -> SafeString:
    return format_html(
        '<figure class="chart chart-empty"><p>{}</p></figure>',
        _("%(title)s: nothing to show for this choice.") % {"title": title},
    )


def _spread(labels: Sequence[str]) -> tuple[int, float]:
    """Every how many columns a label has room on a phone, and how much room."""
    widest = min(max(text_width(label, REGULAR, SMALL_LETTERS) * WIDER for label in labels), ROOM)
    shown = max(1, min(len(labels), 12, int(ROOM / (widest + 1))))
    return math.ceil(len(labels) / shown), ROOM / shown * LETTERS / SMALL_LETTERS


def _cut(text: str, room: float) -> str:
    """To what fits beside the value on a phone: the drawer knows no fonts of the browser, but those of our papers."""
    return ellipsize(" ".join(str(text).split()), REGULAR, LETTERS, room / WIDER)


def _url(series: Series, place: int) -> str:
    return series.urls[place] if series.urls else ""


def _said(label: str, value: Number, unit: str) -> str:
    return f"{label}: {_with_unit(figure(value), unit)}"


def _with_unit(text: str, unit: str) -> str:
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def _summary(labels: Sequence[str], series: Sequence[Series], unit: str) -> str:
    """What a picture says at a glance: how many bars, and which is the longest."""
    totals = [sum(_length(each.values[place]) for each in series) for place in range(len(labels))]
    place = max(range(len(labels)), key=totals.__getitem__)
    return _("Bars: %(count)d. Highest: %(label)s with %(value)s.") % {
        "count": len(labels),
        "label": labels[place],
        "value": _with_unit(figure(totals[place]), unit),
    }


def _length(value: Number) -> float:
    return max(float(value), 0.0) if math.isfinite(value) else 0.0


def _check(labels: Sequence[str], series: Sequence[Series]) -> None:
    for each in series:
        if len(each.values) != len(labels) or (each.urls and len(each.urls) != len(labels)):
            raise ValueError(f"{each.name!r} must have a value (and a URL, if any) for each of {len(labels)} labels.")

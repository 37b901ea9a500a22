"""Charts as small SVG: what is counted becomes a drawing that reads in black and white and at every width.

Pure. A drawing has no view box: it is as wide as its place, with its letters at their own size, so that a phone and a
sheet of paper show it alike. Every series has a pattern besides its colour, a legend names them, and each drawing tells
its content in a title and a description. The figures themselves stand in the table that every page shows beneath.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

ROW, BAR = 46, 18  # of a row of bars, in pixels: the label above, the bar below
PLOT, FOOT, HEAD = 180, 26, 16  # of lines over time
SMALL = 110  # of a drawing that stands beside many others
LONGEST_LABEL = 40
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Series:
    """What one pattern stands for. `tone` is a key of TONES."""

    label: Any  # str, or gettext's lazy string
    tone: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """One line of `paths`: its points as (place from 0 to 1, value), in their order, wherever they lie."""

    label: Any
    tone: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what explains it: `legend` has (swatch, words)."""

    title: str
    svg: SafeString
    legend: tuple[tuple[SafeString, str], ...]
    said: str  # the same in a sentence


# Colour, and the marks laid over it in white: they are told apart in grey and by those who see no colours.
TONES: dict[str, tuple[str, str]] = {
    "good": ("#1d6a3c", ""),
    "fair": ("#6fae8a", "M-2 2L2 -2M0 8L8 0M6 10L10 6"),
    "bad": ("#a8141d", "M0 0L8 8M8 0L0 8"),
    "wait": ("#c98b1b", "M0 4H8"),
    "plain": ("#a9a39c", "M2 2h1M6 6h1"),
    "busy": ("#1b4f7d", "M4 0V8"),
}
DASHES = {"good": "", "fair": "6 3", "bad": "2 3", "wait": "10 4", "plain": "1 4", "busy": "8 3 2 3"}


def bars(title: str, labels: Sequence[str], series: Sequence[Series], *, numbers: bool = True) -> Chart:
    """One bar per label, its parts one behind the other; the longest bar fills the width. The first MOST_ROWS."""
    labels = labels[:MOST_ROWS]
    sums = [sum(each.values[row] for each in series) for row in range(len(labels))]
    longest = max(sums, default=0) or 1
    mark = _mark(title, labels, series)
    drawn = []
    for row, label in enumerate(labels):
        top = row * ROW
        told = format_html('<text x="0" y="{}">{}</text>', top + 15, _short(label))
        parts, left = [], 0.0
        for each in series:
            width = 88 * each.values[row] / longest
            if width:
                parts.append(
                    _bar(mark, each, left, top + 22, width, f"{label}: {each.label} {_said(each.values[row])}")
                )
            left += width
        sum_ = format_html(
            '<text class="chart-number" x="{}%" y="{}" dx="6">{}</text>', _n(left), top + 22 + BAR - 4, _said(sums[row])
        )
        drawn.append(SafeString(told + "".join(parts) + (sum_ if numbers else "")))
    said = "; ".join(
        f"{label}: " + ", ".join(f"{each.label} {_said(each.values[row])}" for each in series)
        for row, label in enumerate(labels)
    )
    return _chart(title, said, mark, series, len(labels) * ROW, "".join(drawn))


def share(title: str, series: Sequence[Series]) -> Chart:
    """One bar that is always full: how a whole is divided. Every series has one value; words stand in the legend."""
    whole = sum(each.values[0] for each in series)
    mark = _mark(title, (), series)
    parts, left = [], 0.0
    for each in series:
        width = 100 * each.values[0] / whole if whole else 0
        if width:
            parts.append(_bar(mark, each, left, 2, width, f"{each.label}: {_said(each.values[0])}", tall=24))
        left += width
    frame = SafeString('<rect class="chart-frame" x="0" y="2" width="100%" height="24" fill="none" stroke="#857d75"/>')
    said = ", ".join(_portion(each, whole) for each in series)
    named = [Series(_portion(each, whole), each.tone, each.values) for each in series]
    return _chart(title, said, mark, named, 28, "".join(parts) + frame)


def lines(title: str, labels: Sequence[str], series: Sequence[Series]) -> Chart:
    """Lines over time: one point per label and series, each series with its own dashes and its own kind of point."""
    most = _round_up(max((value for each in series for value in each.values), default=0))
    mark = _mark(title, labels, series)
    places = [6 + (90 * at / (len(labels) - 1) if len(labels) > 1 else 45) for at in range(len(labels))]
    height = HEAD + PLOT + FOOT
    parts = [_rule(most * part / 4, HEAD + PLOT - PLOT * part / 4) for part in range(5)]
    every = max(1, -(-len(labels) // 6))  # more words would run into one another on a phone
    parts += [
        format_html(
            '<text class="chart-number" x="{}%" y="{}" text-anchor="middle">{}</text>', _n(x), height - 6, label
        )
        for at, (x, label) in enumerate(zip(places, labels, strict=True))
        if at % every == 0
    ]
    for kind, each in enumerate(series):
        heights = [HEAD + PLOT - PLOT * value / most for value in each.values]
        parts += _line(each, list(zip(places, heights, strict=True)), kind)
    said = "; ".join(
        f"{label}: " + ", ".join(f"{each.label} {_said(each.values[at])}" for each in series)
        for at, label in enumerate(labels)
    )
    return _chart(title, said, mark, series, height, "".join(parts), dashed=True)


def paths(title: str, ticks: Sequence[tuple[float, str]], tracks: Sequence[Track], *, said: str) -> Chart:
    """A small drawing of ways: lines whose points need not lie above one another. `ticks` are (place, word) below;
    `said` tells the drawing in words."""
    most = _round_half(max((value for each in tracks for _x, value in each.points), default=0))
    series = [Series(each.label, each.tone, ()) for each in tracks]
    mark = _mark(f"{title}|{said}", [word for _x, word in ticks], series)
    height = HEAD + SMALL + FOOT
    parts = [_rule(most * part / 2, HEAD + SMALL - SMALL * part / 2) for part in range(3)]
    every = max(1, -(-len(ticks) // 6))
    parts += [
        format_html(
            '<text class="chart-number" x="{}%" y="{}" text-anchor="middle">{}</text>', _n(8 + 88 * x), height - 6, word
        )
        for at, (x, word) in enumerate(ticks)
        if at % every == 0
    ]
    for kind, each in enumerate(tracks):
        parts += _line(
            each, [(8 + 88 * x, HEAD + SMALL - SMALL * max(value, 0) / most) for x, value in each.points], kind
        )
    return _chart(title, said, mark, series, height, "".join(parts), dashed=True)


def _chart(
    title: str, said: str, mark: str, series: Sequence[Series], height: int, inside: str, *, dashed: bool = False
) -> Chart:
    patterns = SafeString("".join(_pattern(mark, tone) for tone in dict.fromkeys(each.tone for each in series)))
    svg = format_html(
        '<svg class="chart-svg" role="img" width="100%" height="{}" aria-labelledby="{}-t {}-d">'
        '<title id="{}-t">{}</title><desc id="{}-d">{}</desc><defs>{}</defs>{}</svg>',
        height, mark, mark, mark, title, mark, said, patterns, SafeString(inside),
    )  # fmt: skip
    legend = tuple((_swatch(mark, each, kind, dashed), str(each.label)) for kind, each in enumerate(series))
    return Chart(title, svg, legend, said)


def _bar(mark: str, each: Series, left: float, top: float, width: float, told: str, tall: int = BAR) -> SafeString:
    return format_html(
        '<rect x="{}%" y="{}" width="{}%" height="{}" fill="url(#{}-{})" stroke="#fff"><title>{}</title></rect>',
        _n(left), _n(top), _n(width), tall, mark, each.tone, told,
    )  # fmt: skip


def _line(each: Series | Track, points: list[tuple[float, float]], kind: int) -> list[SafeString]:
    colour, dashes = TONES[each.tone][0], DASHES[each.tone]
    parts = []
    for (x1, y1), (x2, y2) in pairwise(points):
        drawn = '<line x1="{}%" y1="{}" x2="{}%" y2="{}" stroke="{}" stroke-width="2"{}/>'
        parts.append(format_html(drawn, _n(x1), _n(y1), _n(x2), _n(y2), colour, _dashed(dashes)))
    return parts + [_point(f"{_n(x)}%", _n(y), colour, kind) for x, y in points]


def _point(x: str, y: str, colour: str, kind: int) -> SafeString:
    if kind % 3 == 0:
        return format_html('<circle cx="{}" cy="{}" r="4" fill="{}" stroke="#fff"/>', x, y, colour)
    turn = " rotate(45)" if kind % 3 == 2 else ""
    # A nested drawing gives the point a place in per cent, inside which it can be turned in pixels.
    return format_html(
        '<svg x="{}" y="{}" overflow="visible"><rect x="-4" y="-4" width="8" height="8" transform="{}" fill="{}"'
        ' stroke="#fff"/></svg>',
        x, y, turn.strip() or "rotate(0)", colour,
    )  # fmt: skip


def _rule(value: float, height: float) -> SafeString:
    return format_html(
        '<line x1="6%" x2="100%" y1="{}" y2="{}" stroke="#c9c1b8" stroke-width="1"/>'
        '<text class="chart-number" x="5%" y="{}" dy="4" text-anchor="end">{}</text>',
        _n(height), _n(height), _n(height), _said(value),
    )  # fmt: skip


def _pattern(mark: str, tone: str) -> SafeString:
    colour, lines_ = TONES[tone]
    over = format_html('<path d="{}" stroke="#fff" stroke-width="1.5" fill="none"/>', lines_) if lines_ else ""
    return format_html(
        '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8" fill="{}"/>{}</pattern>',
        mark, tone, colour, over,
    )  # fmt: skip


def _swatch(mark: str, each: Series, kind: int, dashed: bool) -> SafeString:
    if dashed:
        colour = TONES[each.tone][0]
        inside = format_html(
            '<line x1="0" y1="8" x2="28" y2="8" stroke="{}" stroke-width="2"{}/>{}',
            colour, _dashed(DASHES[each.tone]), _point("14", "8", colour, kind),
        )  # fmt: skip
    else:
        inside = format_html('<rect width="28" height="16" fill="url(#{}-{})" stroke="#857d75"/>', mark, each.tone)
    return format_html('<svg class="chart-swatch" width="28" height="16" aria-hidden="true">{}</svg>', inside)


def _dashed(dashes: str) -> SafeString:
    return format_html(' stroke-dasharray="{}"', dashes) if dashes else SafeString()


def _mark(title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """A name for the parts of one drawing, so that several stand on one page."""
    told = "|".join([title, *labels, *(str(each.label) for each in series)])
    return "c" + sha256(told.encode()).hexdigest()[:8]


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _portion(each: Series, whole: float) -> str:
    part = 100 * each.values[0] / whole if whole else 0
    return f"{each.label}: {_said(each.values[0])} ({_said(round(part, 1))}%)"


def _said(value: float) -> str:
    """1234.5 -> "1.234,5", as Vietnamese papers have it."""
    text = f"{value:,.1f}".removesuffix(".0")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _round_up(most: float) -> float:
    """The next of 4, 8, 20, 40, 80, 200… so that four steps are whole numbers."""
    top = 4.0
    while top < most:
        for factor in (1, 2, 5):
            if top * factor >= most:
                return top * factor
        top *= 10
    return top


def _round_half(most: float) -> float:
    """The next of 2, 4, 6, 8, 10, 20, 40… so that two steps are whole numbers and little room is left above."""
    size = 1.0
    while most > 10 * size:
        size *= 10
    return next(factor * size for factor in (2, 4, 6, 8, 10) if factor * size >= most)

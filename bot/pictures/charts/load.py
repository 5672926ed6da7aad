"""Draws an exercise over time: load and e1RM as lines, reps as bars against their target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

from bot.pictures import colours
from bot.pictures.charts.over_time import over_time
from bot.pictures.charts.sheet import (
    ACCENT,
    DASHED,
    MAIN,
    PALE,
    SMALL_PT,
    SOLID,
    area,
    capital,
    day,
    figure,
    framed,
    labels,
    plain,
    png,
    shortened,
)

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes

    from core.charts import LoadChart, LoadPoint

MOST_SESSIONS = 16  # one by one; more is no longer readable on a phone
LONGEST_NAME = 34  # letters
FEWEST_PLACES = 4  # so that one bar does not fill the sheet, and the dates of two stand apart


def load(chart: LoadChart) -> bytes:
    """Every session one by one; of many, only their lines, in true time."""
    points = chart.points
    if len(points) > MOST_SESSIONS:
        return over_time(chart)
    word = labels(chart.language)
    loads = [(at, point.load) for at, point in enumerate(points) if point.load is not None]
    sheet = figure(3.0 if loads else 1.9, shortened(capital(chart.exercise), LONGEST_NAME))
    reps = area(sheet, 0.3, 1.12 if loads else 1.35)
    _reps(reps, points, word("seconds" if chart.unit == "s" else "reps"))
    _dates(reps, [point.on for point in points], chart.language)
    if loads:
        upper = area(sheet, 1.45, 2.5)
        estimates = [(at, point.e1rm) for at, point in enumerate(points) if point.e1rm is not None]
        _line(upper, loads, f"{word('load')}, {chart.unit}")
        if estimates:
            _line(upper, estimates, f"{word('e1rm')}, {chart.unit}", estimate=True)
        upper.set_xlim(-0.7, max(len(points), FEWEST_PLACES) - 0.3)
        upper.set_xticks([])
        framed(upper, [value for _, value in (*loads, *estimates)])
    return png(sheet)


def _line(axes: Axes, spots: list[tuple[int, float]], name: str, *, estimate: bool = False) -> None:
    """A line of values, squares for loads and rings for estimates; the first and the last are written out."""
    colour = ACCENT if estimate else MAIN
    axes.plot(
        [at for at, _ in spots],
        [value for _, value in spots],
        color=colour,
        linestyle=DASHED if estimate else SOLID,
        linewidth=1.8,
        marker="o" if estimate else "s",
        markersize=4.6,
        markerfacecolor=colours.PAPER if estimate else colour,
        label=name,
    )
    for at, value in {spots[0], spots[-1]}:
        axes.annotate(
            plain(value),
            (at, value),
            (0, 5 if estimate else -5),
            textcoords="offset points",
            ha="center",
            va="bottom" if estimate else "top",
            weight="bold",
            fontsize=SMALL_PT,
            color=colour,
        )


def _reps(axes: Axes, points: tuple[LoadPoint, ...], title: str) -> None:
    """A bar for each session: full when the target was reached, hollow when not; the target is a line across."""
    for hit, face, hatch in ((True, PALE, None), (False, colours.PAPER, "////")):
        bars = [Rectangle((at - 0.33, 0), 0.66, p.reps) for at, p in enumerate(points) if p.reached == hit]
        axes.add_collection(PatchCollection(bars, facecolor=face, edgecolor=MAIN, linewidth=0.9, hatch=hatch))
    asked = [(at, point.target) for at, point in enumerate(points) if point.target]
    axes.hlines(
        [target for _, target in asked],
        [at - 0.42 for at, _ in asked],
        [at + 0.42 for at, _ in asked],
        color=colours.INK,
        linewidth=1.8,
    )
    _bands(axes, points)
    for place, point in enumerate(points):
        height = max(point.reps, point.target)
        axes.text(place, height, f"{point.reps}", ha="center", va="bottom", fontsize=SMALL_PT - 0.5)
    axes.set_xlim(-0.7, max(len(points), FEWEST_PLACES) - 0.3)
    axes.set_ylim(0, max(max(point.reps, point.target) for point in points) * 1.3 or 1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_title(title, loc="left", fontsize=SMALL_PT, pad=2, color=colours.QUIET_INK)


def _bands(axes: Axes, points: tuple[LoadPoint, ...]) -> None:
    """The band's name in the bar with which it came."""
    before = ""
    for at, point in enumerate(points):
        if point.band and point.band != before:
            name = shortened(point.band, 8)
            ground = {"facecolor": colours.PAPER, "edgecolor": "none", "pad": 0.8}  # hatching would cross the letters
            axes.text(at, 0.5, name, rotation=90, ha="center", va="bottom", fontsize=SMALL_PT - 0.5, bbox=ground)
        before = point.band


def _dates(axes: Axes, days: list[date], language: str) -> None:
    """Dates under the first, the middle and the last session."""
    last = len(days) - 1
    shown = sorted({0, last // 2, last} if last > 3 else {0, last})  # noqa: PLR2004  closer together they would touch
    axes.set_xticks(shown, [day(days[at], language) for at in shown])
    narrow = last >= FEWEST_PLACES  # only then is the sheet's edge so near that a date would cross it
    for label, at in zip(axes.get_xticklabels(), shown, strict=True):
        label.set_horizontalalignment("left" if narrow and at == 0 else "right" if narrow and at == last else "center")
    axes.tick_params(length=0)

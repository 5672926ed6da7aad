"""Draws several exercises side by side: a small line each, what it began with and what it is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import LineCollection

from bot.pictures import colours
from bot.pictures.charts.sheet import (
    ACCENT,
    DASHED,
    GRID,
    MAIN,
    NORMAL_PT,
    SMALL_PT,
    WIDTH_IN,
    area,
    capital,
    figure,
    labels,
    plain,
    png,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from core.charts import LoadChart, LoadPoint, OverviewChart

COLUMNS = 2
PANEL_IN, TITLE_IN, EDGE_IN, KEY_IN = 0.78, 0.22, 0.12, 0.3
WIDE_IN = (WIDTH_IN - 3 * EDGE_IN) / COLUMNS
END_IN = 0.42  # for the number at a line's end
LONGEST_NAME = 19  # letters beside which the number still fits
DOTS = 12  # sessions; more would touch


def overview(chart: OverviewChart) -> bytes:
    """Two columns of exercises, in the order of the chart."""
    exercises = [one for one in chart.exercises if one.points]
    rows = -(-len(exercises) // COLUMNS)
    word = labels(chart.language)
    height = rows * PANEL_IN + EDGE_IN + KEY_IN
    sheet = figure(height, "")
    axes = area(sheet, 0, height, left=0, right=1)
    axes.set_xlim(0, WIDTH_IN)
    axes.set_ylim(0, height)
    axes.axis("off")
    for place, exercise in enumerate(exercises):
        left = EDGE_IN + place % COLUMNS * (WIDE_IN + EDGE_IN)
        _panel(axes, exercise, left, height - EDGE_IN / 2 - place // COLUMNS * PANEL_IN, word)
    _key(axes, exercises, word)
    return png(sheet)


def _panel(axes: Axes, chart: LoadChart, left: float, top: float, word: Callable[[str], str]) -> None:
    name = shortened(capital(chart.exercise), LONGEST_NAME)
    axes.text(left, top - 0.04, name, va="top", weight="bold", fontsize=NORMAL_PT)
    points = chart.points
    values = [_value(point) for point in points]
    estimates = [(at, point.e1rm) for at, point in enumerate(points) if point.e1rm is not None]
    heights = [*values, *(value for _, value in estimates)]
    low, high = min(heights), max(heights)
    bottom, room = top - PANEL_IN + 0.16, PANEL_IN - TITLE_IN - 0.26
    width = WIDE_IN - END_IN - 0.1

    def x(at: int) -> float:
        return left + 0.06 + (width * at / (len(points) - 1) if len(points) > 1 else width)

    def y(value: float) -> float:
        return bottom + (room * (value - low) / (high - low) if high > low else room / 2)

    axes.plot([left, left + width + 0.12], [bottom - 0.08] * 2, color=GRID, linewidth=0.8)
    if len(estimates) > 1:
        axes.plot([x(at) for at, _ in estimates], [y(v) for _, v in estimates], color=ACCENT, lw=1.1, ls=DASHED)
    axes.plot([x(at) for at in range(len(points))], [y(value) for value in values], color=MAIN, linewidth=1.7)
    _dots(axes, [(x(at), y(value), points[at]) for at, value in enumerate(values)])
    axes.text(
        left + WIDE_IN,
        y(values[-1]),
        _end(chart, word),
        ha="right",
        va="center",
        fontsize=NORMAL_PT,
        color=MAIN,
        weight="bold",
        linespacing=0.95,
    )


def _dots(axes: Axes, places: Sequence[tuple[float, float, LoadPoint]]) -> None:
    """A dot for each session, hollow where the target was missed; of many only those, and the ends."""
    last = len(places) - 1
    for reached in (True, False):
        spots = [
            (x, y)
            for at, (x, y, point) in enumerate(places)
            if point.reached == reached and (not reached or len(places) <= DOTS or at in {0, last})
        ]
        axes.plot(
            [x for x, _ in spots],
            [y for _, y in spots],
            linestyle="none",
            marker="o",
            markersize=4.4,
            color=MAIN,
            markerfacecolor=MAIN if reached else colours.PAPER,
        )


def _value(point: LoadPoint) -> float:
    return point.load if point.load is not None else float(point.reps)


def _end(chart: LoadChart, word: Callable[[str], str]) -> str:
    last = chart.points[-1]
    if last.load is not None:
        return f"{plain(last.load)}\n{chart.unit}"
    return f"{last.reps}\n{'s' if chart.unit == 's' else word('times')}"


def _key(axes: Axes, exercises: Sequence[LoadChart], word: Callable[[str], str]) -> None:
    """What dots and lines mean, as far as they occur."""
    points = [point for one in exercises for point in one.points]
    at, y = EDGE_IN + 0.06, KEY_IN / 2
    dots = (("reached", MAIN, True), ("short", colours.PAPER, any(not point.reached for point in points)))
    for name, face, shown in dots:
        if shown:
            axes.plot(at, y, marker="o", markersize=4.4, color=MAIN, markerfacecolor=face)
            axes.text(at + 0.1, y, word(name), va="center", fontsize=SMALL_PT)
            at += 1.12
    if any(point.e1rm is not None for point in points):
        axes.add_collection(
            LineCollection([[(at, y), (at + 0.22, y)]], colors=ACCENT, linewidths=1.1, linestyles=[DASHED])
        )
        axes.text(at + 0.28, y, word("e1rm"), va="center", fontsize=SMALL_PT)

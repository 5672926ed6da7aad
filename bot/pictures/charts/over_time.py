"""Draws many sessions of an exercise in true time: load and e1RM as lines, reps above and below their target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures import colours
from bot.pictures.charts.sheet import (
    ACCENT,
    DASHED,
    MAIN,
    PALE,
    SMALL_PT,
    area,
    capital,
    day,
    figure,
    framed,
    labels,
    month_and_year,
    plain,
    png,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes

    from core.charts import LoadChart, LoadPoint

LONGEST_NAME = 34  # letters
MONTHS_FROM = 200  # days; of a shorter time the day is told
MARKED = 40  # sessions whose misses can be marked one by one


def over_time(chart: LoadChart) -> bytes:
    """Load on top, reps below; without loads the reps alone."""
    points = chart.points
    word = labels(chart.language)
    loaded = [point for point in points if point.load is not None]
    sheet = figure(3.0 if loaded else 2.2, shortened(capital(chart.exercise), LONGEST_NAME))
    reps = area(sheet, 0.3, 1.05 if loaded else 1.65)
    _reps(reps, points, word("seconds" if chart.unit == "s" else "reps"))
    _dates(reps, [point.on for point in points], chart.language)
    if loaded:
        upper = area(sheet, 1.4, 2.5)
        estimated = [point for point in points if point.e1rm is not None]
        loads = [float(point.load or 0) for point in loaded]
        estimates = [float(point.e1rm or 0) for point in estimated]
        _line(upper, loaded, loads, MAIN, f"{word('load')}, {chart.unit}")
        if estimates:
            _line(upper, estimated, estimates, ACCENT, f"{word('e1rm')}, {chart.unit}")
        upper.set_xticks([])
        upper.set_xlim(reps.get_xlim())
        framed(upper, [*loads, *estimates])
    return png(sheet)


def _line(axes: Axes, points: Sequence[LoadPoint], values: list[float], colour: str, name: str) -> None:
    """A line with its first and last value written out."""
    days = [point.on.toordinal() for point in points]
    estimate = colour == ACCENT
    axes.plot(days, values, color=colour, linewidth=1.6, linestyle=DASHED if estimate else "-", label=name)
    for at, side in ((0, "left"), (-1, "right")):
        axes.plot(days[at], values[at], marker="o" if estimate else "s", markersize=4.6, color=colour)
        axes.annotate(
            plain(values[at]),
            (days[at], values[at]),
            (0, 5 if estimate else -5),
            textcoords="offset points",
            ha=side,
            va="bottom" if estimate else "top",
            weight="bold",
            fontsize=SMALL_PT,
            color=colour,
        )


def _reps(axes: Axes, points: Sequence[LoadPoint], title: str) -> None:
    """The best set of each session as a filled line, the target as steps across it, a ring where it was missed."""
    days = [point.on.toordinal() for point in points]
    axes.fill_between(days, [point.reps for point in points], color=PALE, linewidth=0, step="mid")
    axes.step(days, [point.target for point in points], where="mid", color=colours.INK, linewidth=1.4)
    missed = [point for point in points if not point.reached]
    if len(missed) <= MARKED:
        axes.plot(
            [point.on.toordinal() for point in missed],
            [point.reps for point in missed],
            linestyle="none",
            marker="o",
            markersize=3.6,
            color=MAIN,
            markerfacecolor=colours.PAPER,
        )
    _bands(axes, points)
    axes.set_xlim(days[0] - 1, days[-1] + 1 + (days[-1] == days[0]))
    top = max(max(point.reps, point.target) for point in points)
    axes.set_ylim(0, top * 1.15 or 1)
    axes.set_yticks([top], [plain(top)])
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_title(title, loc="left", fontsize=SMALL_PT, pad=2, color=colours.QUIET_INK)


def _bands(axes: Axes, points: Sequence[LoadPoint]) -> None:
    """A line where another band came, with its name as long as names do not touch."""
    span = points[-1].on.toordinal() - points[0].on.toordinal() or 1
    before, named = "", -span
    for point in points:
        at = point.on.toordinal()
        if point.band and point.band != before:
            axes.axvline(at, color=colours.QUIET_INK, linewidth=0.8)
            if at - named >= span * 0.2:
                side = "right" if points[-1].on.toordinal() - at < span * 0.2 else "left"
                name = f" {shortened(point.band, 8)} "
                axes.text(at, 0, name, ha=side, va="bottom", fontsize=SMALL_PT)
                named = at
        before = point.band


def _dates(axes: Axes, days: list[date], language: str) -> None:
    """The first, the middle and the last day; of a long time their months."""
    first, last = days[0].toordinal(), days[-1].toordinal()
    told = month_and_year if last - first > MONTHS_FROM else day
    shown = [days[0], type(days[0]).fromordinal((first + last) // 2), days[-1]] if last > first else [days[0]]
    axes.set_xticks([on.toordinal() for on in shown], [told(on, language) for on in shown])
    for label, side in zip(axes.get_xticklabels(), ("left", "center", "right"), strict=False):
        label.set_horizontalalignment(side)  # type: ignore[arg-type]  # the three sides there are
    axes.tick_params(axis="x", length=0)

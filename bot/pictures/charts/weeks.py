"""Draws the weeks kept as squares, a quarter of a year in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Outline

from bot.pictures import colours
from bot.pictures.charts.sheet import ACCENT, MAIN, PALE, SMALL_PT, area, capital, figure, labels, month, png
from core.charts import Week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from core.charts import WeeksChart

MOST_WEEKS, WEEKS_A_ROW = 52, 13
GAP = 0.09  # between two squares, in squares
TICK = Outline([(-0.55, 0.0), (-0.15, -0.45), (0.6, 0.5)])
# Each mark: the square's face, its edge, the width of the edge, the sign in it and the sign's colour.
LOOKS = {
    "kept": (MAIN, MAIN, 0.9, TICK, colours.PAPER),
    "missed": (colours.PAPER, "#9aa3ab", 0.9, ".", colours.QUIET_INK),
    "protected": (PALE, PALE, 0.9, "_", colours.INK),
    "open": (colours.PAPER, colours.INK, 2.0, None, colours.INK),
}


def weeks(chart: WeeksChart) -> bytes:
    """The last year's weeks and what the squares mean."""
    shown = chart.weeks[-MOST_WEEKS:]
    rows = [shown[at : at + WEEKS_A_ROW] for at in range(0, len(shown), WEEKS_A_ROW)]
    word = labels(chart.language)
    kept = sum(week.mark == "kept" for week in shown)
    over = sum(week.mark in {"kept", "missed"} for week in shown)
    grid_in = len(rows) * 0.27
    sheet = figure(0.4 + grid_in + 0.62, f"{kept} / {over} {word('weeks')}" if over else capital(word("weeks")))
    axes = area(sheet, 0.62, 0.62 + grid_in, left=0.03, right=0.98)
    axes.set_xlim(-1.7, WEEKS_A_ROW)
    axes.set_ylim(len(rows), 0)
    axes.axis("off")
    for line, row in enumerate(rows):
        axes.text(-0.3, line + 0.5, month(row[0].starts, chart.language), ha="right", va="center", fontsize=SMALL_PT)
    _squares(axes, [(column, line, week) for line, row in enumerate(rows) for column, week in enumerate(row)])

    key = area(sheet, 0.08, 0.5, left=0.03, right=0.98)
    key.set_xlim(0, 12)
    key.set_ylim(2, 0)
    key.axis("off")
    first = shown[0].starts
    marks = (Week(first, "kept"), Week(first, "missed"), Week(first, "protected"), Week(first, "open"))
    samples = [
        (place % 3 * 4.2, place // 3, week) for place, week in enumerate((*marks, Week(first, "kept", race=True)))
    ]
    _squares(key, samples, side=0.8)
    for x, y, week in samples:
        key.text(x + 1.05, y + 0.5, word("race" if week.race else week.mark), va="center", fontsize=SMALL_PT)
    return png(sheet)


def _squares(axes: Axes, places: Sequence[tuple[float, float, Week]], side: float = 1.0) -> None:
    """A square for each week with the sign of its mark, and a star in the corner for a race."""
    for mark, (face, edge, width, sign, ink) in LOOKS.items():
        spots = [(x, y) for x, y, week in places if week.mark == mark]
        tiles = [Rectangle((x + GAP * side, y + GAP), side * (1 - 2 * GAP), 1 - 2 * GAP) for x, y in spots]
        axes.add_collection(PatchCollection(tiles, facecolor=face, edgecolor=edge, linewidth=width))
        if sign is not None:
            middles = [x + side / 2 for x, _ in spots], [y + 0.5 for _, y in spots]
            (drawn,) = axes.plot(*middles, linestyle="none", marker=sign, markersize=6, color=ink)
            if sign is TICK:
                drawn.set(markerfacecolor="none", markeredgewidth=1.6)
    races = [(x + side * 0.78, y + 0.24) for x, y, week in places if week.race]
    axes.plot(
        [x for x, _ in races],
        [y for _, y in races],
        linestyle="none",
        marker="*",
        markersize=8.5,
        color=ACCENT,
        markeredgecolor=colours.PAPER,
        markeredgewidth=0.8,
    )

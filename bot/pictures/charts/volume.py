"""Draws the sets a week of each movement pattern, with a mark for the weeks before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures import colours
from bot.pictures.charts.sheet import (
    ACCENT,
    MAIN,
    NORMAL_PT,
    SMALL_PT,
    area,
    beside,
    capital,
    figure,
    labels,
    plain,
    png,
)

if TYPE_CHECKING:
    from core.charts import VolumeChart


def volume(chart: VolumeChart) -> bytes:
    """A bar for each pattern, its number at the end."""
    rows = chart.patterns
    word = labels(chart.language)
    bars_in = len(rows) * 0.24
    sheet = figure(0.36 + bars_in + 0.32, capital(word("sets")))
    left, told = beside(sheet, [capital(row.pattern) for row in rows])
    axes = area(sheet, 0.3, 0.3 + bars_in, left=left, right=0.93)
    most = max(max(row.sets, row.before or 0) for row in rows) or 1
    for at, row in enumerate(rows):
        axes.barh(at, row.sets, 0.62, color=MAIN)
        near = row.before is not None and row.sets < row.before < row.sets + most * 0.14
        end = row.before if near and row.before else row.sets  # behind the mark where it would cover the number
        axes.text(end + most * 0.025, at, plain(row.sets), va="center", weight="bold", fontsize=NORMAL_PT)
        if row.before is not None:
            axes.plot([row.before] * 2, [at - 0.42, at + 0.42], color=ACCENT, linewidth=2.4, solid_capstyle="butt")
    axes.set_yticks(range(len(rows)), told, fontsize=NORMAL_PT, color=colours.INK)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, most * 1.12)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines["bottom"].set_visible(False)
    if any(row.before is not None for row in rows):
        sheet.text(
            left,
            0.12 / float(sheet.get_figheight()),
            f"│ {word('before')}",
            color=ACCENT,
            fontsize=SMALL_PT,
            va="center",
        )
    return png(sheet)

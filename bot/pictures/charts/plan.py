"""Draws the plan's blocks in time, with «you are here»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pictures import colours
from bot.pictures.charts.sheet import (
    ACCENT,
    MAIN,
    NORMAL_PT,
    PALE,
    area,
    beside,
    capital,
    day,
    figure,
    labels,
    png,
)

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes

    from core.charts import Block, PlanChart

TOP = -0.75  # the upper edge, in rows


def plan(chart: PlanChart) -> bytes:
    """A row for each block, and one for the races."""
    word = labels(chart.language)
    kinds = list(dict.fromkeys(block.name for block in chart.blocks))  # what comes again stays in its row
    names = kinds + [word("race")] * bool(chart.races)
    rows_in = len(names) * 0.28
    sheet = figure(0.32 + rows_in + 0.4, "")
    left, told = beside(sheet, [capital(name) for name in names], bold=True)
    axes = area(sheet, 0.3, 0.3 + rows_in, left=left, right=0.96)
    here = {block.name for block in chart.blocks if block.starts <= chart.today <= block.ends}
    for block in chart.blocks:
        _block(axes, kinds.index(block.name), block, here=block.starts <= chart.today <= block.ends)
    for race in chart.races:
        axes.plot(race.toordinal() + 0.5, len(names) - 1, marker="*", markersize=11, color=ACCENT, linestyle="none")
    axes.set_yticks(range(len(names)), told, fontsize=NORMAL_PT, color=colours.INK)
    for label, name in zip(axes.get_yticklabels(), names, strict=True):
        label.set_fontweight("bold" if name in here else "normal")
    axes.set_ylim(len(names) - 0.4, TOP)
    start, end = _span(chart)
    margin = max((end - start) * 0.03, 1)
    axes.set_xlim(start - margin, end + margin)
    _here(axes, chart.today, f"{word('here')}, {day(chart.today, chart.language)}", (start, end))
    _starts(axes, chart, end - start)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    return png(sheet)


def _span(chart: PlanChart) -> tuple[int, int]:
    """The first and the last day that the chart shows, as ordinals."""
    days = [on.toordinal() for block in chart.blocks for on in (block.starts, block.ends)]
    days += [chart.today.toordinal(), *(race.toordinal() for race in chart.races)]
    return min(days), max(days) + 1


def _block(axes: Axes, row: int, block: Block, *, here: bool) -> None:
    """A bar from first to last day: full for building, hatched for easier weeks, dark and with a thick edge for now."""
    builds = block.kind == "build"
    axes.barh(
        row,
        (block.ends - block.starts).days + 1,
        0.6,
        left=block.starts.toordinal(),
        color=(MAIN if here else PALE) if builds else colours.PAPER,
        edgecolor=MAIN,
        linewidth=1.8 if here else 0.9,
        hatch=None if builds else "////",
    )


def _here(axes: Axes, today: date, words: str, span: tuple[int, int]) -> None:
    """An arrow from the words «you are here» down through the blocks."""
    at = today.toordinal() + 0.5
    share = (at - span[0]) / (span[1] - span[0])
    side = "left" if share < 0.25 else "right" if share > 0.75 else "center"  # noqa: PLR2004  the outer quarters
    axes.axvline(at, color=ACCENT, linewidth=1.6)
    axes.plot(at, TOP, marker="v", markersize=7, color=ACCENT, clip_on=False)
    axes.annotate(
        words, (at, TOP), (0, 6), textcoords="offset points", ha=side, va="bottom", weight="bold", color=ACCENT
    )


def _starts(axes: Axes, chart: PlanChart, days: int) -> None:
    """Dates where blocks start, as many as fit."""
    shown: list[date] = []
    for mark in sorted({block.starts for block in chart.blocks} | {chart.blocks[-1].ends}):
        if not shown or (mark - shown[-1]).days >= days * 0.24:
            shown.append(mark)
    axes.set_xticks([mark.toordinal() for mark in shown], [day(mark, chart.language) for mark in shown])

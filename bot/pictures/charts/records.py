"""Draws the best sets: a bar for each load, lined up from light to heavy, and the sets without one by their reps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

from bot.pictures import colours
from bot.pictures.charts.sheet import (
    ACCENT,
    MAIN,
    NORMAL_PT,
    PALE,
    SMALL_PT,
    WIDTH_IN,
    area,
    beside,
    capital,
    day,
    figure,
    labels,
    plain,
    png,
    shortened,
    width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from core.charts import Record, RecordsChart

ROW_IN, TOP_IN, KEY_IN = 0.27, 0.4, 0.28
RIGHT = 0.98  # share of the width
LONGEST_BAND = 9  # letters
SHORTEST, LEAST_IN = 0.03, 0.5  # of the longest bar; the longest bar's length where words leave little room
BEHIND_IN, BETWEEN_IN = 0.06, 0.06  # between a bar and its set, a set and its day


def records(chart: RecordsChart) -> bytes:
    """Loads first, then what is counted in reps or seconds, each with bars of their own scale."""
    rows = [record for record in chart.records if record.load is not None]
    rows += [record for record in chart.records if record.load is None]
    word = labels(chart.language)
    has_estimates = any(record.high is not None for record in rows)
    foot = KEY_IN if has_estimates else 0.1
    height = TOP_IN + len(rows) * ROW_IN + foot
    sheet = figure(height, word("best"))
    left, names = beside(sheet, [capital(record.exercise) for record in rows])
    axes = area(sheet, foot, foot + len(rows) * ROW_IN, left=left, right=RIGHT)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.axis("off")
    bars = _bars(rows)
    told = [(_set(record, word), day(record.on, chart.language)) for record in rows]
    wide = [(width(sheet, best, NORMAL_PT, bold=True), width(sheet, on, SMALL_PT)) for best, on in told]
    ends = [max(*bar, SHORTEST) for bar in bars]
    room = (RIGHT - left) * WIDTH_IN
    behind = [BEHIND_IN + best + BETWEEN_IN + on for best, on in wide]
    full = max(min((room - words) / end for words, end in zip(behind, ends, strict=True)), LEAST_IN)
    axes.set_xlim(0, room / full)
    _drawn(axes, rows, bars)
    for at, (name, end, (best, on)) in enumerate(zip(names, ends, told, strict=True)):
        axes.text(-0.06 / full, at, name, ha="right", va="center", fontsize=NORMAL_PT)
        x = end + BEHIND_IN / full
        axes.text(x, at, best, va="center", weight="bold", fontsize=NORMAL_PT)
        x += (wide[at][0] + BETWEEN_IN) / full
        axes.text(x, at, on, va="center", fontsize=SMALL_PT, color=colours.QUIET_INK)
    if has_estimates:
        sheet.text(left, 0.11 / height, f"│ {word('e1rm')}", color=ACCENT, fontsize=SMALL_PT, va="center")
    return png(sheet)


def _bars(rows: Sequence[Record]) -> list[tuple[float, float]]:
    """Each row's bar and the mark of what could be lifted once, as shares of the longest of their kind."""
    heaviest = max((max(record.load, record.high or 0) for record in rows if record.load is not None), default=1) or 1
    most = {held: _most(rows, held=held) for held in (True, False)}
    return [
        (record.reps / most[record.unit == "s"], 0.0)
        if record.load is None
        else (record.load / heaviest, (record.high or 0) / heaviest)
        for record in rows
    ]


def _most(rows: Sequence[Record], *, held: bool) -> int:
    """The most reps of a set without load, or its seconds."""
    return max((record.reps for record in rows if record.load is None and (record.unit == "s") == held), default=1) or 1


def _drawn(axes: Axes, rows: Sequence[Record], bars: Sequence[tuple[float, float]]) -> None:
    """The bars, dark with a load and pale without, and the marks of what could be lifted once."""
    tiles = [Rectangle((0, at - 0.3), max(share, SHORTEST), 0.6) for at, (share, _) in enumerate(bars)]
    faces = [PALE if record.load is None else MAIN for record in rows]
    axes.add_collection(PatchCollection(tiles, facecolor=faces, edgecolor=MAIN, linewidth=0.8))
    marks = [(at, reach) for at, (_, reach) in enumerate(bars) if reach]
    axes.vlines(
        [reach for _, reach in marks],
        [at - 0.4 for at, _ in marks],
        [at + 0.4 for at, _ in marks],
        color=ACCENT,
        linewidth=2.2,
    )


def _set(record: Record, word: Callable[[str], str]) -> str:
    if record.load is not None:
        return f"{record.reps} × {plain(record.load)} {record.unit}"
    if record.band:
        return f"{record.reps} × {shortened(record.band, LONGEST_BAND)}"
    return f"{record.reps} {'s' if record.unit == 's' else word('times')}"

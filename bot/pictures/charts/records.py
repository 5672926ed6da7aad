"""Draws the best sets: a bar for each load, lined up from light to heavy, and the sets without one by their reps."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    ends = [max(*bar, SHORTEST) for bar in bars]
    words = [
        width(sheet, best, NORMAL_PT, bold=True) + width(sheet, on, SMALL_PT) + BEHIND_IN + BETWEEN_IN
        for best, on in told
    ]
    room = (RIGHT - left) * WIDTH_IN
    full = max(min((room - wide) / end for wide, end in zip(words, ends, strict=True)), LEAST_IN)
    axes.set_xlim(0, room / full)
    for at, (name, bar, said) in enumerate(zip(names, bars, told, strict=True)):
        axes.text(-0.06 / full, at, name, ha="right", va="center", fontsize=NORMAL_PT)
        _bar(axes, at, bar, said, BEHIND_IN / full, face=PALE if rows[at].load is None else MAIN)
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


def _bar(axes: Axes, at: int, bar: tuple[float, float], told: tuple[str, str], gap: float, *, face: str) -> None:
    """A bar, the mark of what could be lifted once, the set and its day."""
    share, reach = bar
    axes.barh(at, max(share, SHORTEST), 0.6, color=face, edgecolor=MAIN, linewidth=0.8)
    if reach:
        axes.plot([reach] * 2, [at - 0.4, at + 0.4], color=ACCENT, linewidth=2.2, solid_capstyle="butt")
    words = axes.text(max(share, reach, SHORTEST) + gap, at, told[0], va="center", weight="bold", fontsize=NORMAL_PT)
    axes.annotate(
        told[1],
        (1.0, 0.5),
        xycoords=words,
        xytext=(BETWEEN_IN * 72, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL_PT,
        color=colours.QUIET_INK,
    )


def _set(record: Record, word: Callable[[str], str]) -> str:
    if record.load is not None:
        return f"{record.reps} × {plain(record.load)} {record.unit}"
    if record.band:
        return f"{record.reps} × {shortened(record.band, LONGEST_BAND)}"
    return f"{record.reps} {'s' if record.unit == 's' else word('times')}"

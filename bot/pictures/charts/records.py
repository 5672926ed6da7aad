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
    area,
    capital,
    day,
    figure,
    labels,
    plain,
    png,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from core.charts import Record, RecordsChart

ROW_IN, TOP_IN, KEY_IN = 0.27, 0.4, 0.28
NAMES = 0.36  # share of the width
LONGEST_NAME = 17  # letters
FULL = 1.0  # the length of the longest bar
ROOM = 0.85  # behind it, for its words
SHORTEST = 0.03


def records(chart: RecordsChart) -> bytes:
    """Loads first, then what is counted in reps or seconds, each with bars of their own scale."""
    rows = [record for record in chart.records if record.load is not None]
    rows += [record for record in chart.records if record.load is None]
    word = labels(chart.language)
    has_estimates = any(record.high is not None for record in rows)
    foot = KEY_IN if has_estimates else 0.1
    height = TOP_IN + len(rows) * ROW_IN + foot
    sheet = figure(height, word("best"))
    axes = area(sheet, foot, foot + len(rows) * ROW_IN, left=NAMES, right=0.98)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_xlim(0, FULL + ROOM)
    axes.axis("off")
    heaviest = max((max(record.load, record.high or 0) for record in rows if record.load is not None), default=1) or 1
    most = {held: _most(rows, held=held) for held in (True, False)}
    for at, record in enumerate(rows):
        name = shortened(capital(record.exercise), LONGEST_NAME)
        axes.text(-0.03, at, name, ha="right", va="center", fontsize=NORMAL_PT)
        told = (_set(record, word), day(record.on, chart.language))
        if record.load is None:
            _bar(axes, at, record.reps / most[record.unit == "s"], told, face=PALE)
        else:
            _bar(axes, at, record.load / heaviest, told, reach=(record.high or 0) / heaviest)
    if has_estimates:
        left = NAMES + 0.01
        sheet.text(left, 0.11 / height, f"│ {word('e1rm')}", color=ACCENT, fontsize=SMALL_PT, va="center")
    return png(sheet)


def _most(rows: Sequence[Record], *, held: bool) -> int:
    """The most reps of a set without load, or its seconds."""
    return max((record.reps for record in rows if record.load is None and (record.unit == "s") == held), default=1) or 1


def _bar(axes: Axes, at: int, share: float, told: tuple[str, str], *, face: str = MAIN, reach: float = 0.0) -> None:
    """A bar, the mark of what could be lifted once, the set and its day."""
    axes.barh(at, max(share, SHORTEST), 0.6, color=face, edgecolor=MAIN, linewidth=0.8)
    if reach:
        axes.plot([reach] * 2, [at - 0.4, at + 0.4], color=ACCENT, linewidth=2.2, solid_capstyle="butt")
    end = max(share, reach, SHORTEST) + 0.03
    words = axes.text(end, at, told[0], va="center", weight="bold", fontsize=NORMAL_PT)
    axes.annotate(
        told[1],
        (1.0, 0.5),
        xycoords=words,
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL_PT,
        color=colours.QUIET_INK,
    )


def _set(record: Record, word: Callable[[str], str]) -> str:
    if record.load is not None:
        return f"{record.reps} × {plain(record.load)} {record.unit}"
    return f"{record.reps} {'s' if record.unit == 's' else word('times')}"

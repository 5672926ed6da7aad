"""Tables of sets: which program wrote them, and its rows as ours."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.importing.rows import (
    LB_PER_KG,
    MOST_KG,
    MOST_REPS,
    MOST_RPE,
    MOST_SECONDS,
    TITLE_CHARS,
    BadCell,
    Row,
    instant,
    number,
    text,
    whole,
)
from bot.importing.unreadable import Unreadable
from bot.setting_values import quoted
from core.bringing import Bad
from core.message import Line
from core.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.importing.rows import Kind

Cells = dict[str, str]
HEVY: Final = frozenset({"start_time", "exercise_title", "set_type", "reps"})
OURS: Final = HEVY | {"side", "band", "target_reps"}
STRONG: Final = frozenset({"date", "exercise name", "set order", "reps"})
_HEVY_KINDS: Final[Mapping[str, Kind]] = {
    "warmup": "warmup",
    "dropset": "drop",
    "normal": "normal",
    "failure": "normal",
}
_STRONG_KINDS: Final[Mapping[str, Kind]] = {"w": "warmup", "d": "drop", "f": "normal"}
_STRONG_ASIDE: Final = frozenset({"rest timer", "note"})  # rows that tell of no set
_SEPARATOR: Final = re.compile(
    r"\ufeff?sep=([,;\t])\s*?\r?\n", re.IGNORECASE
)  # a line for spreadsheets, which they do not show
_POUNDS: Final = frozenset({"lb", "lbs"})
_SIDES: Final = ("left", "right", "both")
_KILOGRAMS: Final = frozenset({"kg", "kgs"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a table leaves out and the person's profile says."""

    unit: Literal["kg", "lb"]
    zone: ZoneInfo
    now: datetime


def rows_of(whole_text: str, known: Known) -> tuple[str, Iterator[Row | Bad | None]]:
    """The program that wrote the table, and its rows: sets, bad ones, None for what is no lifting. Raises Unreadable for a strange table."""
    named = _SEPARATOR.match(whole_text)
    if named is not None:
        whole_text = whole_text[named.end() :]
    delimiter = named[1] if named is not None else _delimiter(whole_text)
    lines = csv.reader(io.StringIO(whole_text, newline=""), delimiter=delimiter)
    header = [name.strip().strip("\ufeff").casefold() for name in _next(lines) or []]
    names = frozenset(header)
    if names >= OURS or names >= HEVY:
        own = names >= OURS
        wrote, read = "Ironstride" if own else "Hevy", _ours if own else _hevy
    elif names >= STRONG:
        wrote, read = "Strong", _strong
    else:
        shown = ", ".join(quoted(name) for name in header[:6]) or "nothing"
        raise Unreadable(
            "wrong_type", f"this table is none of Ironstride's, Hevy's or Strong's: its first line names {shown}"
        )
    return wrote, _read(lines, header, read, known)


def _delimiter(whole_text: str) -> str:
    first = whole_text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else "\t" if first.count("\t") > first.count(",") else ","


def _read(
    lines: Iterator[list[str]], header: list[str], read: Callable[[Cells, int, Known], Row | None], known: Known
) -> Iterator[Row | Bad | None]:
    place = 1
    while True:
        place += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield Bad(place, Line("import.cell.row"))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        try:
            yield read(_named(header, cells), place, known)
        except BadCell as bad:
            yield Bad(place, bad.line)


def _named(header: list[str], cells: list[str]) -> Cells:
    if len(cells) != len(header):
        raise BadCell("cells", n=len(cells), of=len(header))
    return dict(zip(header, cells, strict=True))


def _next(lines: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(lines, None)
    except csv.Error as error:
        raise Unreadable("wrong_type", f"this file cannot be read as a table: {error}") from error


# --- Hevy, and ours which has its columns and three more ----------------------------------------------------------------
def _hevy(cells: Cells, place: int, known: Known) -> Row | None:
    if (number("distance", cells.get("distance_km") or cells.get("distance_miles"), 10_000) or 0) > 0:
        return None  # a run or a ride
    kind = _HEVY_KINDS.get(cells["set_type"].strip().casefold() or "normal")
    if kind is None:
        raise BadCell("one_of", name="set_type", cell=text(cells["set_type"], 20), known=tuple(_HEVY_KINDS))
    pounds = "weight_kg" not in cells
    title = text(cells["exercise_title"], TITLE_CHARS)
    if not title:
        raise BadCell("empty", name="exercise_title")
    ended = (cells.get("end_time") or "").strip()
    return _with_work(
        Row(
            place,
            instant("start_time", cells["start_time"], known.zone, known.now),
            instant("end_time", ended, known.zone, known.now) if ended else None,
            text(cells.get("title")),
            title,
            whole("set_index", cells.get("set_index"), 10_000),
            kind,
            _load("weight", cells.get("weight_lbs" if pounds else "weight_kg"), "lb" if pounds else "kg"),
            "lb" if pounds else "kg",
            whole("reps", cells["reps"], MOST_REPS),
            whole("duration_seconds", cells.get("duration_seconds"), MOST_SECONDS),
            number("rpe", cells.get("rpe"), MOST_RPE),
            text(cells.get("exercise_notes")),
            own=cells.keys() >= OURS,
        )
    )


def _ours(cells: Cells, place: int, known: Known) -> Row | None:
    row = _hevy(cells, place, known)
    if row is None:
        return None
    side = cells["side"].strip().casefold()
    if side and side not in _SIDES:
        raise BadCell("one_of", name="side", cell=text(side, 20), known=_SIDES)
    target = whole("target_reps", cells["target_reps"], MOST_SECONDS)
    return replace(row, side=side, band=text(cells["band"], TITLE_CHARS), target=target)


# --- Strong -----------------------------------------------------------------------------------------------------------------
def _strong(cells: Cells, place: int, known: Known) -> Row | None:
    order = cells["set order"].strip().casefold()
    if order in _STRONG_ASIDE:
        return None
    kind: Kind = _STRONG_KINDS.get(order, "normal")
    if order not in _STRONG_KINDS and not order.replace(".0", "").isdigit():
        raise BadCell("set_order", cell=text(order, 20))
    distance = next((cells[name] for name in cells if name.startswith("distance") and "unit" not in name), "")
    if (number("Distance", distance, 1_000_000) or 0) > 0:
        return None
    title = text(cells["exercise name"], TITLE_CHARS)
    if not title:
        raise BadCell("empty", name="Exercise Name")
    weight = next((name for name in cells if name.startswith("weight") and "unit" not in name), "")
    unit = _strong_unit(weight, cells.get("weight unit", ""), known)
    return _with_work(
        Row(
            place,
            instant("Date", cells["date"], known.zone, known.now),
            None,
            text(cells.get("workout name")),
            title,
            None,
            kind,
            _load("Weight", cells.get(weight), unit),
            unit,
            whole("Reps", cells["reps"], MOST_REPS) or None,
            whole("Seconds", cells.get("seconds"), MOST_SECONDS) or None,
            number("RPE", cells.get("rpe"), MOST_RPE) or None,
            text(cells.get("notes")),
        )
    )


def _strong_unit(column: str, said: str, known: Known) -> Literal["kg", "lb"]:
    for word in (said.strip().casefold(), column.partition("(")[2].rstrip(") ").casefold()):
        if word in _POUNDS:
            return "lb"
        if word in _KILOGRAMS:
            return "kg"
    return known.unit


# --- both -------------------------------------------------------------------------------------------------------------------
def _load(name: str, cell: str | None, unit: Literal["kg", "lb"]) -> float | None:
    most = MOST_KG if unit == "kg" else round(MOST_KG * LB_PER_KG)
    return number(name, cell, most) or None  # no weight is the body's own


def _with_work(row: Row) -> Row:
    if not row.own and not row.reps and not row.seconds:
        raise BadCell("no_work")
    return row

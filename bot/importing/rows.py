"""One set as a row of a table tells it, and the readings of its cells."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from bot.cells import undefused
from bot.importing.months import read_local
from core.message import Line

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

# product.md: the caps of what is read
MOST_REPS: Final = 200
MOST_SECONDS: Final = 3600
MOST_KG: Final = 700
MOST_RPE: Final = 10
LB_PER_KG: Final = 2.20462  # rules.md 3.3
TITLE_CHARS: Final = 60
NOTE_CHARS: Final = 500
OLDEST_YEAR: Final = 1970

Kind = Literal["normal", "warmup", "drop"]
_WRITTEN: Final = (
    "%d %b %Y, %H:%M",  # Hevy: «26 Jul 2025, 07:06»
    "%d %b %Y, %I:%M %p",
    "%b %d, %Y, %H:%M",
    "%b %d, %Y, %I:%M %p",
    "%Y-%m-%d %I:%M:%S %p",  # Strong, where the phone counts to twelve
    "%d.%m.%Y %H:%M",  # resaved by a spreadsheet; with dots the day comes first everywhere
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y, %H:%M",
)


class BadCell(ValueError):  # noqa: N818  a state of the row, named as one
    """A cell that cannot be taken; `line` says which and why."""

    def __init__(self, why: str, **blanks: object) -> None:
        self.line = Line(f"import.cell.{why}", blanks)
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Row:
    """One set, or one side of one. `number` is the row's in the file, the first after the header being 2 as spreadsheets count.

    `place` tells sets of one exercise apart from those of the same exercise later on. Loads in `unit`; `target` is what was
    prescribed, None for work outside the plan. `own` rows come from a file of ours, in which no reps at all can be meant.
    """

    number: int
    started: datetime
    ended: datetime | None
    title: str
    exercise: str
    index: int | None
    kind: Kind
    load: float | None
    unit: Literal["kg", "lb"]
    reps: int | None
    seconds: int | None
    rpe: float | None = None
    note: str = ""
    side: str = ""
    band: str = ""
    target: int | None = None
    own: bool = False


def text(cell: str | None, most: int = NOTE_CHARS) -> str:
    """The words of a cell on one line, without what guards them from spreadsheets."""
    return " ".join(undefused(cell or "").split())[:most]


def number(name: str, cell: str | None, most: float) -> float | None:
    """A number from 0 up, None for an empty cell; a comma may stand for the point. Raises BadCell."""
    said = (cell or "").strip().replace(",", ".")
    if not said:
        return None
    try:
        value = float(said)
    except ValueError:
        raise BadCell("number", name=name, cell=_shown(cell)) from None
    if not math.isfinite(value) or value < 0:
        raise BadCell("impossible", name=name, cell=_shown(cell))
    if value > most:
        raise BadCell("too_much", name=name, cell=_shown(cell), most=most)
    return value


def whole(name: str, cell: str | None, most: int) -> int | None:
    """A whole number from 0 up, None for an empty cell. Raises BadCell."""
    value = number(name, cell, most)
    if value is None:
        return None
    if not value.is_integer():
        raise BadCell("whole", name=name, cell=_shown(cell))
    return int(value)


def instant(name: str, cell: str | None, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment a cell names; without an offset it is wall time in the person's zone. Raises BadCell."""
    said = " ".join((cell or "").split())
    if not said:
        raise BadCell("empty", name=name)
    at = _read(said)
    if at is None:
        raise BadCell("date", name=name, cell=_shown(said))
    try:
        at = at if at.tzinfo else at.replace(tzinfo=zone)
        too_late = at > now + timedelta(days=1)
    except (OverflowError, ValueError):
        raise BadCell("impossible", name=name, cell=_shown(said)) from None
    if too_late:
        raise BadCell("to_come", name=name, cell=_shown(said))
    if at.year < OLDEST_YEAR:
        raise BadCell("long_ago", name=name, cell=_shown(said))
    return at


def _read(said: str) -> datetime | None:
    try:
        return datetime.fromisoformat(said)
    except ValueError:
        pass
    for form in _WRITTEN:
        try:
            return datetime.strptime(said, form)  # noqa: DTZ007  the person's zone is put in by the caller
        except ValueError:
            continue
    return read_local(said)


def _shown(cell: object) -> str:
    said = str(cell)
    return said if len(said) <= 40 else f"{said[:39]}…"  # noqa: PLR2004  as much as one recognises it by

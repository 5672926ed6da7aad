"""A file's bytes → what it would bring, with every row that cannot be taken; nothing is kept here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.importing.assembling import Maker
from bot.importing.tables import Known, rows_of
from bot.importing.titles import Titles
from bot.importing.unreadable import Unreadable
from bot.importing.whole import sets_in, whole_from
from core.athlete import Profile
from core.bringing import MOST_BYTES, MOST_ROWS, Bad

if TYPE_CHECKING:
    from datetime import datetime

    from core.athlete import Athlete
    from core.bringing import Person
    from core.content import Library
    from core.session import Workout

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `aside` counts rows of runs, rest timers and the like; `person` is in our own JSON only."""

    wrote: str
    workouts: tuple[Workout, ...]
    bad: tuple[Bad, ...]
    aside: int = 0
    person: Person | None = None


def found_in(content: bytes, athlete: Athlete | None, library: Library, *, host_zone: str, now: datetime) -> Found:
    """What the file would bring to this person (None: nobody yet). Raises Unreadable for a file that cannot be read at all."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too_big", f"this file has {len(content):,} bytes; up to {MOST_BYTES:,} are taken")
    text = _decoded(content)
    rows = max(text.count("\n"), text.count("\r"))
    if text.lstrip()[:1] in {"{", "["}:
        if sets_in(text) > MOST_ROWS:
            raise Unreadable("too_many", f"this file has more than {MOST_ROWS:,} sets; split it")
        person, workouts, bad = whole_from(text, library)
        return Found("Ironstride", tuple(workouts), tuple(bad), person=person)
    if rows > MOST_ROWS + 1:
        raise Unreadable("too_many", f"this file has more than {MOST_ROWS:,} rows; split it by years")
    return _table(text, athlete, library, ZoneInfo(_zone(athlete, host_zone)), now)


def _table(text: str, athlete: Athlete | None, library: Library, zone: ZoneInfo, now: datetime) -> Found:
    profile = athlete.profile if athlete else Profile()
    wrote, read = rows_of(text, Known(profile.unit, zone, now))
    good, bad, aside = [], [], 0
    for row in read:
        if row is None:
            aside += 1
        elif isinstance(row, Bad):
            bad.append(row)
        else:
            good.append(row)
    workouts, more = Maker(Titles(library), library, profile).workouts(good)
    return Found(wrote, tuple(workouts), tuple(sorted((*bad, *more), key=lambda one: one.number)), aside)


def _zone(athlete: Athlete | None, host_zone: str) -> str:
    return (athlete.habits.zone if athlete else None) or host_zone


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            "wrong_type", f"this file is no UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        ) from error

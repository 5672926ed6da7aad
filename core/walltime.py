"""Wall clocks: what instant a local day and time of day are, and when they come next.

Wall time and IANA zone are what a person means; an instant is only computed from them, with the zone data at hand. A time that a
clock change leaves out comes as much later as the clocks were moved (02:30 → 03:30); of a time that comes twice, the first counts.
A local day that a zone never had (Apia, 30 Dec 2011) has no occurrence; every other day has exactly one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection

EVERY_DAY: Final = frozenset(range(7))
DAY: Final = timedelta(days=1)
MIDNIGHT: Final = time()
AHEAD: Final = 16  # days looked at: two weeks hold every weekday twice, so that one missing day does not matter


@lru_cache(maxsize=1024)
def zone(name: str | None, fallback: str = "UTC") -> ZoneInfo:
    """The zone of that IANA name; the fallback for None and for a name that the zone data no longer knows."""
    try:
        return ZoneInfo(name or fallback)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC") if not name else zone(None, fallback)


def shown(name: str) -> str:
    """The zone as people write it: what the zone data call «Etc/GMT+3» is UTC-3 to everybody else."""
    if not name.startswith("Etc/GMT") or name[-1] == "0":
        return name.removeprefix("Etc/")
    return "UTC" + name.removeprefix("Etc/GMT").translate(_TURNED)


_TURNED: Final = str.maketrans("+-", "-+")


def clock(text: str) -> time:
    """«18:30» as a time of day. Raises ValueError for anything else."""
    hour, _, minute = text.partition(":")
    return time(int(hour), int(minute))


def instant(day: date, wall: time, where: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks in the zone show this time on this day; see the module for gaps and folds."""
    return datetime.combine(day, wall, where).astimezone(UTC)


def exists(day: date, where: ZoneInfo) -> bool:
    """Whether the zone ever had this local day."""
    return instant(day, MIDNIGHT, where).astimezone(where).date() == day


@lru_cache(maxsize=4096)  # a turn asks for the same few: this midnight, this evening
def occurrence(day: date, wall: time, where: ZoneInfo) -> datetime | None:
    """The one instant of this time on this day, in UTC; None when the day does not exist there."""
    try:
        at = instant(day, wall, where)
    except OverflowError:  # the last and the first hours of the calendar
        return None
    if at.astimezone(where).date() != day and not exists(day, where):
        return None
    return at


def next_occurrence(
    wall: time, where: ZoneInfo, after: datetime, weekdays: Collection[int] = EVERY_DAY
) -> tuple[date, datetime] | None:
    """The first local day, Monday 0, on which clocks show this time after that instant, and the instant in UTC.

    None without weekdays, and at the end of the calendar.
    """
    # A late time that a clock change moved over midnight belongs to the day before, so the search begins there.
    day = after.astimezone(where).date() - DAY
    for _ in range(AHEAD):
        if day.weekday() in weekdays:
            at = datetime.combine(day, wall, where).astimezone(UTC)
            if at > after and (at.astimezone(where).date() == day or exists(day, where)):
                return day, at
        if day == date.max:
            return None
        day += DAY
    return None

"""The next occurrence of a wall time, beside APScheduler's CronTrigger: how fast, and how often wrong in a year of 20 zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import TYPE_CHECKING

from apscheduler.triggers.cron import CronTrigger

from benchmarks import nudges
from benchmarks.figures import Figure, ratio
from core.walltime import next_occurrence, zone

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ZONES = (
    "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Moscow", "America/New_York", "America/St_Johns", "America/Los_Angeles",
    "America/Santiago", "America/Havana", "America/Sao_Paulo", "Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland",
    "Pacific/Chatham", "Pacific/Apia", "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut", "Asia/Kathmandu", "Asia/Tokyo",
)  # fmt: skip
YEAR = 2026
ROUNDS = 15
WALLS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))
DAY = timedelta(days=1)


def days_of(walls: tuple[time, ...], *, ours: bool) -> int:
    """How many (zone, wall time) days of the year have not exactly one occurrence."""
    wrong = 0
    for name in ZONES:
        where = zone(name)
        for wall in walls:
            trigger = CronTrigger(hour=wall.hour, minute=wall.minute, timezone=where)
            at = datetime(YEAR, 1, 1, tzinfo=where).astimezone(UTC) - timedelta(microseconds=1)
            times: dict[date, int] = {}
            while True:
                day, at = _next_of_ours(wall, where, at) if ours else _next_of_theirs(trigger, at)
                if day.year > YEAR:
                    break
                times[day] = times.get(day, 0) + 1
            year = (date(YEAR, 1, 1) + n * DAY for n in range(365))
            wrong += sum(times.get(day, 0) != 1 for day in year)
    return wrong


def _next_of_ours(wall: time, where: ZoneInfo, at: datetime) -> tuple[date, datetime]:
    found = next_occurrence(wall, where, at)
    assert found is not None
    return found


def _next_of_theirs(trigger: CronTrigger, at: datetime) -> tuple[date, datetime]:
    # as its scheduler asks: with what fired last, and the time right after it
    fired = trigger.get_next_fire_time(at, at + timedelta(microseconds=1))
    return fired.date(), fired.astimezone(UTC)


def figures(*, quick: bool) -> list[Figure]:
    """Time of both in interleaved rounds, then the errors of both."""
    rounds = 5 if quick else ROUNDS
    found = nudges.Figures()
    for _ in range(rounds):
        nudges.occurrences(found)
    theirs, ours = found.ms["next occurrence, CronTrigger"], found.ms["next occurrence, ours"]
    walls = (time(2, 30),) if quick else WALLS
    checked = f"{len(ZONES)} zones, {len(walls)} times of day, {YEAR}"
    beside = f"CronTrigger {median(theirs) / 1.2:.1f} µs, ours {median(ours) / 1.2:.1f} µs"  # of 1,200
    wrong = f"CronTrigger: {days_of((time(2, 30), time(0, 30)), ours=False):,} of the days at 00:30 and 02:30"
    return [
        Figure("times faster than CronTrigger", ratio(theirs, ours), "x", rounds, 4, "at least", beside),
        Figure(f"local days without exactly one, {checked}", days_of(walls, ours=True), "days", 1, 0, "exactly", wrong),
    ]


if __name__ == "__main__":
    for figure in figures(quick=False):
        print(figure.name, figure.value, figure.yardstick)

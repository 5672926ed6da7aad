"""This machine's clock beside that of a platform, and the time-zone data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.doctor.asking import Silence
from bot.doctor.finding import Finding, bad, ok, warn
from bot.zone_data import zone_data_version

if TYPE_CHECKING:
    from bot.doctor.asking import Answer

MOST_S: Final = 30.0


def clock(platform: str, answer: Answer | Silence) -> Finding:
    """The difference to the platform's clock, as its answer tells it."""
    if isinstance(answer, Silence):
        return warn("clock", f"not compared, as {platform} did not answer", "Mend the connection, then ask again.")
    if answer.its_time is None:
        return ok("clock", f"not compared, as {platform}'s answer tells no time")
    off_s = (answer.our_time - answer.its_time).total_seconds()
    if abs(off_s) <= MOST_S:
        return ok("clock", f"agrees with {platform}'s to {MOST_S:.0f} s")
    which = "ahead of" if off_s > 0 else "behind"
    return warn(
        "clock",
        f"{abs(off_s):.0f} s {which} {platform}'s, so reminders come at the wrong time",
        "Let the machine set its clock by itself, with NTP (on Linux: timedatectl set-ntp true).",
    )


def zones(zone: str) -> Finding:
    """Whether there is time-zone data, and which."""
    try:
        ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo(zone)
    except (OSError, ValueError, KeyError):  # KeyError: ZoneInfoNotFoundError
        return bad("time zones", "there is no time-zone data", "Install it: python3 -m pip install tzdata.")
    return ok("time zones", f"data {zone_data_version()}; people without a zone of their own have {zone}")

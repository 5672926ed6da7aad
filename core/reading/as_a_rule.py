"""What is told as a rule and not for once: the usual hour, the usual days, the usual running week."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.dates import read_when
from core.reading.meaning import Command, When
from core.reading.week import read_days, read_run_week

if TYPE_CHECKING:
    from core.reading.meaning import Context

_ALWAYS: Final = re.compile(
    r"(?:remind me |nudge me |write to me |lift )?(?:(?:from now on|always|usually|every (?:day|time|lift day)),? (?:at )?(?P<behind>.+)"
    r"|(?:at )?(?P<front>.+?),? (?:from now on|always|every (?:day|time|lift day)))"
)
_HALF_DAY: Final = re.compile(
    r"(?:i (?:prefer|like)(?: to lift| lifting)?|better|rather|i lift|always) (?:in the )?(?:early )?(?:mornings|evenings|afternoons)(?: better| more)?"
    r"|(?:can you |could you |please )*(?:remind|nudge|ping|message|write)(?: to)? me in the (?:mornings|evenings|afternoons)(?: please| instead)*"
    r"|(?:mornings|evenings|afternoons) (?:are|is|suit|work|would be)\b.*"
)
_USUAL_DAY: Final = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\bevery (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bweekends\b"
)
_DENIED: Final = re.compile(
    r"\b(?:not?|never|cant|cannot|wont|dont|without|except|but|off|rest|skip|is|are|hate|love|see)\b"
)
_RUNNING: Final = re.compile(r"\b(?:runs?|running|long|intervals?|tempo|easy|hard|jog|track|speed)\b")
_OF_LIFTING: Final = re.compile(
    r"(?:i (?:can |want to |will |would like to )?(?:only )?(?:lift|train)(?: only)?(?: on)? |only (?:on )?|on |lift(?:ing)?(?: on)? |train(?:ing)?(?: on)? )?(?P<days>.+)"
)


def usual_time(said: str, context: Context) -> Command | None:
    """`time` with the hour that is the usual one from now on; without it where only a half of the day is told."""
    if _HALF_DAY.fullmatch(said):
        return Command("time")
    found = _ALWAYS.fullmatch(said)
    if found is None:
        return None
    told = found["behind"] or found["front"]
    when = read_when(told, context) or read_when(f"at {told}", context)
    return Command("time", told) if isinstance(when, When) and when.at is not None and when.day is None else None


def usual_days(line: str) -> Command | None:
    """«mondays and fridays» are lift days, «long run sundays» is the running week: told as a rule, not for once."""
    if ("day" not in line and "weekends" not in line) or not _USUAL_DAY.search(line) or _DENIED.search(line):
        return None
    plain_days = _USUAL_DAY.sub(lambda found: found[0].removeprefix("every ").removesuffix("s"), line)
    if _RUNNING.search(line):
        return Command("run_days", plain_days) if read_run_week(plain_days) else None
    told = _OF_LIFTING.fullmatch(plain_days.replace("weekend", "saturday and sunday"))
    days = read_days(told["days"]) if told is not None else None
    return Command("days", told["days"]) if told is not None and days is not None and not days.problems else None

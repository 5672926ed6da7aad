"""What people say about being reminded; read before all else, because «quiet hours 22:00 to 7:00» looks like sets and «in an hour» like minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.reading.dates import read_when
from core.reading.meaning import Command, When

if TYPE_CHECKING:
    from core.reading.meaning import Context

_LONGEST: Final = 60  # characters
_QUIET: Final = re.compile(r"/?(?:quiet(?: hours?)?|do not disturb|dnd)\b[:,]?\s*(?P<rest>.*)")
_SUMMARY: Final = re.compile(
    r"(?:no (?:more )?|turn (?P<before>on|off) (?:the )?)?(?:week(?:ly)? )?summar(?:y|ies)(?: (?P<after>on|off))?"
)
_NOT_TODAY: Final = re.compile(r"(?:not|no(?:t)? lift(?:ing)?|ca(?:n'?|nno)t|off|no time) today|not (?:this|that) time")
_WEEK_OFF: Final = re.compile(
    r"(?:(?:i (?:need|take|want)|taking|need) )?(?:an? )?(?:rest week|week off|week of rest|easy week off)"
)
_SLEEP: Final = re.compile(r"(?:remind me )?(?P<when>in (?:an?|half an|\w+) (?:hours?|h|minutes?|mins?))")


def read_reminder(text: str, context: Context) -> Command | When | None:
    """`quiet`, `summary`, `skip`, `rest_week` with what belongs to it, or a time from now; None when it is about anything else."""
    said = " ".join(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).rstrip(" .!")
    if not said or len(said) > _LONGEST:
        return None
    if found := _QUIET.fullmatch(said):
        return Command("quiet", found["rest"])
    if (found := _SUMMARY.fullmatch(said)) and (found["before"] or found["after"] or said.startswith("no ")):
        return Command("summary", found["before"] or found["after"] or "off")
    if _NOT_TODAY.fullmatch(said):
        return Command("skip", "today")
    if _WEEK_OFF.fullmatch(said):
        return Command("rest_week")
    if found := _SLEEP.fullmatch(said):
        when = read_when(found["when"], context)
        return when if isinstance(when, When) and when.at is not None else None
    return None

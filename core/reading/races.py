"""A race as people announce it: the day, the distance in the words of rules.md 1, and how much it matters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.reading.days import first_day
from core.reading.tokens import typed
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from datetime import date

    from core.reading.meaning import Context
    from core.reading.tokens import Typed

_DISTANCES = sorted(
    ((f" {phrase} ", name) for name, phrases in WORDS.table["distances"].items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)
_PRIORITIES = sorted(
    ((f" {phrase} ", name) for name, phrases in WORDS.table["priority"].items() for phrase in phrases),
    key=lambda pair: -len(pair[0]),
)


@dataclass(frozen=True, slots=True)
class RaceRead:
    """What was said of a race. `other`: the day may be this one too («3/5»); `confirm`: show the date and ask.

    `distance`: `5k`, `10k`, `half`, `marathon`, `ultra`, or None when none was named.
    """

    day: date | None = None
    distance: str | None = None
    priority: Literal["A", "B", "C"] | None = None
    confirm: bool = False
    other: date | None = None


_KNOWN = {key: tuple(f" {phrase} " for phrase in phrases) for key, phrases in WORDS.table["known_race"].items()}
_MINE = tuple(
    f" {whose} {phrase} "
    for whose in WORDS.table["known_race"]["mine"]
    for phrases in WORDS.table["distances"].values()
    for phrase in phrases
)


# «it's my A race», «it's just for fun»: how much the race that is noted matters.
_OF_IT = re.compile(r" (?:(?:its|it is|thats|that is|this is|thats just|the race is|my race is) )(?:\w+ ){1,5}")


def matters(line: str, race: RaceRead | None) -> Literal["A", "B", "C"] | None:
    """How much a race matters of which nothing else is said; «it's important» may be anything."""
    if race is None or race.priority is None or not (" race " in line or race.priority == "C"):
        return None
    return race.priority if _OF_IT.fullmatch(line) else None


def names_known(line: str) -> bool:
    """«the half», «my 10k»: a race by its distance."""
    return any(phrase in line for phrase in _MINE)


def of_known(line: str) -> Literal["moved", "meant"] | None:
    """Whether a race is told as one that moved («race is on 5 April now»), or as one that is known («my race is on …»)."""
    if any(phrase in line for phrase in _KNOWN["other"]):
        return None
    if any(phrase in line for phrase in _KNOWN["now"]):
        return "moved"
    return "meant" if names_known(line) or any(phrase in line for phrase in _KNOWN["the"]) else None


def read_race(text: str, context: Context) -> RaceRead | None:
    """The race that these words announce; None when they name neither a day nor a distance nor how much it matters."""
    return race_in(typed(text), context)


def race_in(said: Typed, context: Context) -> RaceRead | None:
    """As `read_race`, for a message that is cut already."""
    line = said.line.replace("-", " ")
    distance = next((name for phrase, name in _DISTANCES if phrase in line), None)
    priority = next((name for phrase, name in _PRIORITIES if phrase in line), None)
    found = first_day(said.tokens, context.today)
    if found is None and distance is None and priority is None:
        return None
    day = found[0] if found else None
    return RaceRead(
        day=day.day if day else None,
        distance=distance,
        priority=priority,
        confirm=bool(day and day.confirm),
        other=day.other if day else None,
    )

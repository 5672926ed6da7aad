"""Red flags of somebody else: «my dad had a heart attack» is no emergency of the person who writes it.

Cautious on purpose: whatever leaves a doubt about who is meant stays the person's own (rules.md 5).
"""

from __future__ import annotations

import re
from typing import Final

from core.reading.flags import BREAK, red_flag
from core.reading.vocabulary import WORDS

_TABLE: Final = WORDS.table["flags"]["others"]
_PEOPLE: Final = frozenset(WORDS.some("events", "others"))
_DOUBT: Final = frozenset(_TABLE["doubt"])
_BESIDES: Final = frozenset(_TABLE["besides"])


def _any(phrases: list[str]) -> str:
    return "|".join(sorted(phrases, key=len, reverse=True))


_SOMEBODY: Final = re.compile(
    rf"(?:(?:{_any(_TABLE['lead'])}) )*(?:(?:{_any(_TABLE['whose'])}) (?:{_any(sorted(_PEOPLE))})|{_any(_TABLE['bare'])})s? (?P<rest>.+)"
)
_PARTS: Final = re.compile(rf"(?: |^)(?:{re.escape(BREAK)}|and|but|so|because)(?= |$)")


def is_of_another(line: str) -> bool:
    """Whether every red flag of the line is said of another person, and nothing else in it is about the one who writes.

    Each part of the message either has somebody else as its subject and nobody besides, or speaks of the plan alone.
    """
    parts = [" ".join(part.split()) for part in _PARTS.split(line)]
    of_others = [part for part in parts if part and _tells_of_another(part)]
    rest = [part for part in parts if part and part not in of_others]
    flagged = any(red_flag(f" {part} ") for part in of_others)
    return flagged and all(_BESIDES.issuperset(part.split()) and not red_flag(f" {part} ") for part in rest)


def _tells_of_another(part: str) -> bool:
    found = _SOMEBODY.fullmatch(part)
    return found is not None and _DOUBT.isdisjoint(found["rest"].split())

"""The red flags of rules.md 5 in what somebody writes, by urgency."""

from __future__ import annotations

from typing import Literal

from core.reading.vocabulary import WORDS

Urgency = Literal["emergency", "same_day", "soon"]
_URGENCIES: tuple[Urgency, ...] = ("emergency", "same_day", "soon")
_TABLE = WORDS.table["flags"]
_STRONG = frozenset(WORDS.table["pain"]["strong"]) | {"tight", "tightness", "pressure"}
_NO = frozenset(word for phrase in WORDS.table["pain"]["no"] for word in phrase.split())
_HARMLESS = tuple(f" {phrase} " for phrase in _TABLE["harmless"])
_FLAGS: tuple[tuple[str, Urgency], ...] = tuple(
    (f" {phrase} ", urgency) for urgency in _URGENCIES for phrase in _TABLE[urgency]
)
_FLAG_WORDS = frozenset(max(phrase.split(), key=len) for phrase, _ in _FLAGS)
_CHEST = frozenset({"chest", "sternum"})
_REACH = 4  # words between «no» and what it denies
BREAK = "|"  # punctuation in a line of words


def red_flag(line: str) -> Urgency | None:
    """The urgency of the worst red flag that the line of words names and does not deny; None when it names none."""
    words = set(line.split())
    if _FLAG_WORDS & words:
        for phrase in _HARMLESS:
            line = line.replace(phrase, " ")
        for phrase, urgency in _FLAGS:
            place = line.find(phrase)
            if place >= 0 and not denied(line[:place]):
                return urgency
    return "emergency" if _CHEST & words and _chest(line) else None


def _chest(line: str) -> bool:
    """Pain at the chest is an emergency (rules.md 5), unless it is called the soreness of training."""
    for part in line.split(BREAK):
        words = part.split()
        if not _CHEST & set(words):
            continue
        for place, word in enumerate(words):
            if word in _STRONG and not denied(" ".join(words[:place])):
                return True
    return False


def denied(before: str) -> bool:
    """Whether «no», «not» or the like stands close in front, with no punctuation between."""
    for word in reversed(before.split()[-_REACH:]):
        if word == BREAK:
            return False
        if word in _NO:
            return True
    return False

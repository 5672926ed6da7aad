"""Days of the week as people list them: the days to lift with their time, and the runs of a week with their kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.athlete import WEEKDAYS
from core.reading.calendar_words import CALENDAR
from core.reading.clock import read_clock
from core.reading.meaning import Context
from core.reading.tokens import typed
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from datetime import time

    from core.reading.tokens import Token

_TABLE = WORDS.table["dates"]
_GROUPS = Phrases(
    {
        **dict.fromkeys(_TABLE["every"], tuple(range(7))),
        **dict.fromkeys(_TABLE["weekdays"], tuple(range(5))),
        **dict.fromkeys(_TABLE["weekends"], (5, 6)),
    }
)
_NOT = frozenset(_TABLE["not_on"])
_KINDS = Phrases({phrase: kind for kind, phrases in WORDS.table["run_kinds"].items() for phrase in phrases})
_THROUGH = {"-", "to", "through", "till", "until", "thru"}
_FILLING = frozenset(
    {
        "and",
        "on",
        "at",
        "the",
        "or",
        "both",
        "every",
        "days",
        "day",
        "lift",
        "i",
        "my",
        "is",
        "are",
        "run",
        "runs",
        "with",
        "a",
        "in",
        "please",
        "also",
        "plus",
        "then",
        "around",
        "about",
        "training",
        "of",
        "for",
    }
)


@dataclass(frozen=True, slots=True)
class DaysRead:
    """Weekdays in the order of the week, the time of day if one was said, and what was not understood."""

    days: tuple[str, ...]
    at: time | None = None
    confirm: bool = False
    problems: tuple[str, ...] = ()


def read_days(text: str) -> DaysRead | None:
    """«tuesday and friday at 18:00», «mon-thu», «weekdays except wed»; None when no day is named."""
    tokens = typed(text).tokens
    words = tuple(token.text for token in tokens)
    days: set[int] = set()
    at, confirm = None, False
    problems: list[str] = []
    place, leaving_out = 0, ""
    while place < len(tokens):
        if (hit := _days_at(tokens, words, place)) is not None:
            if leaving_out == "no" and not days.issuperset(hit[0]):
                return None  # «tue, no thu»: what was not there cannot be left out
            days = days - set(hit[0]) if leaving_out else days | set(hit[0])
            place = hit[1]
        elif (clock := read_clock(tokens, place, Context())) is not None and clock[0].at:
            at, confirm, place = clock[0].at, clock[0].confirm, clock[1]
        elif clock is not None:
            place = clock[1]
        else:
            if words[place] in _NOT:
                leaving_out, days = words[place], days or set(range(7))
            elif words[place] not in _FILLING and tokens[place].kind != "sign":
                problems.append(words[place])
            place += 1
    if not days:
        return None
    return DaysRead(tuple(WEEKDAYS[day] for day in sorted(days)), at, confirm, tuple(problems))


def _days_at(tokens: tuple[Token, ...], words: tuple[str, ...], place: int) -> tuple[tuple[int, ...], int] | None:
    """The weekdays that begin there: one, a row «mon-thu», a group «weekdays», letters «T/F»."""
    found = _GROUPS.at(words, place)
    if found:
        return found[1], place + found[0]
    first = _weekday(words[place])
    if first is None:
        return None
    hyphen = place + 1 < len(tokens) and tokens[place + 1].start == tokens[place].end + 1 and not tokens[place + 1].gap
    at = (
        place + 1
        if hyphen
        else place + 2
        if words[place + 1 : place + 2] and words[place + 1] in _THROUGH
        else len(words)
    )
    last = _weekday(words[at]) if at < len(words) else None
    if last is not None:
        return tuple((first + step) % 7 for step in range((last - first) % 7 + 1)), at + 1
    return (first,), place + 1


def _weekday(word: str) -> int | None:
    return CALENDAR.weekdays.get(word) if len(word) > 1 else None


def read_run_week(text: str) -> dict[str, str] | None:
    """«hard tue thu, long sun», «tue: intervals, sunday long»: the runs of the week, only the days that were named.

    Kinds are `rest`, `easy`, `hard` and `long` (rules.md 3.8). None when no day has a kind.
    """
    tokens = typed(text).tokens
    words = tuple(token.text for token in tokens)
    marks: list[tuple[str, object]] = []
    place = 0
    while place < len(tokens):
        if (hit := _days_at(tokens, words, place)) is not None:
            marks.append(("days", hit[0]))
            place = hit[1]
        elif (kind := _KINDS.at(words, place)) is not None:
            marks.append(("kind", kind[1]))
            place += kind[0]
        else:
            if words[place] in {",", ";", "\n", "."}:
                marks.append(("cut", None))
            elif words[place] in {"rest", "else", "other", "others", "otherwise"}:
                marks.append(("others", None))
            place += 1
    week = _paired(marks)
    return {day: week[day] for day in WEEKDAYS if day in week} or None


def has_no_fixed_days(text: str) -> bool:
    """«no fixed days», «it varies»: there are runs, on any day."""
    line = typed(text).line
    return any(f" {phrase} " in line for phrase in _TABLE["no_fixed_days"])


def _paired(marks: list[tuple[str, object]]) -> dict[str, str]:
    """Kinds in front of their days, or behind them: whichever comes first in the message decides."""
    week: dict[str, str] = {}
    order = next((mark for mark, _ in marks if mark in {"kind", "days"}), "kind")
    kind: str | None = None
    waiting: list[int] = []
    for mark, value in marks:
        if mark == "kind":
            if order == "days" and waiting:
                week |= {WEEKDAYS[day]: str(value) for day in waiting}
                waiting = []
            kind = str(value)
        elif mark == "days":
            days = list(value)  # type: ignore[call-overload]  # a tuple of weekdays
            if order == "kind" and kind is not None:
                week |= {WEEKDAYS[day]: kind for day in days}
            else:
                waiting.extend(days)
    return week

"""The measures in a message that can be said anew: a day, a time, how many days or minutes, a weight, a bare number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from core.reading.calendar_words import CALENDAR
from core.reading.clock import read_clock
from core.reading.days import day_at
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token

Kind = Literal["day", "time", "days", "minutes", "load", "number"]
LEADS: Final = frozenset(WORDS.table["second_thoughts"]["leads"])
_UNITS: Final = {"min": "minutes", "h": "minutes", "kg": "load", "lb": "load"}
_ONE: Final = frozenset({"a", "an", "one", "half", "another"})


class Part(NamedTuple):
    """A measure: the places of its tokens, from `start` up to, not including, `end`; `lead` is where words such as «until» begin."""

    kind: Kind
    lead: int
    start: int
    end: int


def parts_of(tokens: tuple[Token, ...], context: Context) -> list[Part]:
    """The measures that the tokens name, in their order."""
    words = tuple(token.text for token in tokens)
    found: list[Part] = []
    place = behind = 0
    while place < len(tokens):
        part = _at(tokens, words, place, context)
        if part is None:
            place += 1
            continue
        kind, end = part
        lead = place
        while lead > behind and words[lead - 1] in LEADS:
            lead -= 1
        found.append(Part(kind, lead, place, end))
        place = behind = end
    return found


def _at(tokens: tuple[Token, ...], words: tuple[str, ...], place: int, context: Context) -> tuple[Kind, int] | None:
    if words[place] in LEADS:
        return None  # «at 7»: the lead is no part of it
    if (day := day_at(tokens, words, place, context.today)) is not None:
        return "day", day[1]
    if (many := _measured(tokens, words, place)) is not None:
        return many
    if (clock := _clock(tokens, place, context)) is not None:
        return "time", clock
    return ("number", place + 1) if tokens[place].kind == "number" else None


def _clock(tokens: tuple[Token, ...], place: int, context: Context) -> int | None:
    """The place behind a time of day, with or without an «at» in front."""
    at = place - 1 if place and tokens[place - 1].text == "at" else place
    found = read_clock(tokens, at, context)
    return found[1] if found is not None and found[1] > place else None


def _measured(tokens: tuple[Token, ...], words: tuple[str, ...], place: int) -> tuple[Kind, int] | None:
    """«15 min», «two weeks», «half an hour», «a week», «10 kg»."""
    if tokens[place].kind != "number" and words[place] not in _ONE:
        return None
    at = place + 1
    while at < len(words) and at - place < 3 and words[at] in {"a", "an", "more"}:  # noqa: PLR2004 - «half an hour»
        at += 1
    unit = words[at] if at < len(words) else ""
    if unit in CALENDAR.spans:
        return "days", at + 1
    kind = _UNITS.get(WORDS.units.get(unit, "")) if unit != "m" else None  # rather metres
    return None if kind is None else (kind, at + 1)  # type: ignore[return-value]  # the values of the table are kinds

"""Answers that are one quantity: a number, minutes, a pain score, a place of the body, a body mass, an age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.body import read_site as _site
from core.reading.caps import KG_PER_LB
from core.reading.minutes import minutes_in
from core.reading.tokens import typed

if TYPE_CHECKING:
    from core.athlete import Unit
    from core.reading.tokens import Token

LB_PER_STONE = 14
_MASS_KG = (25.0, 350.0)
_AGE = (5, 120)
_MOST_MINUTES = 600
_KG = frozenset({"kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "㎏"})
_LB = frozenset({"lb", "lbs", "pound", "pounds", "#"})
_STONE = frozenset({"stone", "st", "stones"})


def read_number(text: str) -> float | None:
    """The one number in the text («six», «12,5», «about 20»); None when there is none, or more than one."""
    tokens = typed(text).tokens
    numbers = _numbers(tokens)
    return numbers[0] if len(numbers) == 1 else None


def _numbers(tokens: tuple[Token, ...]) -> list[float]:
    values: list[float] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "number" and token.value is not None:
            value = float(token.value)
            comma = tokens[place + 1 : place + 3]
            glued = (
                bool(comma[1:])
                and comma[0].text == ","
                and not comma[0].gap
                and not comma[1].gap
                and comma[1].text.isdigit()
            )
            if glued and float(value).is_integer() and len(comma[1].text) <= 2:  # noqa: PLR2004 - a decimal comma, not thousands
                value = float(f"{int(value)}.{comma[1].text}")
                place += 2
            values.append(value)
        elif token.kind in {"dotted", "clock", "date"}:
            values.extend((0.0, 0.0))  # no number at all: more than one
        place += 1
    return values


def read_minutes(text: str) -> int | None:
    """Minutes, 1 to 600: «only 15 minutes», «half an hour», «1 hour», «20»; None when none or several are named."""
    said = typed(text)
    value = minutes_in(said)
    if sum(token.kind == "number" for token in said.tokens) > 1:
        return None
    if value is not None:
        return value
    for place, token in enumerate(said.tokens):
        if token.kind == "clock":
            parts = token.text.split(":")
            return (
                int(parts[0]) * 60 + int(parts[1])
                if len(said.tokens) == 1 and 0 < int(parts[0]) * 60 + int(parts[1]) <= _MOST_MINUTES
                else None
            )
        if token.text in {"hour", "hours", "h", "hr", "hrs"} and place and said.tokens[place - 1].kind == "number":
            return None
    numbers = _numbers(said.tokens)
    if len(numbers) != 1 or not numbers[0].is_integer() or not 1 <= numbers[0] <= _MOST_MINUTES:
        return None
    return int(numbers[0])


def read_pain_score(text: str) -> int | None:
    """A score from 0 to 10: «4», «4/10», «a four», «four out of ten»; None when none is said, or a range."""
    tokens = typed(text).tokens
    numbers = [token for token in tokens if token.kind == "number"]
    if len(numbers) == 2 and numbers[1].value == 10 and any(token.text in {"/", "of"} for token in tokens):  # noqa: PLR2004 - out of ten
        numbers = numbers[:1]
    if len(numbers) != 1:
        return (
            0
            if not numbers
            and tokens
            and all(token.text in {"none", "nothing", "no", "pain", "at", "all"} for token in tokens)
            else None
        )
    value = numbers[0].value
    return int(value) if value is not None and float(value).is_integer() and 0 <= value <= 10 else None  # noqa: PLR2004 - the scale


def read_site(text: str) -> str | None:
    """The place of the body: `knee`, `low_back`, `shoulder`, `wrist`, `achilles`, or another such as `hip`, `calf`, `foot`."""
    return _site(" ".join(token.text for token in typed(text).tokens if token.kind == "word"))


def read_mass(text: str, unit: Unit = "kg") -> tuple[float, Unit] | None:
    """A body mass with its unit as typed: «70 kg», «154 lb», «11 stone», «11 st 4 lb», «70»; None when it is no person's.

    Stones come back as pounds, rounded to a tenth.
    """
    tokens = typed(text).tokens
    words = [token.text for token in tokens]
    numbers = _numbers(tokens)
    if any(word in _STONE for word in words):
        if not 1 <= len(numbers) <= 2:  # noqa: PLR2004 - stones, and pounds over
            return None
        value, kind = round(numbers[0] * LB_PER_STONE + (numbers[1] if len(numbers) == 2 else 0), 1), "lb"  # noqa: PLR2004 - stones and pounds
    elif len(numbers) == 1:
        value = numbers[0]
        kind = "kg" if any(word in _KG for word in words) else "lb" if any(word in _LB for word in words) else unit
    else:
        return None
    kilograms = value * (KG_PER_LB if kind == "lb" else 1.0)
    return (value, "lb" if kind == "lb" else "kg") if _MASS_KG[0] <= kilograms <= _MASS_KG[1] else None


def read_age(text: str) -> int | None:
    """An age in years: «35», «I'm 35», «thirty five years old»; None when it is none of a person's."""
    value = read_number(text)
    return int(value) if value is not None and value.is_integer() and _AGE[0] <= value <= _AGE[1] else None

"""Times of day: 18:30, 7am, half past six, noon, in the evening, in an hour."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from core.reading.meaning import When
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token

_TABLE = WORDS.table["dates"]
_AM = frozenset(_TABLE["am"])
_PM = frozenset(_TABLE["pm"])
_OCLOCK = frozenset(_TABLE["oclock"])
_PARTS = {
    word: part for part in ("morning", "afternoon", "evening", "night") for word in _TABLE[part] if word not in _AM
}
_PAST = Phrases(
    {
        **dict.fromkeys(_TABLE["half_past"], 30),
        **dict.fromkeys(_TABLE["quarter_past"], 15),
        **dict.fromkeys(_TABLE["quarter_to"], -15),
    }
)
_HOUR = frozenset(_TABLE["hour"])
_MINUTE = frozenset(_TABLE["minute"])
_NOON_H = 12
_DAY_H = 24
_HOUR_MIN = 60
_FIGURES = 2  # of minutes


def read_clock(tokens: tuple[Token, ...], place: int, context: Context) -> tuple[When, int] | None:
    """The time or part of the day that the words from there on name, and the place behind them; None when they name none.

    `confirm` when an hour without am, pm or minutes could be either.
    """
    for reading in (_span, _figures, _spoken, _part):
        found = reading(tokens, place, context)
        if found is not None:
            return found
    return None


def _word(tokens: tuple[Token, ...], place: int) -> str:
    return tokens[place].text if place < len(tokens) else ""


def _span(tokens: tuple[Token, ...], place: int, context: Context) -> tuple[When, int] | None:
    """«in an hour», «in 20 minutes», from now on."""
    if tokens[place].text != "in" or place + 2 >= len(tokens):
        return None
    number = tokens[place + 1]
    half = number.text == "half"
    value = 0.5 if half else number.value if number.kind == "number" else 1 if number.text in {"a", "an"} else None
    behind = place + 2 + (half and _word(tokens, place + 2) in {"a", "an"})
    unit = _word(tokens, behind)
    if value is None or (unit not in _HOUR and unit not in _MINUTE):
        return None
    minutes = value * (_HOUR_MIN if unit in _HOUR else 1)
    if minutes > _DAY_H * _HOUR_MIN:
        return None
    if context.now is None or context.today is None:
        return When(), behind + 1
    then = datetime.combine(context.today, context.now) + timedelta(minutes=minutes)
    return When(day=then.date(), at=then.time().replace(second=0, microsecond=0)), behind + 1


def _figures(tokens: tuple[Token, ...], place: int, context: Context) -> tuple[When, int] | None:
    """«18:30», «7am», «7.30 pm», «18h», «at 7», «7 o'clock»."""
    token = tokens[place]
    said_at = token.text in {"at", "@", "around", "about", "by"}
    if said_at:
        place += 1
        if place >= len(tokens):
            return None
        token = tokens[place]
    hour, minute, exact = _hour_minute(token)
    if hour is None:
        return None
    behind = place + 1
    word = _word(tokens, behind)
    if word in _AM | _PM or (word in {"a", "p"} and _word(tokens, behind + 1) == "."):
        if not 1 <= hour <= _NOON_H:
            return None
        hour = hour % _NOON_H + (_NOON_H if word in _PM or word == "p" else 0)
        behind += 1 if word in _AM | _PM else 4
        while _word(tokens, behind) == "." and behind < len(tokens):
            behind += 1
        return When(at=time(hour, minute)), min(behind, len(tokens))
    if word == "h" and not tokens[behind].gap and _minutes_glued(tokens, behind + 1):  # «18h30»
        return When(at=time(hour, int(tokens[behind + 1].text))), behind + 2
    named = (
        word in _OCLOCK
        or (word == "o" and _word(tokens, behind + 1) == "clock")
        or (word == "h" and not tokens[behind].gap)
    )
    if named:
        behind += 2 if word == "o" else 1
    pointed = exact and context.asked != "set" and (word != "." or tokens[behind].gap)  # «18.30», and not «3.05.»
    if exact and (token.kind == "clock" or said_at or pointed):
        return When(at=time(hour, minute), confirm=False), behind
    if not (named or said_at) and (part := _part(tokens, behind, context)) is not None:  # «7 in the evening»
        return When(at=time(hour, minute), part=part[0].part), part[1]
    if named or said_at:
        return When(at=time(hour, minute), confirm=_either(hour) and word != "h"), behind
    return None


def _minutes_glued(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether two figures of minutes stand there, joined to what is in front."""
    token = tokens[place] if place < len(tokens) else None
    if token is None or token.gap or len(token.text) != _FIGURES:
        return False
    return token.text.isdigit() and int(token.text) < _HOUR_MIN


def _hour_minute(token: Token) -> tuple[int | None, int, bool]:
    if token.kind == "clock":
        parts = [int(part) for part in token.text.split(":")]
        hour, minute = parts[0], parts[1]
    elif token.kind == "number" and token.value is not None and token.text.replace(".", "").isalnum():
        whole, _, behind = token.text.partition(".")
        if behind and len(behind) != 2:  # noqa: PLR2004 - minutes have two figures
            return None, 0, False
        hour, minute = int(token.value), int(behind) if behind.isdigit() else 0
        if not whole:
            return None, 0, False
    else:
        return None, 0, False
    if not (0 <= hour < _DAY_H and 0 <= minute < _HOUR_MIN):
        return None, 0, False
    return hour, minute, token.kind == "clock" or "." in token.text


def _either(hour: int) -> bool:
    return 0 < hour <= _NOON_H


def _spoken(tokens: tuple[Token, ...], place: int, context: Context) -> tuple[When, int] | None:
    """«half past six», «quarter to seven», «noon», «midnight»."""
    del context
    words = tuple(token.text for token in tokens[place : place + 4])
    if tokens[place].text in _TABLE["noon"]:
        return When(at=time(12), part="noon"), place + 1
    if tokens[place].text in _TABLE["midnight"]:
        return When(at=time(0), confirm=True), place + 1
    found = _PAST.at(words, 0)
    if not found or place + found[0] >= len(tokens):
        return None
    token = tokens[place + found[0]]
    if (
        token.kind != "number"
        or token.value is None
        or not 1 <= token.value < _DAY_H
        or not float(token.value).is_integer()
    ):
        return None
    minutes = int(token.value) * _HOUR_MIN + found[1]
    at = time(minutes // _HOUR_MIN % _DAY_H, minutes % _HOUR_MIN)
    behind = place + found[0] + 1
    word = _word(tokens, behind)
    if word in _AM | _PM:
        hour = at.hour % _NOON_H + (_NOON_H if word in _PM else 0)
        return When(at=at.replace(hour=hour)), behind + 1
    return When(at=at, confirm=_either(int(token.value))), behind


def _part(tokens: tuple[Token, ...], place: int, context: Context) -> tuple[When, int] | None:
    del context
    at = place
    while _word(tokens, at) in {"in", "the", "at"}:
        at += 1
    part = _PARTS.get(_word(tokens, at))
    if part is None or at - place > 2:  # noqa: PLR2004 - «in the evening»
        return None
    return When(part=part), at + 1  # type: ignore[arg-type]  # the table's keys are the parts

"""Days with times of day, as an answer or a wish; what people mean differently is shown and asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.calendar_words import BETWEEN
from core.reading.clock import read_clock
from core.reading.days import Day, day_at
from core.reading.meaning import Unclear, When
from core.reading.tokens import typed
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token

_NOON_H = 12


def read_when(text: str, context: Context) -> When | Unclear | None:
    """The day, the time of day, or both, that the whole text says; None when it says anything else.

    Unclear with both days for «3/5». Without `context.today` days are recognised and left unresolved.
    """
    return when(typed(text).tokens, context)


def when(tokens: tuple[Token, ...], context: Context) -> When | Unclear | None:
    """As `read_when`, for tokens."""
    words = tuple(token.text for token in tokens)
    found = When()
    day: Day | None = None
    said = False
    place = 0
    while place < len(tokens):
        if (hit := read_clock(tokens, place, context)) is not None:
            reading, place = hit
            if (found.at and reading.at) or (found.part and reading.part and not reading.at):
                return None
            found = _both(found, reading)
            said = True
        elif (spot := day_at(tokens, words, place, context.today)) is not None:
            if day is not None and not (day.day == spot[0].day or day.day is None or spot[0].day is None):
                return None
            day = spot[0] if day is None or day.day is None or spot[0].confirm is False else day
            place = spot[1]
            said = True
        elif words[place] in BETWEEN or (tokens[place].kind == "sign" and words[place] in ",.?!-:"):
            place += 1
        else:
            return None
    if not said:
        return None
    return _placed(found, day, context)


def _both(found: When, reading: When) -> When:
    """A time and a part of the day together: «7 in the evening» is 19:00."""
    at = reading.at or found.at
    part = reading.part or found.part
    return _of_part(
        replace(reading, day=reading.day or found.day, at=at, part=part, confirm=found.confirm or reading.confirm)
    )


def _of_part(found: When) -> When:
    if found.at is None or found.part is None:
        return found
    late = found.part in {"afternoon", "evening", "night"} and found.at.hour < _NOON_H
    return replace(found, at=found.at.replace(hour=found.at.hour + _NOON_H) if late else found.at, confirm=False)


def _placed(found: When, day: Day | None, context: Context) -> When | Unclear:
    if day is None:
        return found
    part = found.part or day.part
    timed = _of_part(replace(found, part=part))
    first = replace(timed, day=day.day, confirm=timed.confirm or day.confirm)
    if day.other is not None:
        return Unclear((replace(first, confirm=False), replace(first, day=day.other, confirm=False)))
    if context.today is not None and day.day == context.today and timed.at and context.now and timed.at <= context.now:
        return replace(first, confirm=True)
    return first

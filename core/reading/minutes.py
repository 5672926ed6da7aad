"""How many minutes somebody says there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Token, Typed

_MOST_MINUTES = 600


def minutes_in(typed: Typed) -> int | None:
    """The minutes that the message names, 1 to 600; None when it names none, or two."""
    tokens = typed.tokens
    found: set[int] = set()
    for place, token in enumerate(tokens):
        unit = WORDS.units.get(token.text) if token.text != "m" else None  # rather metres
        if unit not in {"min", "h"} or not place:
            continue
        before = tokens[place - 1]
        value = before.value if before.kind == "number" else 1 if before.text in {"a", "an"} else None
        if before.text in {"a", "an"} and place > 1 and tokens[place - 2].text == "half":
            value = 0.5
        if before.text == "half":
            value = 0.5
        if (part := _quarters(tokens, place)) is not None:
            value = part
        if value is not None and 0 < value * (60 if unit == "h" else 1) <= _MOST_MINUTES:
            found.add(round(value * (60 if unit == "h" else 1)))
    return found.pop() if len(found) == 1 else None


def _quarters(tokens: tuple[Token, ...], place: int) -> float | None:
    """«a quarter of an hour», «three quarters of an hour» as a part of the hour that stands there."""
    words = tuple(token.text for token in tokens[max(0, place - 4) : place])
    for end, of in ((("of", "an"), 2), (("of", "a"), 2), (("an",), 1), ((), 0)):
        head = words[: len(words) - of] if words[len(words) - of :] == end else ()
        if head[-1:] in {("quarter",), ("quarters",)}:
            return 0.75 if head[-2:-1] == ("three",) else 0.25
    return None

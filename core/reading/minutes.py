"""How many minutes somebody says there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Typed

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
        if value is not None and 0 < value * (60 if unit == "h" else 1) <= _MOST_MINUTES:
            found.add(round(value * (60 if unit == "h" else 1)))
    return found.pop() if len(found) == 1 else None

"""The answer to «how many more could you have done?»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.meaning import Entry, Sets, Unclear
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Typed

_MOST = 20
_NONE = frozenset({"none", "zero", "nothing", "nil", "no", "failure", "failed", "empty", "max"})
_AROUND = frozenset(
    {
        "about",
        "maybe",
        "around",
        "like",
        "i",
        "could",
        "have",
        "done",
        "more",
        "left",
        "in",
        "the",
        "tank",
        "reps",
        "rep",
        "probably",
        "another",
        "or",
        "so",
        "had",
        "me",
        "think",
        "reserve",
        "rir",
        "at",
        "least",
        "only",
        "just",
        "a",
        "would",
        "say",
        "perhaps",
        "do",
        "of",
        "extra",
        "still",
        "to",
        "spare",
        "roughly",
        "with",
        "it",
        "was",
        "were",
        "than",
        "further",
        "ok",
        "yes",
        "can",
        "easily",
    }
)


def answer(said: Typed) -> Sets | Unclear | None:
    """A set that has nothing but its effort; Unclear with both for «2 or 3»; None when it is no such answer."""
    numbers = [token for token in said.tokens if token.kind == "number"]
    words = [token.text for token in said.tokens if token.kind == "word"]
    if "rpe" in words:
        value = numbers[0].value if len(numbers) == 1 else None
        return Sets((Entry(rpe=value),)) if value is not None and 1 <= value <= 10 else None  # noqa: PLR2004 - the scale
    if not all(word in _AROUND or word in _NONE or word in WORDS.table["often"] for word in words):
        return None
    signs = {token.text for token in said.tokens if token.kind == "sign"}
    if signs - {"+", "-", ".", ",", "!", "~", "?", "/", "✓"} and not all(ord(sign[0]) > 127 for sign in signs - {"+"}):  # noqa: PLR2004 - emoji may stand there
        return None
    values = [token.value for token in numbers]
    if not values:
        return Sets((Entry(rir=0),)) if any(word in _NONE for word in words) and len(words) <= 4 else None  # noqa: PLR2004 - a short no
    if any(value is None or not float(value).is_integer() or not 0 <= value <= _MOST for value in values):
        return None
    ways = tuple(Sets((Entry(rir=int(value or 0)),)) for value in values)
    if len(ways) == 1:
        return ways[0]
    return Unclear(ways) if len(ways) == 2 and (signs & {"-", "/"} or "or" in words) else None  # noqa: PLR2004 - one or the other

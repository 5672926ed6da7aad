"""How strong pain is said to be, from 0 to 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Token, Typed

_TABLE = WORDS.table["pain"]
STRONG = frozenset(_TABLE["strong"])
_MOST_SCORE = 10
_COUNTED = frozenset(
    {"spot", "place", "point", "side", "leg", "arm", "foot", "knee", "hip", "calf", "of", "set", "rep"}
)


def out_of_ten(typed: Typed) -> bool:
    """Whether the message says «of ten»."""
    return " / 10 " in typed.line or " out of 10 " in typed.line or " of 10 " in typed.line


def score_in(typed: Typed, start: int) -> tuple[int | None, frozenset[int]]:
    """The score, 0 to 10, that is said from that place on, and the tokens that say it."""
    tokens = typed.tokens
    for place, token in enumerate(tokens):
        if token.kind == "number":
            behind = tuple(other.text for other in tokens[place + 1 : place + 4])
            width = (
                2
                if behind[:2] == ("/", "10")
                else 3
                if behind == ("out", "of", "10")
                else 2
                if behind[:2] == ("of", "10")
                else 0
            )
            if width and _fits(token):
                return int(token.value or 0), frozenset(range(place, place + width + 1))
    for place, token in enumerate(tokens):
        if token.text in STRONG | {"sore", "level", "score", "worse", "stiff"}:
            for after in range(place + 1, min(place + 5, len(tokens))):
                if tokens[after].kind == "number" and _fits(tokens[after]) and _lone(tokens, after):
                    return int(tokens[after].value or 0), frozenset({after})
                if tokens[after].text not in {
                    "level",
                    "is",
                    "at",
                    "of",
                    "about",
                    "around",
                    ":",
                    "a",
                    "like",
                    "maybe",
                    "score",
                    "now",
                    ",",
                    "=",
                    "was",
                    "-",
                    "say",
                }:
                    break
    numbers = [place for place, token in enumerate(tokens) if token.kind == "number" and token.start >= start]
    if len(numbers) == 1 and _fits(tokens[numbers[0]]) and _lone(tokens, numbers[0]):
        return int(tokens[numbers[0]].value or 0), frozenset(numbers)
    return None, frozenset()


def _fits(token: Token) -> bool:
    return token.value is not None and float(token.value).is_integer() and 0 <= token.value <= _MOST_SCORE


def _lone(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the number is none of a row of repetitions or an amount with a unit."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if tokens[place].text == "one" and behind is not None and behind.text in _COUNTED:
        return False  # «on one side»
    return behind is None or (
        behind.kind != "number"
        and behind.text
        not in {
            "x",
            "*",
            "kg",
            "lb",
            "lbs",
            "@",
            "reps",
            "sets",
            "weeks",
            "days",
            "week",
            "times",
            "km",
            "minutes",
            "min",
        }
    )

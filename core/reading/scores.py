"""Places of the body with a score of pain behind each, and no other word: «low back 3», «6 6 knee 4 and back 5», «knee 3-4»."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.tokens import Token, Typed

_PLACES = Phrases({phrase: site for site, phrases in WORDS.table["pain"]["sites"].items() for phrase in phrases})
_OF_SIDE = frozenset(WORDS.some("sides", "of_body"))  # «left leg 6» are repetitions of a side
_LEADS = frozenset({"my", "the", "left", "right", "and", "with", "but", "also", "both", ",", ";", ".", "&", "+", "\n"})
_TO_SCORE = frozenset({":", "=", "-", "is", "at", "a", "now", "still", "about", "pain", "hurts", "was", "of", "aches"})
_RANGE = frozenset({"-", "to", "or"})
_TOP = 10
_MOST_TOKENS = 24  # from the end; longer rows are no places with their scores


class Scores(NamedTuple):
    """(site, score) in the order typed, and the tokens in front of them."""

    places: tuple[tuple[str, int], ...]
    front: tuple[Token, ...]


def scores(typed: Typed) -> Scores | None:
    """The places and scores that the message ends with; of «3-4» the higher counts. None when it ends otherwise."""
    tokens = typed.tokens
    words = tuple(token.text for token in tokens)
    for place in range(max(0, len(tokens) - _MOST_TOKENS), len(tokens)):
        if _PLACES.at(words, place) is None:
            continue
        found = _row(tokens, words, place)
        if found:
            while place and words[place - 1] in _LEADS:
                place -= 1  # noqa: PLW2901 - the words that lead there belong to it
            return Scores(found, tokens[:place])
    return None


def _row(tokens: tuple[Token, ...], words: tuple[str, ...], place: int) -> tuple[tuple[str, int], ...]:
    """Places with their scores from there to the end; none when anything else stands among them."""
    found: list[tuple[str, int]] = []
    while place < len(words):
        if words[place] in _LEADS or words[place] in {"!", "✓"}:
            place += 1
            continue
        named = _PLACES.at(words, place)
        if named is None or (named[0] == 1 and words[place] in _OF_SIDE):
            return ()
        place += named[0]
        while place < len(words) and words[place] in _TO_SCORE:
            place += 1
        scored = _score(tokens, words, place)
        if scored is None:
            return ()
        found.append((named[1], scored[0]))
        place = scored[1]
    return tuple(found)


def _score(tokens: tuple[Token, ...], words: tuple[str, ...], place: int) -> tuple[int, int] | None:
    """The score there and the place behind it."""
    value = _whole(tokens, place)
    if value is None:
        return None
    place += 1
    if words[place : place + 1] and words[place] in _RANGE and (other := _whole(tokens, place + 1)) is not None:
        value, place = max(value, other), place + 2
    for tail in (("/", "10"), ("out", "of", "10"), ("of", "10")):
        if words[place : place + len(tail)] == tail:
            place += len(tail)
            break
    return value, place


def _whole(tokens: tuple[Token, ...], place: int) -> int | None:
    value = tokens[place].value if place < len(tokens) and tokens[place].kind == "number" else None
    return int(value) if value is not None and float(value).is_integer() and 0 <= value <= _TOP else None

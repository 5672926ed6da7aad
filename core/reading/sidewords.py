"""Which side a number is for: left, right, each, in front of it or behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.row import Row
    from core.reading.tokens import Token

_LEFT = frozenset(WORDS.some("sides", "left"))
_RIGHT = frozenset(WORDS.some("sides", "right"))
_EACH = frozenset((*WORDS.some("sides", "each"), *WORDS.some("sides", "both")))
_PER = frozenset(WORDS.some("sides", "per"))
_BODY = frozenset(WORDS.some("sides", "of_body"))
_GOES_ON = frozenset((*WORDS.some("joints", "and"), *WORDS.some("joints", "then"), *WORDS.some("effort", "rir"), *WORDS.some("effort", "rpe"))) | {
    "at", "with", "w", "using", "l", "r", "left", "right", "bw", "x",
}  # fmt: skip
_BETWEEN = frozenset({":", "was", "only", "-", "="})
_FIRST = frozenset({"a", "p", "s", "on", "the", "/"})  # words that name a side only behind a number
SIDE_WORDS = _LEFT | _RIGHT | _EACH | _PER | {"on", "the", "/"}


def bare(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens without the brackets of «6 (left) 5 (right)»."""
    words = [token.text for token in tokens]
    if "(" not in words:
        return tokens
    around: set[int] = set()
    for place in range(len(words) - 2):
        if words[place] == "(" and words[place + 1] in _LEFT | _RIGHT | _EACH and words[place + 2] == ")":
            around |= {place, place + 2}
    return tuple(token for place, token in enumerate(tokens) if place not in around)


def both_named(row: Row) -> bool:
    """Whether left and right are spoken of."""
    return not _RIGHT.isdisjoint(row.words) and not _LEFT.isdisjoint(row.words)


def behind(row: Row, place: int) -> tuple[Piece, int] | None:
    """The side that the words behind a number name, and the place behind them."""
    if row.words[place] not in SIDE_WORDS:
        return None
    found = _side(row, place)
    if found is None:
        return None
    side, after = found
    if side == "each":
        if row.kinds[place + 1] == "number" and row.glued(place + 1) and row.glued(place):  # «1e9»
            return None
        return Piece("each", row.start(place), row.end(after), side, "body" if after - place > 1 else "behind"), after
    if not _ends(row, after):
        return None  # «6 left knee wobbly» is a note
    if row.words[place] == "r" and not row.both_sides:  # «6r»: repetitions
        return Piece("filler", row.start(place), row.end(after)), after
    return Piece("side", row.start(place), row.end(after), side, "behind"), after


def front(row: Row, place: int, *, anything_before: bool) -> tuple[Piece, int] | None:
    """The side that the words in front of a number name, or an «each» that stands alone at the end."""
    if row.words[place] in _FIRST or row.words[place] not in SIDE_WORDS:
        return None
    found = _side(row, place)
    if found is None:
        return None
    side, after = found
    ahead = after
    while row.words[ahead] in _BETWEEN:
        ahead += 1
    start = row.start(place)
    if row.kinds[ahead] == "number" and row.words[place] != "e":
        return Piece("each" if side == "each" else "side", start, row.end(ahead), side, "front"), ahead
    if (
        side == "each"
        and anything_before
        and _ends(row, after)
        and not (row.kinds[after] == "number" and row.glued(after))
    ):
        return Piece("each", start, row.end(after), side, "behind"), after
    return None


def _side(row: Row, place: int) -> tuple[str, int] | None:
    word, following = row.words[place], row.words[place + 1]
    if word == "/":
        return ("each", place + 2) if following in _BODY else None
    if word in {"on", "the"}:
        inner = _side(row, place + 1)
        return inner if inner and (word == "on" or inner[0] != "each") else None
    side = "left" if word in _LEFT else "right" if word in _RIGHT else "each" if word in _EACH else ""
    if side == "each" and following == "/" and row.words[place + 2] == "s":  # «e/s»
        return side, place + 3
    if side == "each" and following in {"set", "sets"}:
        return None  # «6 each set»
    if side:
        return side, place + (2 if following in _BODY else 1)
    at = place + 2 if following == "/" else place + 1
    return ("each", at + 1) if word in _PER and row.words[at] in _BODY else None


def _ends(row: Row, place: int) -> bool:
    """Whether nothing follows there that would make a note of the words before."""
    word = row.words[place]
    return not word.isalpha() or row.kinds[place] == "number" or word in _GOES_ON

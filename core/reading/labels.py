"""Which set a number is for: «set 1:», «1st», «first two», «last one», «the rest»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.marks import SETS
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.row import Row

Found = tuple[Piece, int]

_REST = frozenset({"rest", "others", "other", "remaining"})
_ORDINALS = WORDS.ordinals.keys() | {"last", "next"} | _REST
_ENDS = frozenset({":", ")", ".", "=", "-"})
_SAID_OF = frozenset({"was", "were", "✓", "done", "at", "@"})
_TO_AMOUNT = frozenset({":", "was", "were", "at", "only", "with", "just", "got", "did", "i", "for", "-"})
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_MOST = 100
_PLURAL = frozenset({"sets", "rounds"})


def label(row: Row, place: int) -> Found | None:
    """«set 1: 6», «first two 6», «last one 5», «the rest 6»."""
    word = row.words[place]
    if word == "s" and row.kinds[place + 1] == "number" and row.glued(place + 1):  # «s1 6 s2 6»
        after = place + 2 + (row.words[place + 2] in _ENDS)
        return (
            (Piece("label", row.start(place), row.end(after), 1, row.value(place + 1)), after)
            if _amount(row, after)
            else None
        )
    if word in SETS:
        return _numbered_set(row, place)
    return _ordinal(row, place) if word in _ORDINALS else None


def _numbered_set(row: Row, place: int) -> Found | None:
    at = place + 1 + (row.words[place + 1] in {":", "="} and row.words[place].endswith("s"))
    if row.kinds[at] != "number":
        return None
    if row.words[place] in _PLURAL and at > place + 1 and row.kinds[at + 1] == "number":  # «sets: 6 6 5»
        return Piece("filler", row.start(place), row.end(at)), at
    if row.words[place] in _PLURAL:  # «sets: 3, reps: 6»
        return Piece("count", row.start(place), row.end(at + 1), row.value(at)), at + 1
    after = place + 2
    if row.words[after] in _ENDS:
        after += 1
    elif row.kinds[after] != "number" and row.words[after] not in _SAID_OF:
        return None
    return Piece("label", row.start(place), row.end(after), 1, row.value(place + 1)), after


def _ordinal(row: Row, place: int) -> Found | None:
    word, after, count = row.words[place], place + 1, 1
    if row.words[after] == "of" or (word in _REST and row.words[after] == "the"):
        return None
    following = row.words[after + 1]
    if row.kinds[after] == "number" and following in WORDS.ordinals and row.kinds[after + 2] == "number":
        return Piece(
            "label", row.start(place), row.end(after), 1, WORDS.ordinals.get(word)
        ), after  # «first 6 second 5»
    if row.kinds[after] == "number" and (
        following in SETS
        or following in {"same", "done"}
        or following in {"were", "was", "at", "with"}
        or row.kinds[after + 1] == "number"
    ):
        count = int(min(row.value(after), _MOST))
        after += 1
    if row.words[after] in SETS or (row.words[after] in {"one", "ones"}):
        after += 1
    while row.words[after] in _TO_AMOUNT:
        after += 1
    if not _amount(row, after):
        return None
    number = WORDS.ordinals.get(word) if count == 1 else None
    if word in _REST and count == 1:
        count = 0
    return Piece("label", row.start(place), row.end(after), count, number), after


def behind(row: Row, place: int) -> Found | None:
    """«6 for the first two», «5 on the last»: how many sets the number in front was for."""
    at = place + 1 + (row.words[place + 1] == "the")
    if row.words[place] not in {"for", "on", "in"} or row.words[at] not in _ORDINALS:
        return None
    counted = row.kinds[at + 1] == "number"
    count = row.value(at + 1) if counted else 1
    after = at + 1 + counted
    after += row.words[after] in SETS or row.words[after] in {"one", "ones"}
    return Piece("times", row.start(place), row.end(after), count), after


def _amount(row: Row, place: int) -> bool:
    if row.words[place] in {"left", "right"}:
        return row.kinds[place + 1] == "number"
    return row.kinds[place] in {"number", "clock"} or row.words[place] in {"l", "x", "same", "done", "✓"}


def numbered(row: Row, place: int, pieces: list[Piece]) -> Found | None:
    """«1: 6, 2: 6», «1) 6», «1st set 6» in front of a number; plain numbers must count up from 1."""
    sign = row.words[place + 1]
    if sign in _SUFFIXES and row.glued(place + 1):
        after = place + 2
        while row.words[after] in SETS or row.words[after] in {":", "was", "one", "-"}:
            after += 1
        if row.kinds[after] != "number":
            return None
        return Piece("label", row.start(place), row.end(after), 1, row.value(place)), after
    if (
        sign not in {":", ")", "."}
        or not row.glued(place + 1)
        or row.kinds[place + 2] != "number"
        or row.glued(place + 2)
    ):
        return None
    listed = len(pieces) > 1 and pieces[-2].kind == "label"  # «1. 6 2. 6»
    begins = not pieces or pieces[-1].kind == "sep" or sign == ")" or listed
    if not begins or row.value(place) != sum(piece.kind == "label" for piece in pieces) + 1:
        return None
    return Piece("label", row.start(place), row.end(place + 2), 1, row.value(place)), place + 2

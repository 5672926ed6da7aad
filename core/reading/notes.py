"""Which of the words around the numbers are a note about the set, and which are only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Typed

_SOFT = frozenset({"good", "great", "nice", "easy"})  # a filler in front of numbers, a note behind them
_FEEL = frozenset(WORDS.some("notes", "feel"))
_POINTING = frozenset(WORDS.some("notes", "pointing"))
_LEADS_NUMBER = frozenset(WORDS.some("notes", "leads_number"))
_BEHIND = frozenset(
    {"reps", "chain", "list", "secs", "load", "rir", "rpe", "pair", "done", "same", "band", "bw", "each", "side", "at"}
)
_WORDY = frozenset({"note", "filler"})


def with_notes(typed: Typed, pieces: list[Piece]) -> list[Piece]:
    """The pieces with runs of words joined to notes; fillers that speak about nothing are gone."""
    done: list[Piece] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece.kind not in _WORDY:
            done.append(piece)
            place += 1
            continue
        after = place
        while after < len(pieces) and pieces[after].kind in _WORDY:
            after += 1
        behind = bool(done) and done[-1].kind in _BEHIND
        if _speaks(typed, pieces[place:after], behind=behind):
            after = _through_numbers(typed, pieces, place, after, behind=behind)
            start, end = pieces[place].start, pieces[after - 1].end
            done.append(Piece("note", start, end, typed.words(start, end)))
        place = after
    return done


def _speaks(typed: Typed, run: list[Piece], *, behind: bool) -> bool:
    words = [typed.plain[piece.start : piece.end] for piece in run]
    if all(word in _POINTING for word in words):
        return False
    return any(piece.kind == "note" or (behind and typed.plain[piece.start : piece.end] in _SOFT) for piece in run)


def _through_numbers(typed: Typed, pieces: list[Piece], place: int, after: int, *, behind: bool) -> int:
    """A number inside a note («felt like 8», «took 2 breaks») belongs to it; behind a mere «easy» the next set begins."""
    while behind and after < len(pieces) and pieces[after].kind == "reps":
        said = [typed.plain[piece.start : piece.end] for piece in pieces[place:after]]
        if all(word in _FEEL for word in said):
            break
        follows = after + 1 < len(pieces) and pieces[after + 1].kind in _WORDY
        if said[-1] not in _LEADS_NUMBER and not follows:
            break
        after += 1
        while after < len(pieces) and pieces[after].kind in _WORDY:
            after += 1
    return after

"""Loads that a word or a sign brings in: «@ 14», «with 12 kg», «+5 kg», «assisted 10 kg»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.amounts import behind_load, number_at, term_at
from core.reading.effort_words import effort_behind
from core.reading.marks import more_than_planned
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.row import Row

Found = tuple[Piece, int]

SIGNED = {"+": 1, "-": -1, "plus": 1, "minus": -1}
_RIR = frozenset(WORDS.some("effort", "rir"))
_RPE = frozenset(WORDS.some("effort", "rpe"))
_WITH = frozenset({"with", "w", "using"})
_ASSISTED = frozenset(WORDS.some("bodyweight", "assisted"))
_ADDED = frozenset({"weighted", "added"})
_IMPLEMENT = frozenset(WORDS.some("sides", "implement"))
_STOPS = frozenset({"", ",", ")", "\n", ";", "and", "✓", ".", "then"})
_PAIR = frozenset({1, 2})


def _piece(row: Row, kind: str, span: tuple[int, int], value: object, extra: object = None) -> Found:
    place, after = span
    return Piece(kind, row.start(place), row.end(after), value, extra), after


def at(row: Row, place: int) -> Found | None:
    """Behind «@» or «at»: an RPE or RIR that is named, a load with its unit, or a bare number that may be either."""
    if row.kinds[place + 1] != "number":
        return None
    (value, kind), after = term_at(row, place + 1)
    if kind.startswith("load"):
        return _piece(row, "load", (place, after), value, (kind[5:], False))
    if row.words[after] in _RPE | _RIR and row.kinds[after + 1] != "number":
        return _piece(row, "rpe" if row.words[after] in _RPE else "rir", (place, after + 1), value)
    if row.words[after : after + 2] == ("/", "10"):
        return _piece(row, "rpe", (place, after + 2), value)
    if kind == "s":
        return _piece(row, "load", (place, after), value, (None, False))
    return _piece(row, "at", (place, after), value) if kind == "" else None


def brought(row: Row, place: int) -> Found | None:
    """«with 14», «using 12s», «with 2 x 12 kg», «assisted 10 kg», «weighted 5 kg»; «with 2 left» is no load."""
    word = row.words[place]
    if word in _ASSISTED or word in _ADDED:
        (value, kind), after = term_at(row, place + 1)
        sign = -1 if word in _ASSISTED else 1
        return _piece(row, "load", (place, after), sign * value, (kind[5:], True)) if kind.startswith("load") else None
    if word not in _WITH:
        return None
    value, after = number_at(row, place + 1)
    pair = row.words[after] in {"x", "*"} and row.kinds[after + 1] == "number" and value in _PAIR
    (value, kind), after = term_at(row, after + 1 if pair else place + 1)
    if kind.startswith("load"):
        return _piece(row, "load", (place, after), value, (kind[5:], False))
    if kind not in {"", "s"} or effort_behind(row, place + 1):
        return None
    if row.words[after] in _STOPS or row.words[after] in _IMPLEMENT or row.kinds[after] == "number":
        return _piece(row, "load", (place, behind_load(row, after)), value, (None, False))
    return None


def signed(row: Row, place: int, before: Piece | None) -> Found | None:
    """«+1», «bw+10», «-20 kg» behind this piece: against the plan, or a load that body weight carries or is spared.

    None where the sign only stands between («6 -5»).
    """
    sign = SIGNED[row.words[place]]
    (value, kind), after = term_at(row, place + 1)
    kind_before = before.kind if before is not None else "sep"
    if before is not None and kind_before == "bw":
        return Piece("load", before.start, row.end(after), sign * value, (kind[5:] or None, True)), after
    if kind.startswith("load"):
        return _piece(row, "load", (place, after), sign * value, (kind[5:], True))
    if kind_before == "chain" and sign > 0:
        return _piece(row, "sep", (place, place + 1), "and")
    if sign < 0 and kind_before in {"reps", "secs", "label"}:
        return None
    if kind in {"", "reps"} and kind_before in {"sep", "same", "done"}:
        return _piece(row, "delta", (place, after + more_than_planned(row, after)), sign * value)
    return _piece(row, "junk", (place, after), None)

"""Words that tell how hard a set was: RIR, RPE, what was left in the tank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.amounts import number_at
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.row import Row

Found = tuple[Piece, int]

_COULD = Phrases(WORDS.some("effort", "could_have"))
IN_TANK = Phrases(WORDS.some("effort", "in_reserve"))
_MORE_IN_ME = Phrases((*WORDS.some("effort", "in_reserve"), *WORDS.some("effort", "more")))
_RIR = frozenset(WORDS.some("effort", "rir"))
_RPE = frozenset(WORDS.some("effort", "rpe"))
_TO_EFFORT = frozenset({":", "=", "of", "@", "~", "was", "about", "around", "is", "at"})
_HEDGES = frozenset({"maybe", "about", "around", "like"})
_UNSURE = frozenset({"maybe", "with", "left"})  # «could have» words that need «in the tank» behind the number


def effort_behind(row: Row, place: int) -> Found | None:
    """«2 rir», «8 rpe», «2 left in the tank», «2 left», where no further number belongs to the word."""
    after = place + 1
    word = row.words[after]
    if word in _RIR or word in _RPE:
        ahead = after + 1
        while row.words[ahead] in _TO_EFFORT:
            ahead += 1
        if row.kinds[ahead] == "number":
            return None
        return Piece(
            "rir" if word in _RIR else "rpe", row.start(place), row.end(after + 1), row.value(place)
        ), after + 1
    plus = after + 1 if word == "+" else after
    found = IN_TANK.at(row.words, plus)
    if found and not (row.words[plus] in {"reps", "rep"} and row.kinds[plus + found[0]] == "number"):
        end = plus + found[0]
        return Piece("rir", row.start(place), row.end(end), row.value(place)), end
    if word == "left" and not row.both_sides and row.ends(after + 1):
        return Piece("left?", row.start(place), row.end(after + 1), row.value(place)), after + 1
    return None


def effort(row: Row, place: int) -> Found | None:
    """«rir 2», «RPE: 8,5», «could have done 2 more»."""
    word = row.words[place]
    if word not in _RIR and word not in _RPE:
        return could_have(row, place)
    after = place + 1
    while row.words[after] in _TO_EFFORT:
        after += 1
    if row.kinds[after] != "number":
        return None
    if row.words[after + 1] in {"-", "/"} and row.kinds[after + 2] == "number" and row.words[after + 2] != "10":
        return Piece("note", row.start(place), row.end(after + 3)), after + 3  # «rpe 7-8»: kept as said
    value, behind = number_at(row, after)
    if row.words[behind : behind + 2] == ("/", "10"):
        behind += 2
    behind += row.words[behind] == "+"
    return Piece("rir" if word in _RIR else "rpe", row.start(place), row.end(behind), value), behind


def could_have(row: Row, place: int) -> Found | None:
    """«could have done 2 more», «left 2 in the tank», «had another one in me»."""
    found = _COULD.at(row.words, place)
    if not found:
        return None
    at = place + found[0]
    at += row.words[at] in _HEDGES
    if row.kinds[at] != "number":
        return None
    more = _MORE_IN_ME.at(row.words, at + 1)
    if not more or (row.words[place] in _UNSURE and not IN_TANK.at(row.words, at + 1)):
        return None
    end = at + 1 + more[0]
    inner = IN_TANK.at(row.words, end)
    end += 2 if row.words[end : end + 2] == ("in", "me") else inner[0] if inner else 0
    return Piece("rir", row.start(place), row.end(end), row.value(at)), end

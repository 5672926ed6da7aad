"""Phrases that mean something to a set: bands, body weight, warm-up, done, same, one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.reading.effort_words import IN_TANK
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.row import Row

Found = tuple[Piece, int]

_PHRASES: dict[str, tuple[str, Any]] = {
    phrase: meaning
    for path, meaning in (
        (("other_exercises", "words"), ("other", None)),
        (("kinds", "warm"), ("warm", None)),
        (("kinds", "work"), ("work", None)),
        (("kinds", "drop"), ("drop", None)),
        (("bodyweight", "say"), ("bw", None)),
        (("effort", "nothing_left"), ("rir", 0)),
        (("done", "one"), ("done", "one")),
        (("done", "all"), ("done", "all")),
        (("done", "rest"), ("done", "rest")),
        (("done", "but_last"), ("done", "but_last")),
        (("done", "session"), ("done", "session")),
        (("same", "planned"), ("done", "one")),
        (("same", "one"), ("same", "one")),
        (("same", "all"), ("same", "all")),
        (("same", "twice"), ("same", "twice")),
        (("same", "load"), ("same", "load")),
        (("same", "reps"), ("same", "reps")),
        (("failed", "set"), ("failed", "set")),
        (("failed", "rep"), ("failed", "rep")),
        (("failed", "one"), ("failed", "one")),
        (("failed", "either"), ("failed", "either")),
        (("failed", "none"), ("failed", "nothing")),
        (("every_set", "say"), ("every_set", None)),
    )
    for phrase in WORDS.some(*path)
}
_MARKS = Phrases(_PHRASES)
_BUT_LAST = Phrases(WORDS.some("done", "but_last"))
_EXCEPT = Phrases(WORDS.some("done", "except"))
_REACHED = frozenset({"did", "got", "hit", "made", "finished", "completed", "nailed", "done"})
_STRENGTHS = frozenset({"light", "medium", "heavy", "lightest", "heaviest"})  # «easy» and «hard» are rather notes
_COUNTED = Phrases(WORDS.some("done", "counted"))
_MORE = Phrases(WORDS.some("delta", "more"))
_LESS = Phrases(WORDS.some("delta", "less"))
_FALLEN = frozenset({"missed", "lost", "short"})
_BAND = frozenset(WORDS.some("bands", "band"))
_BANDS = Phrases((*WORDS.some("bands", "light_to_heavy"), *WORDS.some("bands", "colours")))
_COLOURS = frozenset(WORDS.some("bands", "colours"))
_BAND_KINDS = frozenset({"resistance", "mini", "loop", "rubber", "elastic"})
SETS = frozenset(word for word, unit in WORDS.units.items() if unit == "sets")


def mark(row: Row, place: int, *, numbers: bool) -> Found | None:
    """The phrase there. `numbers`: there are numbers, beside which «ok» and «again» are nothing."""
    word = row.words[place]
    if word in _FALLEN and (fewer := _fewer(row, place)) is not None:
        return fewer
    if word in {"all", "everything"} and (last := _BUT_LAST.at(row.words, place)):
        return Piece("done", row.start(place), row.end(place + last[0]), "but_last"), place + last[0]
    at = place + (word in _REACHED and row.words[place + 1] in {"all", "both"})  # «did all 3»
    counted = _all_counted(row, at) if row.words[at] in {"all", "both"} else None
    if counted:
        return counted
    found = _MARKS.at(row.words, place)
    if word in {"all", "everything"} and (but := _EXCEPT.at(row.words, place + (found[0] if found else 1))):
        after = place + (found[0] if found else 1) + but[0]
        return Piece("all_but", row.start(place), row.end(after)), after
    return _meaning(row, place, found, numbers=numbers) if found else None


def _meaning(row: Row, place: int, found: tuple[int, tuple[str, Any]], *, numbers: bool) -> Found | None:
    """The phrase as a piece, where what stands behind it does not turn it into something else."""
    length, (kind, value) = found
    after = place + length
    word = row.words[place]
    if kind == "other":
        own = row.typed.words(row.start(place), row.end(after))
        return Piece("name", row.start(place), row.end(after), (own, False)), after
    if kind == "same" and row.words[after] == "as":  # «same as last week»: not the set before
        return Piece("junk", row.start(place), row.end(after + 1)), after + 1
    if kind == "done" and value == "all" and row.kinds[after] == "number":
        return None  # «did all 3 sets»
    if kind in {"done", "same"}:
        if length == 1 and numbers and word in WORDS.fillers and word not in {"done", "same"}:
            return None
        if value == "one" and row.words[after] == "x" and row.kinds[after + 1] == "number":  # «done x3»
            times = row.value(after + 1)
            return Piece(
                kind, row.start(place), row.end(after + 2), "count" if kind == "done" else "one", times
            ), after + 2
    if kind in {"warm", "work", "drop"}:
        after += kind == "warm" and row.words[after] in SETS
        while row.words[after] in {":", "-"}:
            after += 1
    return Piece(kind, row.start(place), row.end(after), value), after


def _all_counted(row: Row, place: int) -> Found | None:
    """«all three done», «both done», «all 3»."""
    words = row.words
    if words[place] == "both":
        at = place + 1 + (words[place + 1] in SETS)
        found = _COUNTED.at(words, at)
        return (Piece("done", row.start(place), row.end(at + found[0]), "count", 2), at + found[0]) if found else None
    if row.kinds[place + 1] != "number":
        return None
    after = place + 2
    if words[after] == "of":
        after += 2
    elif words[after] in SETS:
        after += 1
    found = _COUNTED.at(words, after)
    if not found and after < row.size:
        return None
    after += found[0] if found else 0
    return Piece("done", row.start(place), row.end(after), "all_n", row.value(place + 1)), after


def _fewer(row: Row, place: int) -> Found | None:
    """«missed the last 2 reps», «short by one»: so many fewer than planned."""
    at = place + 1
    while row.words[at] in {"by", "the", "last", "of"}:
        at += 1
    if row.kinds[at] != "number":
        return None
    named = row.words[at + 1] in {"rep", "reps"}
    if not named and row.words[place + 1] != "by":  # «missed the last 2»: repetitions, or sets
        return (Piece("junk", row.start(place), row.end(at + 1)), at + 1) if at > place + 1 else None
    return Piece("delta", row.start(place), row.end(at + 1 + named), -row.value(at)), at + 1 + named


def counted(row: Row, place: int) -> Found | None:
    """What a number counts that is no amount: «3 sets done», «one less», «2 warm-up sets»."""
    words = row.words
    if words[place + 1] in SETS and (found := _COUNTED.at(words, place + 2)):
        after = place + 2 + found[0]
        return Piece("done", row.start(place), row.end(after), "count", row.value(place)), after
    if words[place + 1] == "more" and words[place + 2] in SETS:  # «2 more sets of 6»
        return Piece("count", row.start(place), row.end(place + 3), row.value(place)), place + 3
    for table, sign in ((_MORE, 1), (_LESS, -1)):
        found = table.at(words, place + 1)
        if found and not IN_TANK.at(words, place + 1):
            after = place + 1 + found[0]
            return Piece("delta", row.start(place), row.end(after), sign * row.value(place)), after
    found = _MARKS.at(words, place + 1)
    if (
        found
        and found[1][0] in {"warm", "work", "drop"}
        and not SETS.isdisjoint(words[place + 1 : place + 2 + found[0]])
        and (row.value(place) == 1 or words[place + found[0]] != "set")  # «6 drop set 8kg 8»: six, and then a drop set
    ):
        return Piece("count", row.start(place), row.end(place + 1), row.value(place)), place + 1
    return None


def more_than_planned(row: Row, place: int) -> int:
    """How many words «rep», «more» and the like take behind a signed number."""
    found = _MORE.at(row.words, place)
    return found[0] if found else 0


def band(row: Row, place: int, *, near_numbers: bool, coloured: bool) -> Found | None:
    """«red band», «extra heavy resistance band», a bare «band» beside numbers: the words that tell bands apart."""
    found = _BANDS.at(row.words, place)
    if found:
        after = place + found[0]
        while row.words[after] in _BAND_KINDS and row.words[after] not in _BAND - {"loop"}:
            after += 1
        if row.words[after] in _BAND:
            said = " ".join(row.words[place : place + found[0]])
            return Piece("band", row.start(place), row.end(after + 1), said), after + 1
    if found and coloured and row.words[place] in _COLOURS:  # «red 10», where a band is prescribed
        return Piece("band", row.start(place), row.end(place + 1), row.words[place]), place + 1
    if coloured and row.words[place] in _STRENGTHS and row.kinds[place + 1] == "number" and _clause_begins(row, place):
        return Piece("band", row.start(place), row.end(place + 1), row.words[place]), place + 1  # «light 6, medium 6»
    if (
        row.words[place] in _BAND
        and near_numbers
        and (row.ends(place + 1) or row.kinds[place + 1] == "number" or row.words[place + 1] == "x")
    ):
        return Piece("band", row.start(place), row.end(place + 1), "band"), place + 1
    return None


def _clause_begins(row: Row, place: int) -> bool:
    return place == 0 or row.words[place - 1] in {",", ";", "\n", "and", "then", "."}

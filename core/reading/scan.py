"""A message about sets, token by token, into pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.content import library
from core.reading import effort_words, labels, load_words, marks, names, sidewords
from core.reading.amounts import amount, term_at
from core.reading.pieces import Piece
from core.reading.row import Row
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Token, Typed

_AND = frozenset(WORDS.some("joints", "and"))
_THEN = frozenset(WORDS.some("joints", "then"))
_BUT = frozenset(WORDS.some("joints", "but"))
_OFTEN: dict[str, int] = WORDS.table["often"]
_NOT_QUITE = frozenset(WORDS.some("notes", "not_quite"))
_DENIED = frozenset(WORDS.some("notes", "denied"))
_PLURALS = {  # «sixes»
    f"{name}es" if name == "six" else f"{name}s": value
    for name, value in WORDS.numbers.items()
    if 2 < value <= 20  # noqa: PLR2004 - «two» has other phrases, and 20 is the cap
}
_TICK = "✓"
_MINUTE_S = 60
_LONGEST_LIST_PART = 3  # figures; «6.6.5» is a list, longer parts make a date or a version
_COMPLETE = frozenset({"load", "each", "side", "rir", "rpe", "band", "bw"})
_SIDED = frozenset({"reps", "chain", "secs", "list"})


def pieces(typed: Typed, tokens: tuple[Token, ...], around: tuple[str, ...]) -> list[Piece]:
    """The pieces of these tokens, in order; `around` are the exercises that are on today."""
    scanner = _Scanner(Row(typed, sidewords.bare(tokens)), around)
    place = 0
    while place < scanner.row.size:
        place = scanner.step(place)
    return scanner.pieces


class _Scanner:
    """Walks along the row once; `pieces` holds what was found so far."""

    def __init__(self, row: Row, around: tuple[str, ...]) -> None:
        self.row = row
        self.around = around
        self.pieces: list[Piece] = []
        self.counting = False  # whether repetitions were read before
        self.keys = [
            names.singular(word) if kind == "word" else word for word, kind in zip(row.words, row.kinds, strict=True)
        ]
        self.numbers = "number" in row.kinds or "clock" in row.kinds
        row.both_sides = sidewords.both_named(row)
        first = library().exercises.get(around[0]) if around else None
        self.banded = first is not None and first.load_type == "band"

    def add(self, kind: str, place: int, after: int, value: object = None, extra: object = None) -> int:
        """Keep a piece that spans these tokens; the place behind it."""
        self.pieces.append(Piece(kind, self.row.start(place), self.row.end(after), value, extra))
        return after

    def keep(self, found: tuple[Piece, int]) -> int:
        """Keep what was found; the place behind it."""
        self.pieces.append(found[0])
        return found[1]

    def _kept(self, found: tuple[Piece, int] | None, place: int) -> int:
        return self.keep(found) if found else place + 1

    def _signed(self, place: int) -> int:
        before = self.pieces[-1] if self.pieces else None
        found = load_words.signed(self.row, place, before)
        if found and before is not None and found[0].start == before.start:  # «bw+10» is one piece
            self.pieces.pop()
        return self._kept(found, place)

    def step(self, place: int) -> int:
        """Read what begins there; the place behind it."""
        kind = self.row.kinds[place]
        if kind == "number":
            return self._number(place)
        if kind == "word":
            return self._word(place)
        if kind == "sign":
            return self._sign(place)
        if kind == "line":
            return self.add("sep", place, place + 1, "line")
        if kind == "clock":
            return self._amount(place)
        return self._dotted(place) if kind == "dotted" else self.add("junk", place, place + 1)

    # --- numbers --------------------------------------------------------------------------------------------------
    def _number(self, place: int) -> int:
        row = self.row
        if (passed := self._passed_over(place)) is not None:
            return passed
        if row.words[place].isalpha() and (named := self._name(place)) is not None:  # «one leg calf raise»
            return self.keep(named)
        if place and (
            row.words[place - 1] in _NOT_QUITE or not _DENIED.isdisjoint(row.words[max(0, place - 3) : place])
        ):
            return self.add("junk", place, place + 1)  # «almost 6», «on rep 5»
        if row.words[place].startswith("000"):  # «1 000»
            return self.add("junk", place, place + 1)
        if (many := _PLURALS.get(row.words[place + 1])) is not None:  # «three sixes»
            return self.add("chain", place, place + 2, ((row.value(place), "sets"), (many, "reps")))
        if row.words[place + 1 : place + 3] == ("s", "across") and row.glued(place + 1):  # «6s across»
            self.add("label", place, place + 1, 0)
            return self.add("reps", place, place + 3, row.value(place), extra=True)
        if (
            row.kinds[place + 1] in {"number", "", "line"} and row.words[place + 2] != "/"
        ):  # a bare number: the busiest path
            self.counting = True
            return self.add("reps", place, place + 1, row.tokens[place].value, extra=False)
        if (
            row.words[place + 1] == ":"
            and not row.glued(place + 2)
            and not self.pieces
            and row.kinds[place + 2] == "number"
            and row.value(place) > 1
        ):
            return self.add("head", place, place + 2, row.value(place))  # «14: 6 6 5»
        found = (
            marks.counted(row, place)
            or labels.numbered(row, place, self.pieces)
            or effort_words.effort_behind(row, place)
        )
        return self.keep(found) if found else self._amount(place)

    def _passed_over(self, place: int) -> int | None:
        """Numbers that count lines («1. Squat …») or say what it was before («12 -> 14 kg»)."""
        row = self.row
        begins = not self.pieces or self.pieces[-1].value == "line"
        listed = (
            begins and row.words[place + 1] in {".", ")"} and row.glued(place + 1) and row.kinds[place + 2] == "word"
        )
        if listed and self._name(place + 2) is not None:
            return place + 2
        if row.words[max(0, place - 2) : place] in {("instead", "of"), ("rather", "than")}:
            return place + 1
        arrow = place + 1 + (row.words[place + 1] == "-")
        if (
            row.words[arrow] == ">"
            and row.kinds[arrow + 1] == "number"
            and term_at(row, arrow + 1)[0][1].startswith("load")
        ):
            return arrow + 1
        return None

    def _amount(self, place: int) -> int:
        row = self.row
        found, after = amount(row, place)
        if not self.pieces and found[-1].extra == "/" and row.words[after] == ":" and row.kinds[after + 1] == "word":
            self.add("junk", place, after)  # «03/03: squat 6 6 6» begins with a date
            return self.add("sep", after, after + 1, ",")
        self.pieces.extend(found)
        self.counting = True
        if (
            found[-1].kind in _SIDED
            and row.words[after] in sidewords.SIDE_WORDS
            and effort_words.could_have(row, after) is None
        ):
            side = sidewords.behind(row, after)
            if side:
                after = self.keep(side)
                if row.words[after] in {"x", "*"} and row.kinds[after + 1] == "number":  # «6 per arm x 2»
                    return self.add("count", after, after + 2, row.value(after + 1))
        return after

    def _dotted(self, place: int) -> int:
        parts = self.row.words[place].split(".")
        if all(len(part) <= _LONGEST_LIST_PART for part in parts):
            return self.add("list", place, place + 1, tuple(int(part) for part in parts), "/")
        return self.add("junk", place, place + 1)

    # --- signs ----------------------------------------------------------------------------------------------------
    def _sign(self, place: int) -> int:
        row = self.row
        sign = row.words[place]
        if sign == ",":
            return self.add("sep", place, place + 1, ",")
        if sign in "()[]":
            return self.add("sep", place, place + 1, "(" if sign in "([" else ")")
        if sign in ";&>|":
            return self.add("sep", place, place + 1, {";": "line", "&": "and"}.get(sign, "then"))
        if sign == "@":
            return self._kept(load_words.at(row, place), place)
        if sign == _TICK:
            after = place
            while row.words[after] == _TICK:
                after += 1
            return self.add("done", place, after, "one" if after == place + 1 else "ticks", after - place)
        if sign in "+-":
            return self._plus_minus(place)
        if sign == "#" and row.kinds[place + 1] == "number" and row.kinds[place + 2] == "number":
            return self.add("label", place, place + 2, 1, row.value(place + 1))
        if sign == "%":
            return self.add("junk", place, place + 1)
        if sign in ".!?" and row.size > place + 1 and row.tokens[place + 1].gap:
            return self.add("sep", place, place + 1, ",")
        return place + 1

    def _plus_minus(self, place: int) -> int:
        row = self.row
        before = self.pieces[-1].kind if self.pieces else ""
        spaced = row.words[place] == "-" and row.tokens[place].gap and not row.glued(place + 1)
        if row.kinds[place + 1] == "number" and (not spaced or before == "bw" or not before):
            return self._signed(place)
        if row.words[place] == "-" and row.tokens[place].gap:
            return self.add("sep", place, place + 1, "dash")
        return place + 1

    # --- words ----------------------------------------------------------------------------------------------------
    def _word(self, place: int) -> int:
        row = self.row
        word = row.words[place]
        if word == "w" and place == 0 and row.kinds[1] == "number" and row.words[2] in {",", "@", "x"}:  # «w 10, 6 6»
            return self.add("warm", place, place + 1)
        if word in _PLURALS and row.words[place + 1] == "across":
            self.add("label", place, place + 1, 0)
            return self.add("reps", place, place + 2, _PLURALS[word], extra=True)
        if word == "next" and (found := labels.label(row, place)):
            return self.keep(found)
        if self.pieces and self.pieces[-1].kind in _SIDED and (found := labels.behind(row, place)):
            return self.keep(found)
        if word in _AND or word in _BUT or (word in _THEN and row.words[place + 1] != "set"):
            joint = "and" if word in _AND else "but" if word in _BUT else "then"
            return self.add("sep", place, place + 1 + (row.words[place + 1] == "by"), joint)  # «6 followed by 5»
        named = self._name(place)
        near = self.counting or "number" in row.kinds[place + 1 : place + 3]
        found = (
            effort_words.effort(row, place)
            or labels.label(row, place)
            or marks.band(row, place, near_numbers=near, coloured=self.banded)
            or marks.mark(row, place, numbers=self.numbers)
        )
        if found and (named is None or found[1] > named[1]):
            if found[0].kind == "same" and found[0].value == "one" and self._name(found[1]) is not None:  # «same squat»
                return found[1]
            return self.keep(found)
        if named:
            return self.keep(named)
        side = sidewords.front(row, place, anything_before=bool(self.pieces))
        return self.keep(side) if side else self._small(place)

    def _name(self, place: int) -> tuple[Piece, int] | None:
        """The longest exercise name that begins there."""
        row = self.row
        table = names.names()
        if self.keys[place][:2] not in table.beginnings:
            return None
        best: tuple[int, str] | None = None
        said = ""
        for after in range(place + 1, min(place + table.longest, row.size) + 1):
            word, kind = row.words[after - 1], row.kinds[after - 1]
            if kind == "word":
                said += self.keys[after - 1]
                slug = names.exact(said, self.around)
                best = (after, slug) if slug else best
            elif kind == "number":
                said += word
            elif word not in "/()" or after - 1 == place:
                break
        if best is None:
            return None
        inside = row.words[place : best[0]]
        after = best[0] + (inside.count("(") > inside.count(")") and row.words[best[0]] == ")")
        return Piece("name", row.start(place), row.end(after), (best[1], True)), after

    def _small(self, place: int) -> int:
        """«twice», «with 14», «at 14», an x in front of a number; fillers are kept as such, other words are notes."""
        row = self.row
        word = row.words[place]
        ahead = row.kinds[place + 1]
        if word == "x" and ahead == "number" and self._repeats():  # «8 each @ 10 kg x 3»
            return self.add("count", place, place + 2, row.value(place + 1))
        if word in _OFTEN:
            return self.add("times", place, place + 1, _OFTEN[word], "often")
        if word == "x" and ahead in {"number", "clock"}:
            return place + 1
        if ahead == "number":
            found = load_words.brought(row, place)
            if found:
                return self.keep(found)
            if word == "at":
                return self._kept(load_words.at(row, place), place)
            if word in load_words.SIGNED:
                return self._signed(place)
        minute = next((at for at in range(place + 1, place + 3) if WORDS.units.get(row.words[at]) == "min"), 0)
        if word == "half" and minute and row.words[place + 1] in {"a", row.words[minute]}:
            return self.add("secs", place, minute + 1, _MINUTE_S // 2)
        if word in {"a", "an"} and minute == place + 1:
            half = row.words[place + 2 : place + 5] == ("and", "a", "half")
            return self.add("secs", place, place + (5 if half else 2), _MINUTE_S * 1.5 if half else _MINUTE_S)
        if word in WORDS.fillers:
            return self.add("filler", place, place + 1)
        return self.add("junk" if ahead == "number" and row.glued(place + 1) else "note", place, place + 1)

    def _repeats(self) -> bool:
        """Whether what stands in front is a set already, so that an x counts sets."""
        if not self.pieces or self.pieces[-1].kind not in _COMPLETE:
            return False
        for piece in reversed(self.pieces):
            if piece.kind in _SIDED:
                return True
            if piece.kind == "sep":
                return False
        return False

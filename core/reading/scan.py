"""A message about sets, token by token, into pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.reading import names
from core.reading.amounts import Amounts
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.reading.tokens import Token, Typed

_MARKS = Phrases(
    {
        **dict.fromkeys(WORDS.some("kinds", "warm"), ("warm", None)),
        **dict.fromkeys(WORDS.some("kinds", "work"), ("work", None)),
        **dict.fromkeys(WORDS.some("kinds", "drop"), ("drop", None)),
        **dict.fromkeys(WORDS.some("bodyweight", "say"), ("bw", None)),
        **dict.fromkeys(WORDS.some("effort", "nothing_left"), ("rir", 0)),
        **dict.fromkeys(WORDS.some("done", "one"), ("done", "one")),
        **dict.fromkeys(WORDS.some("done", "all"), ("done", "all")),
        **dict.fromkeys(WORDS.some("done", "rest"), ("done", "rest")),
        **dict.fromkeys(WORDS.some("done", "session"), ("done", "session")),
        **dict.fromkeys(WORDS.some("same", "planned"), ("done", "one")),
        **dict.fromkeys(WORDS.some("same", "one"), ("same", "one")),
        **dict.fromkeys(WORDS.some("same", "all"), ("same", "all")),
        **dict.fromkeys(WORDS.some("same", "twice"), ("same", "twice")),
        **dict.fromkeys(WORDS.some("same", "load"), ("same", "load")),
        **dict.fromkeys(WORDS.some("same", "reps"), ("same", "reps")),
        **dict.fromkeys(WORDS.some("other_exercises", "words"), ("other", None)),
        **dict.fromkeys(WORDS.some("failed", "set"), ("failed", "set")),
        **dict.fromkeys(WORDS.some("failed", "rep"), ("failed", "rep")),
        **dict.fromkeys(WORDS.some("failed", "one"), ("failed", "one")),
    }
)
_EXCEPT = Phrases(WORDS.some("done", "except"))
_COULD = Phrases(WORDS.some("effort", "could_have"))
_MORE_IN_ME = Phrases((*WORDS.some("effort", "in_reserve"), *WORDS.some("effort", "more")))
_IN_TANK = Phrases(WORDS.some("effort", "in_reserve"))
_COUNTED = Phrases(WORDS.some("done", "counted"))
_MORE = Phrases(WORDS.some("delta", "more"))
_LESS = Phrases(WORDS.some("delta", "less"))
_BAND_WORDS = frozenset(WORDS.some("bands", "band"))
_BANDS = Phrases(
    {
        **dict.fromkeys(WORDS.some("bands", "light_to_heavy"), True),
        **dict.fromkeys(WORDS.some("bands", "colours"), True),
    }
)
_AND = frozenset(WORDS.some("joints", "and"))
_THEN = frozenset(WORDS.some("joints", "then"))
_BUT = frozenset(WORDS.some("joints", "but"))
_RIR = frozenset(WORDS.some("effort", "rir"))
_RPE = frozenset(WORDS.some("effort", "rpe"))
_AT = {"@", "at"}
_WITH = {"with", "w", "using"}
_SETS = frozenset(word for word, unit in WORDS.units.items() if unit == "sets")
_REST = {"rest", "others", "other", "remaining"}
_SIGNED = {"+": 1, "-": -1, "plus": 1, "minus": -1}
_TICK = "✓"
_ENDS = _AND | _THEN | _RIR | _RPE | _WITH | {"at", "l", "r", "left", "right", "bw", "x"}
_MINUTE_S = 60
_LABEL_ENDS = {":", ")", ".", "=", "-"}


class Scanner(Amounts):
    """Walks along the tokens once; `pieces` holds what was found so far."""

    def __init__(self, typed: Typed, tokens: tuple[Token, ...], around: tuple[str, ...]) -> None:
        super().__init__(tokens)
        self.typed = typed
        self.around = around
        self.pieces: list[Piece] = []

    def scan(self) -> list[Piece]:
        """All pieces of the tokens, in order."""
        place = 0
        while place < len(self.tokens):
            place = self._step(place)
        return self.pieces

    def add(self, kind: str, place: int, after: int, value: Any = None, extra: Any = None) -> int:
        """Keep a piece that spans these tokens; the place behind it."""
        self.pieces.append(Piece(kind, self.tokens[place].start, self.tokens[after - 1].end, value, extra))
        return after

    def _step(self, place: int) -> int:
        token = self.tokens[place]
        if token.kind in {"number", "clock"}:
            return self._numbered(place)
        if token.kind == "dotted":
            return self._dotted(place)
        if token.kind == "line" or token.text == ";":
            return self.add("sep", place, place + 1, "line")
        if token.kind == "sign":
            return self._sign(place)
        if token.kind == "date":
            return self.add("junk", place, place + 1)
        return self._word(place)

    # --- numbers --------------------------------------------------------------------------------------------------
    def _numbered(self, place: int) -> int:
        for attempt in (self._counted_done, self._delta_words, self._numbered_label, self._nth, self._counted_mark):
            after = attempt(place)
            if after is not None:
                return after
        pieces, after = self.amount(place)
        self.pieces.extend(pieces)
        if pieces[-1].kind in {"reps", "chain", "secs", "list"} and self._could_have(after, keep=False) is None:
            side = self.side_behind(after)
            if (
                side is not None
                and (side[0] != "each" or not self._glued_number(after))
                and (side[0] == "each" or self._ends(side[1]))
            ):
                body = side[1] - after > 1
                after = self.add(
                    "each" if side[0] == "each" else "side",
                    after,
                    side[1],
                    side[0],
                    "body" if body and side[0] == "each" else "behind",
                )
        return after

    def _glued_number(self, place: int) -> bool:
        """«1e9» is no «1 each»."""
        return self.is_number(place + 1) and not self.tokens[place + 1].gap and not self.tokens[place].gap

    def _nth(self, place: int) -> int | None:
        """«1st set», «2nd:»."""
        if self.word(place + 1) not in {"st", "nd", "rd", "th"} or self.tokens[place + 1].gap:
            return None
        after = place + 2
        while self.word(after) in _SETS | {":", "was", "one", "-"}:
            after += 1
        return self.add("label", place, after, 1, self.tokens[place].value) if self.is_number(after) else None

    def _counted_mark(self, place: int) -> int | None:
        """«2 warm-up sets of 10»: the number counts what the mark names."""
        found = _MARKS.at(self.words, place + 1)
        if (
            not found
            or found[1][0] not in {"warm", "work", "drop"}
            or not _SETS.intersection(self.words[place + 1 : place + 2 + found[0]])
        ):
            return None
        self.add("count", place, place + 1, self.tokens[place].value)
        return place + 1

    def _counted_done(self, place: int) -> int | None:
        """«3 done», «all three done» and the like; only where nothing else was counted before."""
        found = _COUNTED.at(self.words, place + 1) or (
            _COUNTED.at(self.words, place + 2) if self.word(place + 1) in _SETS else None
        )
        value = self.tokens[place].value
        if not found or value is None or self.word(place + 1) == "ok":
            return None
        said_sets = self.word(place + 1) in _SETS
        after = place + 1 + said_sets + found[0]
        if said_sets:
            return self.add("done", place, after, "count", value)
        return None

    def _delta_words(self, place: int) -> int | None:
        value = self.tokens[place].value or 0
        for table, sign in ((_MORE, 1), (_LESS, -1)):
            found = table.at(self.words, place + 1)
            if (
                found
                and not _IN_TANK.at(self.words, place + 1)
                and self.word(place - 1 if place else 10**6) not in {"done", "do", "had"}
            ):
                return self.add("delta", place, place + 1 + found[0], sign * value)
        return None

    def _numbered_label(self, place: int) -> int | None:
        """«1: 6, 2: 6» and «1) 6» in front of a number."""
        sign = self.word(place + 1)
        at_start = not self.pieces or self.pieces[-1].kind == "sep" or sign == ")"
        if not at_start or sign not in {":", ")", "."} or self.tokens[place + 1].gap or not self.is_number(place + 2):
            return None
        number = self.tokens[place].value
        labels = sum(1 for piece in self.pieces if piece.kind == "label")
        if number != labels + 1 or not self.tokens[place + 2].gap:
            return None
        return self.add("label", place, place + 2, 1, number)

    def _dotted(self, place: int) -> int:
        """«6.6.5» is a list; anything longer or larger is a date or a version."""
        values = tuple(int(part) for part in self.words[place].split(".") if len(part) <= 3)  # noqa: PLR2004 - up to 200 reps
        if len(values) == self.words[place].count(".") + 1:
            return self.add("list", place, place + 1, values, "/")
        return self.add("junk", place, place + 1)

    # --- signs ----------------------------------------------------------------------------------------------------
    def _sign(self, place: int) -> int:
        token = self.tokens[place]
        if token.text == ",":
            return self.add("sep", place, place + 1, ",")
        if token.text in {"&", ">", "|"}:
            return self.add("sep", place, place + 1, "and" if token.text == "&" else "then")
        if token.text == "@":
            return self._at(place)
        if token.text == _TICK:
            return self._ticks(place)
        spaced = token.text == "-" and token.gap and place + 1 < len(self.tokens) and self.tokens[place + 1].gap
        if (
            token.text in _SIGNED
            and self.is_number(place + 1)
            and not (spaced and (self.pieces and self.pieces[-1].kind != "bw"))
        ):
            return self._signed(place, _SIGNED[token.text])
        if token.text == "#" and self.is_number(place + 1) and self.is_number(place + 2):
            return self.add("label", place, place + 2, 1, self.tokens[place + 1].value)
        if token.text == "*" and self.is_number(place + 1):
            return place + 1
        if token.text in "()[]":
            return self.add("sep", place, place + 1, "(" if token.text in "([" else ")")
        if token.text == "%":
            return self.add("junk", place, place + 1)
        if token.text == "-" and token.gap:
            return self.add("sep", place, place + 1, "dash")
        if token.text in ".!?" and place + 1 < len(self.tokens) and self.tokens[place + 1].gap:
            return self.add("sep", place, place + 1, ",")
        return place + 1

    def _ticks(self, place: int) -> int:
        after = place
        while self.word(after) == _TICK:
            after += 1
        return self.add("done", place, after, "one" if after == place + 1 else "ticks", after - place)

    def _signed(self, place: int, sign: int) -> int:
        """«+1», «bw+10», «-20 kg»: against the plan, or a load that body weight carries or is spared."""
        (value, kind), after = self.term(place + 1)
        before = self.pieces[-1] if self.pieces else None
        if before is not None and before.kind == "bw":
            unit = kind[5:] or None
            self.pieces.pop()
            self.pieces.append(Piece("load", before.start, self.tokens[after - 1].end, sign * value, (unit, True)))
            return after
        if kind.startswith("load"):
            return self.add("load", place, after, sign * value, (kind[5:], True))
        if before is not None and before.kind == "chain" and sign > 0:
            return self.add("sep", place, place + 1, "and")
        if sign < 0 and before is not None and before.kind in {"reps", "secs", "label"}:
            return place + 1
        if kind in {"", "reps"} and (before is None or before.kind in {"sep", "same", "done"}):
            found = _MORE.at(self.words, after)
            return self.add("delta", place, after + (found[0] if found else 0), sign * value)
        return self.add("junk", place, after)

    def _at(self, place: int) -> int:
        """Behind «@» or «at»: an RPE or RIR that is named, a load with its unit, or a bare number that may be either."""
        behind = place + 1
        if self.word(behind) in _RPE | _RIR or self.word(behind) == "bw":
            return behind
        if not self.is_number(behind):
            return behind
        (value, kind), after = self.term(behind)
        if kind.startswith("load"):
            return self.add("load", place, after, value, (kind[5:], False))
        if self.word(after) in _RPE and not self.is_number(after + 1):
            return self.add("rpe", place, after + 1, value)
        if self.word(after) in _RIR and not self.is_number(after + 1):
            return self.add("rir", place, after + 1, value)
        if self.word(after) == "/" and self.word(after + 1) == "10":
            return self.add("rpe", place, after + 2, value)
        if kind == "s":
            return self.add("load", place, after, value, (None, False))
        if kind == "":
            return self.add("at", place, after, value)
        return behind

    # --- words ----------------------------------------------------------------------------------------------------
    def _word(self, place: int) -> int:
        for attempt in (
            self._joint,
            self._effort,
            self._label,
            self._band,
            self._marked,
            self._name,
            self._side,
            self._small,
        ):
            after = attempt(place)
            if after is not None:
                return after
        glued = self.is_number(place + 1) and not self.tokens[place + 1].gap
        return self.add("junk" if glued else "note", place, place + 1)

    def _joint(self, place: int) -> int | None:
        word = self.words[place]
        if word in _AND:
            return self.add("sep", place, place + 1, "and")
        if word in _THEN and self.word(place + 1) != "set":
            return self.add("sep", place, place + 1, "then")
        if word in _BUT:
            return self.add("sep", place, place + 1, "but")
        return None

    def _effort(self, place: int) -> int | None:
        word = self.words[place]
        if word in _RIR or word in _RPE:
            after = place + 1
            while self.word(after) in {":", "=", "of", "@", "~", "was", "about", "around", "is", "at"}:
                after += 1
            if not self.is_number(after):
                return None
            if self.word(after + 1) in {"-", "/"} and self.is_number(after + 2) and self.word(after + 2) != "10":
                return self.add("note", place, after + 3)
            value, behind = self._number(after)
            if self.word(behind) == "/" and self.word(behind + 1) == "10":
                behind += 2
            if self.word(behind) == "+":
                behind += 1
            return self.add("rir" if word in _RIR else "rpe", place, behind, value)
        return self._could_have(place)

    def _could_have(self, place: int, *, keep: bool = True) -> int | None:
        """«could have done 2 more», «left 2 in the tank», «had another one in me»."""
        found = _COULD.at(self.words, place)
        if not found:
            return None
        after = place + found[0]
        if self.word(after) in {"maybe", "about", "around", "like"}:
            after += 1
        if not self.is_number(after):
            return None
        more = _MORE_IN_ME.at(self.words, after + 1)
        if not more or (self.words[place] in {"maybe", "with", "left"} and not _IN_TANK.at(self.words, after + 1)):
            return None
        end = after + 1 + more[0]
        inner = _IN_TANK.at(self.words, end)
        end += 2 if self.words[end : end + 2] == ("in", "me") else inner[0] if inner else 0
        return self.add("rir", place, end, self.tokens[after].value) if keep else end

    def _label(self, place: int) -> int | None:
        """«set 1:», «first two», «second», «last one», «the rest»: which sets the next number is for."""
        word = self.words[place]
        if word in _SETS and self.is_number(place + 1):
            number = self.tokens[place + 1].value
            after = place + 2
            if self.word(after) in _LABEL_ENDS:
                return self.add("label", place, after + 1, 1, number)
            if self.is_number(after) or self.word(after) in {"was", "were", "✓", "done", "at", "@"}:
                return self.add("label", place, after, 1, number)
            return place + 1
        if word in WORDS.ordinals or word in {"last", "next"} | _REST:
            return self._ordinal(place)
        return None

    def _ordinal(self, place: int) -> int | None:
        word = self.words[place]
        after = place + 1
        count = 1
        if self.word(after) in {"of"} | ({"the"} if word in _REST else set()):
            return None
        if self.is_number(after) and (
            self.word(after + 1) in _SETS | {"were", "was", "at", "with"} or self.is_number(after + 1)
        ):
            count = int(min(self.tokens[after].value or 1, 100))
            after += 1
        if self.word(after) in _SETS | {"one", "ones"} and not (
            self.word(after) == "one" and not self._amount_ahead(after + 1)
        ):
            after += 1
        while self.word(after) in {":", "was", "were", "at", "only", "with", "just", "got", "did", "i", "for", "-"}:
            after += 1
        if not self._amount_ahead(after):
            return None
        number = WORDS.ordinals.get(word) if count == 1 else None
        if word in _REST and count == 1:
            count = 0
        return self.add("label", place, after, count, number or ("last" if word == "last" else None))

    def _amount_ahead(self, place: int) -> bool:
        return (
            self.is_number(place)
            or self.word(place) in {"l", "x"}
            or (self.word(place) in {"left", "right"} and self.is_number(place + 1))
        )

    def _band(self, place: int) -> int | None:
        """«red band», «band (medium)», «medium»: the words that tell the bands apart."""
        found = _BANDS.at(self.words, place)
        if found:
            after = place + found[0]
            while self.word(after) in {"resistance", "mini", "loop"} and self.word(after + 1) in _BAND_WORDS:
                after += 1
            if self.word(after) in _BAND_WORDS:
                value = " ".join(self.words[place : place + found[0]])
                return self.add("band", place, after + 1, value)
        if (
            self.words[place] in _BAND_WORDS
            and (self.is_number(place + 1) or place + 1 == len(self.words) or self.word(place + 1) in {",", "x"})
            and self.pieces_numbers_near(place)
        ):
            return self.add("band", place, place + 1, "band")
        return None

    def pieces_numbers_near(self, place: int) -> bool:
        """Whether a number was read before, or comes next."""
        return (
            self.is_number(place + 1) or self.is_number(place + 2) or any(piece.kind == "reps" for piece in self.pieces)
        )

    def _marked(self, place: int) -> int | None:
        after = self._all_counted(place)
        if after is not None:
            return after
        found = _MARKS.at(self.words, place)
        if self.words[place] in {"all", "everything"} and (
            but := _EXCEPT.at(self.words, place + (found[0] if found else 1))
        ):
            return self.add("all_but", place, place + (found[0] if found else 1) + but[0])
        if not found:
            return None
        length, (kind, value) = found
        after = place + length
        if kind in {"done", "same"} and length == 1 and self.words[place] in WORDS.fillers and not self._alone(place):
            return None
        if kind == "same" and length == 1 and self._name(after) is not None:
            self.pieces.pop()
        if kind == "other":
            return self.add(
                "name", place, after, (self.typed.words(self.tokens[place].start, self.tokens[after - 1].end), False)
            )
        if kind in {"done", "same"} and self.word(after) == "x" and self.is_number(after + 1) and value == "one":
            return self.add(kind, place, after + 2, "count" if kind == "done" else "one", self.tokens[after + 1].value)
        if kind == "warm" and self.word(after) in _SETS:
            after += 1
        while kind in {"warm", "work", "drop"} and self.word(after) in {":", "-"}:
            after += 1
        return self.add(kind, place, after, value)

    def _alone(self, place: int) -> bool:
        """Whether no number tells more than this one word."""
        return not any(token.kind in {"number", "clock"} for token in self.tokens) or self.words[place] in {
            "done",
            "same",
        }

    def _all_counted(self, place: int) -> int | None:
        """«all three done», «both done», «all 3»."""
        word = self.words[place]
        if word == "both" and (
            found := _COUNTED.at(self.words, place + 1)
            or (self.word(place + 1) in _SETS and _COUNTED.at(self.words, place + 2))
        ):
            return self.add("done", place, place + 1 + (self.word(place + 1) in _SETS) + found[0], "count", 2)
        if word == "all" and self.is_number(place + 1):
            after = place + 2
            if self.word(after) in _SETS | {"of"}:
                after += 2 if self.word(after) == "of" else 1
            found = _COUNTED.at(self.words, after)
            if found or after == len(self.words):
                return self.add(
                    "done", place, after + (found[0] if found else 0), "count", self.tokens[place + 1].value
                )
        return None

    def _name(self, place: int) -> int | None:
        table = names.names()
        best: tuple[int, str] | None = None
        said = ""
        for after in range(place + 1, min(place + table.longest, len(self.tokens)) + 1):
            token = self.tokens[after - 1]
            if token.text in "/()" and after - 1 > place:
                continue
            if token.kind not in {"word", "number"}:
                break
            said += names.key((token.text,))
            slug = names.exact(said, self.around) if token.kind == "word" else None
            if slug is not None:
                best = (after, slug)
        if best is None:
            return None
        after = (
            best[0] + 1 if self.words[place : best[0]].count("(") > self.words[place : best[0]].count(")") else best[0]
        )
        return self.add("name", place, after, (best[1], True))

    def _side(self, place: int) -> int | None:
        side = self.side_behind(place)
        if side is None or self.words[place] in {"a", "p", "s", "on", "the"}:
            return None
        after = side[1]
        while self.word(after) in {":", "was", "only", "-", "="}:
            after += 1
        if self.is_number(after) and self.words[place] != "e":
            return self.add("each" if side[0] == "each" else "side", place, after, side[0], "front")
        if side[0] == "each" and self._ends(side[1]) and self.pieces and not self._glued_number(place):
            return self.add("each", place, side[1], "each", "behind")
        return None

    def _ends(self, place: int) -> bool:
        """Whether nothing follows there that would make a note of the words before."""
        word = self.word(place)
        return not word or not word.isalpha() or self.is_number(place) or word in _ENDS

    def _small(self, place: int) -> int | None:
        """Number words of another kind («twice»), a load behind «with», x in front of a number; fillers are passed over."""
        word = self.words[place]
        if word in WORDS.table["often"]:
            return self.add("times", place, place + 1, WORDS.table["often"][word])
        if word in _WITH and self.is_number(place + 1) and (after := self._with(place)) is not None:
            return after
        if word == "at" and self.is_number(place + 1):
            return self._at(place)
        if word in WORDS.table["bodyweight"]["assisted"] and self.is_number(place + 1):
            (value, kind), after = self.term(place + 1)
            if kind.startswith("load"):
                return self.add("load", place, after, -value, (kind[5:], True))
        if word == "x" and (self.is_number(place + 1) or self.kind(place + 1) == "clock"):
            return place + 1
        if word in {"plus", "minus"} and self.is_number(place + 1):
            return self._signed(place, _SIGNED[word])
        if word in {"a", "an"} and WORDS.units.get(self.word(place + 1)) == "min":
            return self.add("secs", place, place + 2, _MINUTE_S)
        if word in WORDS.fillers:
            return self.add("filler", place, place + 1)
        return None

    def _with(self, place: int) -> int | None:
        """«with 14», «with 2 x 12 kg»: a load; «with 2 left» is none."""
        (value, kind), after = self.term(place + 1)
        if self.word(after) in {"x", "*"} and self.is_number(after + 1) and value in {1, 2}:
            (value, kind), after = self.term(after + 1)
        if kind.startswith("load"):
            return self.add("load", place, after, value, (kind[5:], False))
        if (
            kind in {"", "s"}
            and not self._effort_behind(value, place + 1, after)
            and self.word(after) not in {"sets", "reps"}
        ):
            nxt = self.word(after)
            if (
                nxt == ""
                or nxt in {",", ")", "\n", ";", "and", "✓", ".", "then"}
                or nxt in WORDS.some("sides", "implement")
                or self.is_number(after)
            ):
                return self.add("load", place, self._behind_load(after), value, (None, False))
        return None


def pieces(typed: Typed, tokens: tuple[Token, ...], around: tuple[str, ...]) -> Iterator[Piece]:
    """The pieces of these tokens; `around` are the exercises that are on today."""
    yield from Scanner(typed, tokens, around).scan()

"""Numbers with what belongs to them: units, chains of x, lists with slashes, minutes and seconds, what stands behind an @."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.calendar_words import CALENDAR
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.tokens import Token

_IN_RESERVE = Phrases(WORDS.some("effort", "in_reserve"))
_RIR = frozenset(WORDS.some("effort", "rir"))
_RPE = frozenset(WORDS.some("effort", "rpe"))
_LEFT = frozenset(WORDS.some("sides", "left"))
_RIGHT = frozenset(WORDS.some("sides", "right"))
_EACH = frozenset(WORDS.some("sides", "each"))
_PER = frozenset(WORDS.some("sides", "per"))
_BODY = frozenset(WORDS.some("sides", "of_body"))
_IMPLEMENT = frozenset(WORDS.some("sides", "implement"))
_STRANGERS = frozenset(WORDS.some("strangers", "units"))
_MASS = {"kg", "lb"}
_LINKS = {"x", "*"} | {word for word, unit in WORDS.units.items() if unit == "times"}
_JOINS = {"/", "-", "+"}
_MINUTE_S = 60
_HOUR_S = 3600
_OUT_OF_TEN = 10


class Amounts:
    """Reads amounts from a row of tokens; every method says what it found and where the next token is."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.words = tuple(token.text for token in tokens)
        self.sided = any(word in _RIGHT for word in self.words)

    def word(self, place: int) -> str:
        """The word there, or nothing behind the end."""
        return self.words[place] if place < len(self.words) else ""

    def kind(self, place: int) -> str:
        """The kind of the token there, or nothing behind the end."""
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def is_number(self, place: int) -> bool:
        """Whether a number stands there."""
        return place < len(self.tokens) and self.tokens[place].kind == "number"

    def amount(self, place: int) -> tuple[list[Piece], int]:
        """What the number there begins: an amount, a chain, a list, an effort, a number for a side."""
        first = self.tokens[place]
        raw = self._effort_behind(first.value or 0, place, place + 1) if first.kind == "number" else None
        if raw:
            return raw
        term, after = self.term(place)
        value, kind = term
        if kind == "" and (found := self._effort_behind(value, place, after)):
            return found
        terms, after = self._chain(term, after)
        end = self.tokens[after - 1].end
        if len(terms) > 1:
            return self._chained(terms, first.start, end, after)
        if kind == "" and self.word(after) in _JOINS and self.is_number(after + 1) and not self._signed_load(after):
            return self._list(value, place, after)
        if kind == "" and (outof := self._out_of(value, place, after)):
            return outof
        return [self.single(term, first.start, end)], after

    def _signed_load(self, place: int) -> bool:
        """«5 +10kg»: the sign belongs to the load."""
        return self.word(place) == "+" and self.term(place + 1)[0][1].startswith("load")

    def _out_of(self, value: float, place: int, after: int) -> tuple[list[Piece], int] | None:
        """«5 of 6», «5 out of 6»; «one of 5» is a set of 5."""
        behind = after + 1 if self.word(after) == "out" else after
        if (
            self.word(behind) != "of"
            or not self.is_number(behind + 1)
            or self.term(behind + 1)[0][1] not in {"", "reps"}
        ):
            return None
        (planned, _), end = self.term(behind + 1)
        start = self.tokens[place].start
        if behind == after and value == 1:
            return [Piece("chain", start, self.tokens[end - 1].end, ((value, "sets"), (planned, "reps")))], end
        return [Piece("list", start, self.tokens[end - 1].end, (value, planned), "of")], end

    def single(self, term: tuple[float, str], start: int, end: int) -> Piece:
        """One number with its unit as a piece."""
        value, kind = term
        if kind.startswith("load"):
            return Piece("load", start, end, value, (kind[5:], False))
        if kind in {"secs", "s"}:
            return Piece("secs", start, end, value, kind == "s")
        if kind == "sets":
            return Piece("count", start, end, value)
        if kind == "stranger":
            return Piece("junk", start, end)
        if kind == "times":
            return Piece("times", start, end, value)
        return Piece("reps", start, end, value, kind == "reps")

    def term(self, place: int) -> tuple[tuple[float, str], int]:
        """The number there with its unit; the place behind them."""
        token = self.tokens[place]
        if token.kind == "clock":
            return (self._clock(token.text), "secs"), self._behind_seconds(place + 1)
        value, after = self._number(place)
        unit = WORDS.units.get(self.word(after), "")
        if unit in _MASS:
            return (value, f"load:{unit}"), self._behind_load(after + 1)
        if self.word(after) == "#" and not self.tokens[after].gap and not self.is_number(after + 1):
            return (value, "load:lb"), self._behind_load(after + 1)
        if unit in {"s", "min", "h"} or self.word(after) in {'"', "'"}:
            return self._duration(value, unit, after)
        if unit == "reps":
            return (value, "reps"), after + 1
        if unit == "sets" and not (self.word(after) == "set" and value != 1 and self.is_number(after + 1)):
            return (value, "sets"), after + 1
        if self.word(after) in {"x", "*"} and self.word(after + 1) in _LEFT | _RIGHT:
            return (value, "sets"), after + 1
        if self.word(after) in {"x", "times"} and self.kind(after + 1) not in {"number", "clock"}:
            times = self.word(after) == "times"
            return (value, "times" if times else "reps"), after + 1
        if self.word(after) in _STRANGERS or self.word(after) in CALENDAR.months:
            return (value, "stranger"), after + 1
        return (value, ""), after

    def _number(self, place: int) -> tuple[float, int]:
        """A number; a decimal comma counts before a unit, «12 1/2 kg» is twelve and a half."""
        value = self.tokens[place].value or 0
        comma = self.word(place + 1) == "," and self.is_number(place + 2)
        if comma and not self.tokens[place + 1].gap and not self.tokens[place + 2].gap:
            fraction = self.words[place + 2]
            behind = WORDS.units.get(self.word(place + 3), "")
            if fraction.isdigit() and (
                behind in _MASS or behind in {"min", "h"} or self._decimal_wanted(place, fraction)
            ):
                return float(f"{int(value)}.{fraction}"), place + 3
        if self.words[place + 1 : place + 4] == ("1", "/", "2") and WORDS.units.get(self.word(place + 4), "") in _MASS:
            return value + 0.5, place + 4
        return value, place + 1

    def _decimal_wanted(self, place: int, fraction: str) -> bool:
        """«rpe 8,5» and «@ 12,5» at the end are decimals; «6,6,5» is a list."""
        back = place - 1
        while back > 0 and self.words[back] in {":", "=", "of"}:
            back -= 1
        before = self.words[back] if place else ""
        last = self.word(place + 3) != ","
        return last and (
            (before in _RPE and fraction == "5") or (before in {"@", "at"} and fraction in {"5", "25", "75"})
        )

    def _clock(self, text: str) -> float:
        parts = [int(part) for part in text.split(":")]
        seconds = 0
        for part in parts:
            seconds = seconds * _MINUTE_S + part
        return seconds

    def _behind_seconds(self, after: int) -> int:
        return after + 1 if WORDS.units.get(self.word(after)) in {"min", "s"} else after

    def _behind_load(self, after: int) -> int:
        """Past «each hand», «per dumbbell», «dumbbells», which say how a load is held."""
        if self.word(after) in _EACH | _PER and self.word(after + 1) in _IMPLEMENT | {"hand", "side"}:
            return after + 2
        if self.word(after) in _EACH:
            return after + 1
        if self.word(after) == "/" and self.word(after + 1) in _IMPLEMENT | {"hand", "side"}:
            return after + 2
        return after + 1 if self.word(after) in _IMPLEMENT else after

    def _duration(self, value: float, unit: str, after: int) -> tuple[tuple[float, str], int]:
        sign = self.word(after)
        if unit == "s" or sign == '"':
            pair = unit == "s" and sign == "s" and not self.tokens[after].gap
            return (value, "s" if pair else "secs"), after + 1
        if sign == "'" and self.word(after + 1) == "s":
            return (value, "s"), after + 2
        if unit == "h":
            return (value * _HOUR_S, "secs"), after + 1
        seconds, after = value * _MINUTE_S, after + 1
        rest = after + 1 if self.word(after) == "and" else after
        if self.is_number(rest) and (self.tokens[rest].value or 0) < _MINUTE_S:
            behind = rest + 1
            named = WORDS.units.get(self.word(behind)) == "s" or self.word(behind) == '"'
            if named or (
                rest == after and self.word(behind) not in _LINKS and WORDS.units.get(self.word(behind)) is None
            ):
                return (seconds + (self.tokens[rest].value or 0), "secs"), behind + named
        return (seconds, "secs"), after

    def _chain(self, term: tuple[float, str], after: int) -> tuple[list[tuple[float, str]], int]:
        terms = [term]
        while self.word(after) in _LINKS:
            behind = after + 1
            if not (self.is_number(behind) or (behind < len(self.tokens) and self.tokens[behind].kind == "clock")):
                break
            term, after = self.term(behind)
            terms.append(term)
        return terms, after

    def _chained(self, terms: list[tuple[float, str]], start: int, end: int, after: int) -> tuple[list[Piece], int]:
        if self.word(after) == "-" and self.is_number(after + 1):  # «3x8-10» is what was planned, not what was done
            behind = self.tokens[after + 1]
            return [Piece("junk", start, behind.end)], after + 2
        return [Piece("chain", start, end, tuple(terms))], after

    def _list(self, value: float, place: int, after: int) -> tuple[list[Piece], int]:
        sign = self.words[after]
        values = [value]
        kind = ""
        while self.word(after) == sign and self.is_number(after + 1):
            (value, kind), after = self.term(after + 1)
            values.append(value)
        end = self.tokens[after - 1].end
        start = self.tokens[place].start
        if kind in {"secs", "s"}:
            return [Piece("secs", start, end, value, extra=False) for value in values], after
        if kind.startswith("load") or kind == "sets":
            return [Piece("junk", start, end)], after
        if self.word(after) in _RPE and values[1:] == [_OUT_OF_TEN]:
            return [Piece("rpe", start, self.tokens[after].end, values[0])], after + 1
        return [Piece("list", start, end, tuple(values), sign)], after

    def _effort_behind(self, value: float, place: int, after: int) -> tuple[list[Piece], int] | None:
        """«2 rir», «2 left in the tank», «8 rpe», where no further number belongs to the word."""
        start = self.tokens[place].start
        word = self.word(after)
        if (word in _RIR or word in _RPE) and not self._number_near(after + 1):
            return [Piece("rir" if word in _RIR else "rpe", start, self.tokens[after].end, value)], after + 1
        plus = after + 1 if word == "+" else after
        found = _IN_RESERVE.at(self.words, plus)
        if found and not (self.words[plus] in {"reps", "rep"} and self.is_number(plus + found[0])):
            end = plus + found[0]
            return [Piece("rir", start, self.tokens[end - 1].end, value)], end
        ends = self.word(after + 1) == "" or self.kind(after + 1) in {"sign", "line"}
        if word == "left" and not self.sided and ends:
            return [Piece("left?", start, self.tokens[after].end, value)], after + 1
        return None

    def _number_near(self, place: int) -> bool:
        while self.word(place) in {":", "=", "of", "was", "is", "about", "~"}:
            place += 1
        return self.is_number(place)

    def side_behind(self, place: int) -> tuple[str, int] | None:
        """Which side the words there name: left, right or each; the place behind them."""
        word = self.word(place)
        if word == "/" and self.word(place + 1) in _BODY:
            return "each", place + 2
        if word in {"on", "the"}:
            inner = self.side_behind(place + 1)
            return inner if inner and (word == "on" or inner[0] != "each") else None
        side = (
            "left"
            if word in _LEFT
            else "right"
            if word in _RIGHT
            else "each"
            if word in _EACH or word == "both"
            else ""
        )
        if side:
            return side, place + 2 if self.word(place + 1) in _BODY else place + 1
        behind = place + 2 if self.word(place + 1) == "/" else place + 1
        if word in _PER and self.word(behind) in _BODY:
            return "each", behind + 1
        return None

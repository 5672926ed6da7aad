"""Numbers with what belongs to them: units, chains of x, lists with slashes, minutes and seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.calendar_words import CALENDAR
from core.reading.pieces import Piece
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.row import Row

Term = tuple[float, str]  # a number and its kind, as in chains

_RPE = frozenset(WORDS.some("effort", "rpe"))
_SIDE_WORDS = frozenset((*WORDS.some("sides", "left"), *WORDS.some("sides", "right")))
_EACH = frozenset((*WORDS.some("sides", "each"), *WORDS.some("sides", "per")))
_HELD = frozenset((*WORDS.some("sides", "implement"), "hand", "side"))
_IMPLEMENT = frozenset(WORDS.some("sides", "implement"))
_STRANGERS = frozenset(WORDS.some("strangers", "units")) | CALENDAR.months.keys()
_NONE_OF = frozenset(WORDS.some("strangers", "none_of"))  # «zero pain»
_MASS = frozenset({"kg", "lb"})
_LINKS = frozenset({"x", "*"} | {word for word, unit in WORDS.units.items() if unit == "times"})
_JOINS = frozenset({"/", "-", "+", "to", "or"})
_AMOUNT = frozenset({"number", "clock"})
_RANGES = frozenset({"-", "to", "or"})
_PAIR = 2
_MINUTE_S = 60
_HOUR_S = 3600
_HALVES = frozenset({"5", "25", "75"})


def amount(row: Row, place: int) -> tuple[list[Piece], int]:
    """What the number there begins: an amount, a chain, a list; and the place behind it."""
    term, after = term_at(row, place)
    terms, after = _chain(row, term, after)
    start, end = row.start(place), row.end(after)
    if len(terms) > 1:
        if (
            row.words[after] == "-" and row.kinds[after + 1] == "number" and row.glued(after)
        ):  # «3x8-10» is what was planned, not what was done
            return [Piece("junk", start, row.end(after + 2))], after + 2
        if row.words[after] == "/" and row.kinds[after + 1] == "number" and len(terms) == _PAIR and not terms[0][1]:
            sided = _list(row, after - 1, after)  # «2 x 6/6»: sets of two sides
            if sided is not None:
                return [Piece("count", start, end, terms[0][0]), *sided[0]], sided[1]
        return [Piece("chain", start, end, tuple(terms))], after
    if term[1] == "":
        listed = _list(row, place, after) or _out_of(row, place, after)
        if listed:
            return listed
    return [_single(term, start, end)], after


def _single(term: Term, start: int, end: int) -> Piece:
    value, kind = term
    if kind.startswith("load"):
        return Piece("load", start, end, value, (kind[5:], False))
    if kind in {"secs", "s", "sign"}:
        return Piece("secs", start, end, value, {"s": True, "sign": "sign"}.get(kind, False))
    if kind == "sets":
        return Piece("count", start, end, value)
    if kind == "stranger":
        return Piece("junk", start, end)
    if kind == "times":
        return Piece("times", start, end, value)
    return Piece("reps", start, end, value, kind == "reps")


def term_at(row: Row, place: int) -> tuple[Term, int]:
    """The number there with its unit; the place behind them."""
    if row.kinds[place] == "clock":
        return (_clock(row.words[place]), "secs"), _behind_seconds(row, place + 1)
    value, after = number_at(row, place)
    word = row.words[after]
    unit = WORDS.units.get(word)
    if unit is None:
        return _without_unit(row, value, after, word)
    if unit in _MASS:
        return (value, f"load:{unit}"), behind_load(row, after + 1)
    if word == "s" and not row.glued(after) and row.kinds[after + 1] == "number" and row.glued(after + 1):
        return (value, ""), after  # «6 s2 6»: the next set's label
    if word in WORDS.ordinals and _next_set(row, place, after):
        return (value, ""), after  # «first 6 second 5»: the next set's label
    if unit in {"s", "min", "h"}:
        return _duration(row, value, unit, after)
    if unit == "reps":
        return (value, "reps"), after + 1
    if unit == "sets":
        label = word == "set" and value != 1 and row.kinds[after + 1] == "number"  # «6 set 2 6»: the next set's label
        return ((value, ""), after) if label else ((value, "sets"), after + 1)
    return _timed(row, value, after, word)


def _next_set(row: Row, place: int, after: int) -> bool:
    """Whether «second» there counts on from a «first»: a number follows, perhaps behind «set» or «was»."""
    behind = after + 1
    while row.words[behind] in {"set", "one", "was", ":"}:
        behind += 1
    return row.kinds[behind] == "number" and not WORDS.ordinals.keys().isdisjoint(row.words[:place])


def _without_unit(row: Row, value: float, after: int, word: str) -> tuple[Term, int]:
    if word == "#" and row.glued(after) and row.kinds[after + 1] != "number":
        return (value, "load:lb"), behind_load(row, after + 1)
    if word in {'"', "'"}:
        return _duration(row, value, "", after)
    if word == "*" and row.words[after + 1] in _SIDE_WORDS:
        return (value, "sets"), after + 1
    if word in _STRANGERS or (value == 0 and word in _NONE_OF):
        return (value, "stranger"), after + 1
    return (value, ""), after


def _timed(row: Row, value: float, after: int, word: str) -> tuple[Term, int]:
    """«2 x L6 R5», «6x», «6 times»: an x with nothing to multiply."""
    if word == "x" and row.words[after + 1] in _SIDE_WORDS:
        return (value, "sets"), after + 1
    if word in {"x", "times"} and row.kinds[after + 1] not in _AMOUNT:
        return (value, "times" if word == "times" else "reps"), after + 1
    return (value, ""), after


def number_at(row: Row, place: int) -> tuple[float, int]:
    """A number and the place behind it; a decimal comma counts before a unit, «12 1/2 kg» is twelve and a half."""
    value = row.value(place)
    if (
        row.words[place + 1] == ","
        and row.kinds[place + 2] == "number"
        and row.glued(place + 1)
        and row.glued(place + 2)
    ):
        fraction = row.words[place + 2]
        unit = WORDS.units.get(row.words[place + 3])
        if fraction.isdigit() and (unit in _MASS or unit in {"min", "h"} or _decimal_wanted(row, place, fraction)):
            return float(f"{int(value)}.{fraction}"), place + 3
    if row.words[place + 1 : place + 4] == ("1", "/", "2") and WORDS.units.get(row.words[place + 4]) in _MASS:
        return value + 0.5, place + 4
    return value, place + 1


def _decimal_wanted(row: Row, place: int, fraction: str) -> bool:
    """«rpe 8,5» and «@ 12,5» at the end are decimals; «6,6,5» is a list."""
    back = place - 1
    while back > 0 and row.words[back] in {":", "=", "of"}:
        back -= 1
    before = row.words[back] if place else ""
    if row.words[place + 3] == ",":
        return False
    return (before in _RPE and fraction == "5") or (before in {"@", "at"} and fraction in _HALVES)


def _clock(text: str) -> int:
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * _MINUTE_S + int(part)
    return seconds


def _behind_seconds(row: Row, after: int) -> int:
    return after + 1 if WORDS.units.get(row.words[after]) in {"min", "s"} else after


def behind_load(row: Row, after: int) -> int:
    """Past «each hand», «per dumbbell», «dumbbells», which say how a load is held."""
    word = row.words[after]
    if word in _EACH:
        return after + (2 if row.words[after + 1] in _HELD else 1)
    if word == "/" and row.words[after + 1] in _HELD:
        return after + 2
    return after + 1 if word in _IMPLEMENT else after


def _duration(row: Row, value: float, unit: str, after: int) -> tuple[Term, int]:
    sign = row.words[after]
    if unit == "s" or sign == '"':
        pair = sign == "s" and row.glued(after)
        return (value, "s" if pair else "sign" if sign == '"' else "secs"), after + 1
    if sign == "'" and row.words[after + 1] == "s":
        return (value, "s"), after + 2
    if unit == "h":
        return (value * _HOUR_S, "secs"), after + 1
    seconds, after = value * _MINUTE_S, after + 1
    rest = after + 1 if row.words[after] == "and" else after
    if row.kinds[rest] == "number" and row.value(rest) < _MINUTE_S:
        word = row.words[rest + 1]
        named = WORDS.units.get(word) == "s" or word == '"'
        if named or (rest == after and word not in _LINKS and word not in WORDS.units):
            return (seconds + row.value(rest), "secs"), rest + 1 + named
    return (seconds, "sign" if sign == "'" else "secs"), after


def _chain(row: Row, term: Term, after: int) -> tuple[list[Term], int]:
    terms = [term]
    while row.words[after] in _LINKS and row.kinds[after + 1] in _AMOUNT:
        term, after = term_at(row, after + 1)
        terms.append(term)
    return terms, after


def _list(row: Row, place: int, after: int) -> tuple[list[Piece], int] | None:
    """«6/6/5», «6-6-5», «6+6», and «8/10 effort»."""
    sign = row.words[after]
    if sign not in _JOINS or row.kinds[after + 1] != "number":
        return None
    if sign == "+" and term_at(row, after + 1)[0][1].startswith("load"):
        return None  # «5 +10kg»: the sign belongs to the load
    values = [number_at(row, place)[0]]
    kind = ""
    while row.words[after] == sign and row.kinds[after + 1] == "number":
        (value, kind), after = term_at(row, after + 1)
        values.append(value)
    start, end = row.start(place), row.end(after)
    if kind in {"secs", "s", "sign"}:
        if len(values) == _PAIR and sign in _RANGES and values[0] < values[1]:  # «30-45s» was planned, or is not sure
            return [Piece("junk", start, end)], after
        return [Piece("secs", start, end, value) for value in values], after
    if kind.startswith("load") or kind in {"sets", "stranger"}:
        return [Piece("junk", start, end)], after
    if row.words[after] in _RPE and values[1:] == [10]:
        return [Piece("rpe", start, row.end(after + 1), values[0])], after + 1
    return [Piece("list", start, end, tuple(values), sign)], after


def _out_of(row: Row, place: int, after: int) -> tuple[list[Piece], int] | None:
    """«5 of 6», «5 out of 6»; «one of 5» is a set of 5."""
    behind = after + 1 if row.words[after] == "out" else after
    if row.words[behind] != "of" or row.kinds[behind + 1] != "number":
        return None
    (planned, kind), end = term_at(row, behind + 1)
    if kind not in {"", "reps"}:
        return None
    value = number_at(row, place)[0]
    if behind == after and value == 1:
        return [Piece("chain", row.start(place), row.end(end), ((value, "sets"), (planned, "reps")))], end
    return [Piece("list", row.start(place), row.end(end), (value, planned), "of")], end

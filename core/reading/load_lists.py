"""The loads in a message about equipment: single ones, lists, ranges with a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.caps import KG_PER_LB
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.athlete import Unit
    from core.reading.shelf import Shelf

MOST_LOADS = 60
MOST_LOAD_KG = 100.0
_MOST_BANDS = 10
_BAND = frozenset(WORDS.table["bands"]["band"])
_BAND_KINDS = frozenset({"resistance", "loop", "mini", "elastic", "different", "rubber", "long", "fabric"})
_COUNTED = frozenset({*WORDS.table["equipment"]["dumbbell"], "set", "sets"})
_A_PAIR = 2  # «I have 2 dumbbells» names no load; of more it may
_TO_LOAD = frozenset({",", "of", "at", "each", "with", ":", "(", "a", "from", "up", "weighing"})
_MOST_COUNTED = 10  # nobody counts more dumbbells
_STEPS = Phrases(WORDS.table["equipment"]["steps"])
_TO = Phrases(WORDS.table["equipment"]["to"])
_TO_STEP = frozenset({",", "(", "adjustable", "dumbbells", "dumbbell", "in", "with", "and", "weights", "of", "a"})


def numbers(shelf: Shelf) -> bool:
    """Read the number at the shelf's place: a load, a range of loads, or how many of something there are; whether one stood there."""
    if shelf.number() is None:
        return False
    if _count_of_bands(shelf) or _count_of_things(shelf):
        return True
    first = _value(shelf)
    if first is None:
        return True
    step = _range(shelf, first)
    if step is None:
        _load(shelf, first)
    return True


def _count_of_bands(shelf: Shelf) -> bool:
    ahead = 1
    while shelf.word(ahead) in _BAND_KINDS:
        ahead += 1
    count = shelf.number()
    if shelf.word(ahead) not in _BAND or count is None:
        return False
    shelf.place += ahead + 1
    if 1 <= count <= _MOST_BANDS and float(count).is_integer():
        shelf.unnamed_bands = max(shelf.unnamed_bands, int(count))
    else:
        shelf.problems.append(shelf.words[shelf.place - ahead - 1])
    return True


def _count_of_things(shelf: Shelf) -> bool:
    """«2 dumbbells of 8 kg», «two pairs», «2 x 8 kg»: how many is not a load."""
    count = shelf.number()
    if count is None or count > _MOST_COUNTED or not float(count).is_integer():
        return False
    if shelf.word(1) in {"x", "*"} and shelf.number(2) is not None:
        shelf.place += 2
        return True
    if shelf.word().isalpha() and shelf.number(1) is not None:  # «two 8 kg dumbbells»
        shelf.place += 1
        return True
    ahead = 2 if shelf.word(1) in {"adjustable", "fixed", "hex", "single"} else 1
    if shelf.word(ahead) in _COUNTED and (count <= _A_PAIR or _load_follows(shelf, ahead + 1)):
        shelf.flags["some_dumbbells"] = True
        shelf.place += ahead + 1
        return True
    return False


def _load_follows(shelf: Shelf, ahead: int) -> bool:
    while shelf.word(ahead) in _TO_LOAD:
        ahead += 1
    return shelf.number(ahead) is not None


def _value(shelf: Shelf) -> float | None:
    """The load at this place, with its unit; the place moves behind it. None, with a problem, when it is no load."""
    start = shelf.place
    value = float(shelf.number() or 0)
    shelf.place += 1
    glued = (
        shelf.word() == ","
        and not shelf.tokens[shelf.place].gap
        and shelf.number(1) is not None
        and not shelf.tokens[shelf.place + 1].gap
    )
    if (
        glued
        and shelf.words[shelf.place + 1] in {"5", "25", "75"}
        and value.is_integer()
        and (shelf.word(2) in WORDS.units or shelf.word(2) in {",", "", "and"})
    ):
        value = float(f"{int(value)}.{shelf.words[shelf.place + 1]}")
        shelf.place += 2
    named = WORDS.units.get(shelf.word())
    unit: Unit = shelf.unit
    if named in {"kg", "lb"}:
        unit = "kg" if named == "kg" else "lb"
        shelf.place += 1
    elif named == "s" and shelf.word() == "s":  # «a pair of 12s»
        shelf.place += 1
    if shelf.word() in {"each", "per"}:
        shelf.place += 1 + (shelf.word(1) in {"hand", "side", "dumbbell"})
    if unit != shelf.unit:
        value = round(value * KG_PER_LB, 2) if shelf.unit == "kg" else round(value / KG_PER_LB, 1)
    if not 0 < value * (KG_PER_LB if shelf.unit == "lb" else 1.0) <= MOST_LOAD_KG:
        shelf.problems.append(shelf.said.words(shelf.tokens[start].start, shelf.tokens[shelf.place - 1].end))
        return None
    return value


def _range(shelf: Shelf, first: float) -> bool | None:
    """«2-24 by 2», «2 to 24 in 2s», «5-25 kg, 2.5 steps»; without a step there is no list: that is quoted."""
    start = shelf.place
    to = _TO.at(shelf.words, shelf.place)
    ahead = 1 if shelf.word() == "-" else to[0] if to else 0
    if not ahead or shelf.number(ahead) is None:
        return None
    shelf.place += ahead
    last = _value(shelf)
    if last is None:
        return True
    step = _step(shelf)
    if step is None or step <= 0 or last <= first or (last - first) / step > MOST_LOADS:
        begin = max(0, start - 2)
        shelf.problems.append(shelf.said.words(shelf.tokens[begin].start, shelf.tokens[shelf.place - 1].end))
        return True
    value = first
    while value <= last + 1e-9:
        _load(shelf, round(value, 2))
        value += step
    return True


def _step(shelf: Shelf) -> float | None:
    """The step of a range: «by 2», «in 2s», «in 2.5 kg steps», «2.5 steps», «every 2 kg»."""
    back = shelf.place
    while shelf.place < len(shelf.words):
        found = _STEPS.at(shelf.words, shelf.place)
        if found is None and shelf.word() not in _TO_STEP:
            break
        shelf.place += found[0] if found else 1
    value = shelf.number()
    if value is None:
        shelf.place = back
        return None
    shelf.place += 1
    if WORDS.units.get(shelf.word()) in {"kg", "lb"} or shelf.word() == "s":
        shelf.place += 1
    stepped = shelf.word() in {"steps", "step", "increments", "increment", "jumps", ")"}
    said = any(
        word in {"by", "in", "steps", "every", "step", "increments", "of"} for word in shelf.words[back : shelf.place]
    )
    if stepped:
        shelf.place += 1
    if not stepped and not said:
        shelf.place = back
        return None
    return float(value)


def _load(shelf: Shelf, value: float) -> None:
    value = int(value) if float(value).is_integer() else value
    if value not in shelf.loads:
        shelf.loads.append(value)

"""What somebody has to lift with: dumbbells as a list, bands from light to heavy, a box, a bar, a gym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.reading.band_names import MOST_BANDS, bands, called, in_order
from core.reading.load_lists import MOST_LOADS, numbers
from core.reading.shelf import Shelf
from core.reading.tokens import typed
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.athlete import Unit

_TABLE = WORDS.table["equipment"]
_THINGS = Phrases(
    {phrase: key for key in ("gym", "barbell", "bar", "box", "anchor", "space", "dumbbell") for phrase in _TABLE[key]}
)
_NOTHING = frozenset(_TABLE["nothing"])
_NO = Phrases(_TABLE["no"])
_LEAD = frozenset({"i", "we", "have", "ive", "got", "there", "is", "sadly", "just", "well", "sorry"})
_FILLING = frozenset(_TABLE["filling"])


@dataclass(frozen=True, slots=True)
class EquipmentRead:
    """What was said. Loads in `unit`, sorted, each once; bands light to heavy. A flag is None when nothing was said of it.

    A barbell counts as a gym (rules.md 2.1), `barbell`: it is all that was said of one. `nothing`: the person has nothing. `only`: they said that there is
    no more than this. `problems` quotes what was not understood or is beyond 60 loads or 100 kg. `some_dumbbells`: there are dumbbells, and no weight was named.
    """

    dumbbells: tuple[float, ...] = ()
    unit: Unit = "kg"
    bands: tuple[str, ...] = ()
    box: bool | None = None
    anchor: bool | None = None
    space: bool | None = None
    bar: bool | None = None
    gym: bool | None = None
    barbell: bool = False
    nothing: bool = False
    only: bool = False
    some_dumbbells: bool = False
    no_dumbbells: bool = False
    no_bands: bool = False
    problems: tuple[str, ...] = ()


def read_equipment(text: str, unit: Unit) -> EquipmentRead | None:
    """What these words say somebody has; None when they speak of nothing of the kind. `unit` holds where none is typed."""
    shelf = Shelf(typed(text), unit)
    while shelf.place < len(shelf.tokens):
        if not (numbers(shelf) or bands(shelf) or _things(shelf) or _denied(shelf) or _skipped(shelf)):
            shelf.strange.append(shelf.tokens[shelf.place])
            shelf.place += 1
    return _found(shelf)


def _things(shelf: Shelf) -> bool:
    found = _THINGS.at(shelf.words, shelf.place)
    if not found:
        return False
    length, thing = found
    if thing == "dumbbell":
        if shelf.no:
            shelf.flags["no_dumbbells"] = True
            shelf.no = False
        else:
            shelf.flags["some_dumbbells"] = True
    else:
        shelf.flags[thing] = not shelf.no
        shelf.no = False
    shelf.place += length
    return True


def _denied(shelf: Shelf) -> bool:
    found = _NO.at(shelf.words, shelf.place)
    if not found:
        return False
    shelf.no = True
    shelf.place += found[0]
    return True


def _skipped(shelf: Shelf) -> bool:
    word = shelf.word()
    if (
        word in _FILLING
        or shelf.tokens[shelf.place].kind in {"sign", "line"}
        or word in WORDS.units
        or word in _NOTHING
    ):
        if word in {",", ";", "\n", "but"}:
            shelf.no = False
        shelf.place += 1
        return True
    return False


def _found(shelf: Shelf) -> EquipmentRead | None:
    """What was found; None when nothing was."""
    loads = tuple(sorted(shelf.loads))
    if len(loads) > MOST_LOADS:
        shelf.problems.append(shelf.said.text.strip())
        loads = ()
    named = in_order(tuple(shelf.bands)) or (called(shelf.unnamed_bands) if shelf.unnamed_bands else ())
    said = [word for word in shelf.words if word.isalnum() or " " in word]
    bare = said[next((at for at, word in enumerate(said) if word not in _LEAD), 0) :]
    lines = (" ".join(said), " ".join(bare))
    nothing = (
        not loads
        and not named
        and not any(shelf.flags.get(flag) for flag in ("gym", "barbell", "bar"))
        and any(f"{line} ".startswith(f"{phrase} ") for line in lines for phrase in _NOTHING if phrase != "no")
    )
    strange = () if nothing else _quoted(shelf)  # «no equipment» has said it all
    if not (loads or named or shelf.flags or nothing or shelf.problems):
        return None
    return EquipmentRead(
        dumbbells=loads,
        unit=shelf.unit,
        bands=named[:MOST_BANDS],
        box=shelf.flags.get("box"),
        anchor=shelf.flags.get("anchor"),
        space=shelf.flags.get("space"),
        bar=shelf.flags.get("bar"),
        gym=shelf.flags.get("gym", shelf.flags.get("barbell")),
        barbell="barbell" in shelf.flags and "gym" not in shelf.flags,
        nothing=nothing,
        only="only" in shelf.words or "just" in shelf.words,
        some_dumbbells=not loads and shelf.flags.get("some_dumbbells", False),
        no_dumbbells=shelf.flags.get("no_dumbbells", False),
        no_bands=shelf.flags.get("no_bands", False),
        problems=(*shelf.problems, *strange),
    )


def _quoted(shelf: Shelf) -> tuple[str, ...]:
    """The words that meant nothing here, joined where they stood together."""
    quotes: list[tuple[int, int]] = []
    for token in shelf.strange:
        if quotes and token.start - quotes[-1][1] <= 1:
            quotes[-1] = (quotes[-1][0], token.end)
        else:
            quotes.append((token.start, token.end))
    return tuple(shelf.said.words(start, end) for start, end in quotes)

"""What somebody has to lift with: dumbbells as a list, bands from light to heavy, a box, a bar, a gym."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.reading.caps import KG_PER_LB
from core.reading.tokens import typed
from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.athlete import Unit
    from core.reading.tokens import Token, Typed

MOST_LOADS = 60
MOST_LOAD_KG = 100.0
MOST_BANDS = 10
_TABLE = WORDS.table["equipment"]
_BANDS = WORDS.table["bands"]
_STRENGTHS = Phrases({phrase: phrase for phrase in _BANDS["light_to_heavy"]})
_COLOURS = frozenset(_BANDS["colours"])
# Colours are no standard between makers; this is the most widespread order, light to heavy (rules.md E33), with its look-alikes.
_COLOUR_ORDER = (
    "tan",
    "beige",
    "white",
    "pink",
    "yellow",
    "red",
    "orange",
    "green",
    "turquoise",
    "blue",
    "purple",
    "violet",
    "black",
    "brown",
    "silver",
    "grey",
    "gray",
    "gold",
)
_BAND = frozenset(_BANDS["band"])
_THINGS = Phrases(
    {phrase: key for key in ("gym", "bar", "box", "anchor", "space", "dumbbell") for phrase in _TABLE[key]}
)
_NOTHING = frozenset(_TABLE["nothing"])
_NO = Phrases(_TABLE["no"])
_STEPS = Phrases(_TABLE["steps"])
_TO = Phrases(_TABLE["to"])
_TO_STEP = frozenset({",", "(", "adjustable", "dumbbells", "dumbbell", "in", "with", "and", "weights", "of", "a"})
_FILLING = frozenset(_TABLE["filling"])
_DEFAULT_BANDS = {
    1: ("medium",),
    2: ("light", "heavy"),
    3: ("light", "medium", "heavy"),
    4: ("light", "medium", "heavy", "extra heavy"),
    5: ("extra light", "light", "medium", "heavy", "extra heavy"),
}


@dataclass(frozen=True, slots=True)
class EquipmentRead:
    """What was said. Loads in `unit`, sorted, each once; bands light to heavy. A flag is None when nothing was said of it.

    `nothing`: the person has nothing. `band_unnamed`: a band was named without saying which. `problems` quotes what was not
    understood or is beyond 60 loads or 100 kg.
    """

    dumbbells: tuple[float, ...] = ()
    unit: Unit = "kg"
    bands: tuple[str, ...] = ()
    box: bool | None = None
    anchor: bool | None = None
    space: bool | None = None
    bar: bool | None = None
    gym: bool | None = None
    nothing: bool = False
    only: bool = False
    no_dumbbells: bool = False
    no_bands: bool = False
    problems: tuple[str, ...] = ()


def read_equipment(text: str, unit: Unit) -> EquipmentRead | None:
    """What these words say somebody has; None when they speak of nothing of the kind. `unit` holds where none is typed."""
    said = typed(text)
    walk = _Walk(said, unit)
    walk.through()
    return walk.result()


class _Walk:
    """One pass over the tokens of an equipment message."""

    def __init__(self, said: Typed, unit: Unit) -> None:
        self.said = said
        self.tokens = said.tokens
        self.words = tuple(token.text for token in said.tokens)
        self.unit: Unit = unit
        for word in self.words:
            named = WORDS.units.get(word)
            if named in {"kg", "lb"}:
                self.unit = "kg" if named == "kg" else "lb"
                break
        self.loads: list[float] = []
        self.bands: list[str] = []
        self.flags: dict[str, bool] = {}
        self.unnamed_bands = 0
        self.problems: list[str] = []
        self.strange: list[Token] = []
        self.no = False
        self.place = 0

    def word(self, ahead: int = 0) -> str:
        """The word there, or nothing behind the end."""
        return self.words[self.place + ahead] if self.place + ahead < len(self.words) else ""

    def number(self, ahead: int = 0) -> float | None:
        """The number there, a decimal comma included as the caller's matter."""
        place = self.place + ahead
        return self.tokens[place].value if place < len(self.tokens) and self.tokens[place].kind == "number" else None

    def through(self) -> None:
        """Read everything."""
        while self.place < len(self.tokens):
            step = self._numbers() or self._bands() or self._things() or self._denied() or self._skipped()
            if not step:
                self.strange.append(self.tokens[self.place])
                self.place += 1

    # --- loads ----------------------------------------------------------------------------------------------------
    def _numbers(self) -> bool:
        if self.number() is None:
            return False
        if self._count_of_bands() or self._count_of_things():
            return True
        first = self._value()
        if first is None:
            return True
        step = self._range(first)
        if step is None:
            self._load(first)
        return True

    def _count_of_bands(self) -> bool:
        ahead = 1
        while self.word(ahead) in {"resistance", "loop", "mini", "elastic", "different", "rubber", "long", "fabric"}:
            ahead += 1
        count = self.number()
        if self.word(ahead) not in _BAND or count is None:
            return False
        self.place += ahead + 1
        if 1 <= count <= MOST_BANDS and float(count).is_integer():
            self.unnamed_bands = max(self.unnamed_bands, int(count))
        else:
            self.problems.append(self.words[self.place - ahead - 1])
        return True

    def _count_of_things(self) -> bool:
        """«2 dumbbells of 8 kg», «two pairs», «2 x 8 kg»: how many is not a load."""
        count = self.number()
        if count is None or count > 10 or not float(count).is_integer():  # noqa: PLR2004 - nobody counts more dumbbells
            return False
        if self.word(1) in {"x", "*"} and self.number(2) is not None:
            self.place += 2
            return True
        if self.word().isalpha() and self.number(1) is not None:  # «two 8 kg dumbbells»
            self.place += 1
            return True
        ahead = 2 if self.word(1) in {"adjustable", "fixed", "hex", "single"} else 1
        if self.word(ahead) in {
            "dumbbell",
            "dumbbells",
            "kettlebell",
            "kettlebells",
            "pair",
            "pairs",
            "db",
            "dbs",
            "weights",
            "set",
            "sets",
        } and self._load_follows(ahead + 1):
            self.place += ahead + 1
            return True
        return False

    def _load_follows(self, ahead: int) -> bool:
        while self.word(ahead) in {"of", "at", "each", "with", ":", "(", "a", "from", "up", "weighing"}:
            ahead += 1
        return self.number(ahead) is not None

    def _value(self) -> float | None:
        """The load at this place, with its unit; the place moves behind it. None, with a problem, when it is no load."""
        start = self.place
        value = float(self.number() or 0)
        self.place += 1
        glued = (
            self.word() == ","
            and not self.tokens[self.place].gap
            and self.number(1) is not None
            and not self.tokens[self.place + 1].gap
        )
        if (
            glued
            and self.words[self.place + 1] in {"5", "25", "75"}
            and value.is_integer()
            and (self.word(2) in WORDS.units or self.word(2) in {",", "", "and"})
        ):
            value = float(f"{int(value)}.{self.words[self.place + 1]}")
            self.place += 2
        named = WORDS.units.get(self.word())
        unit: Unit = self.unit
        if named in {"kg", "lb"}:
            unit = "kg" if named == "kg" else "lb"
            self.place += 1
        elif named == "s" and self.word() == "s":  # «a pair of 12s»
            self.place += 1
        if self.word() in {"each", "per"}:
            self.place += 1 + (self.word(1) in {"hand", "side", "dumbbell"})
        if unit != self.unit:
            value = round(value * KG_PER_LB, 2) if self.unit == "kg" else round(value / KG_PER_LB, 1)
        if not 0 < value * (KG_PER_LB if self.unit == "lb" else 1.0) <= MOST_LOAD_KG:
            self.problems.append(self.said.words(self.tokens[start].start, self.tokens[self.place - 1].end))
            return None
        return value

    def _range(self, first: float) -> bool | None:
        """«2-24 by 2», «2 to 24 in 2s», «5-25 kg, 2.5 steps»; without a step there is no list: that is quoted."""
        start = self.place
        to = _TO.at(self.words, self.place)
        ahead = 1 if self.word() == "-" else to[0] if to else 0
        if not ahead or self.number(ahead) is None:
            return None
        self.place += ahead
        last = self._value()
        if last is None:
            return True
        step = self._step()
        if step is None or step <= 0 or last <= first or (last - first) / step > MOST_LOADS:
            begin = max(0, start - 2)
            self.problems.append(self.said.words(self.tokens[begin].start, self.tokens[self.place - 1].end))
            return True
        value = first
        while value <= last + 1e-9:
            self._load(round(value, 2))
            value += step
        return True

    def _step(self) -> float | None:
        """The step of a range: «by 2», «in 2s», «in 2.5 kg steps», «2.5 steps», «every 2 kg»."""
        back = self.place
        while self.place < len(self.words):
            found = _STEPS.at(self.words, self.place)
            if found is None and self.word() not in _TO_STEP:
                break
            self.place += found[0] if found else 1
        value = self.number()
        if value is None:
            self.place = back
            return None
        self.place += 1
        if WORDS.units.get(self.word()) in {"kg", "lb"} or self.word() == "s":
            self.place += 1
        stepped = self.word() in {"steps", "step", "increments", "increment", "jumps", ")"}
        said = any(
            word in {"by", "in", "steps", "every", "step", "increments", "of"} for word in self.words[back : self.place]
        )
        if stepped:
            self.place += 1
        if not stepped and not said:
            self.place = back
            return None
        return float(value)

    def _load(self, value: float) -> None:
        value = int(value) if float(value).is_integer() else value
        if value not in self.loads:
            self.loads.append(value)

    # --- bands and things -----------------------------------------------------------------------------------------
    def _bands(self) -> bool:
        """«light, medium and heavy band», «red and blue bands», «a band»."""
        names: list[str] = []
        place = self.place
        while place < len(self.words):
            word = self.words[place]
            strength = _STRENGTHS.at(self.words, place)
            if strength:
                names.append(strength[1])
                place += strength[0]
            elif word in _COLOURS:
                names.append(word)
                place += 1
            elif names and word in {
                ",",
                "and",
                "&",
                "+",
                "/",
                "-",
                "a",
                "or",
                "plus",
                "one",
                "resistance",
                "mini",
                "loop",
            }:
                place += 1
            else:
                break
        if place < len(self.words) and self.words[place] in _BAND and names:
            self._named(names)
            self.place = place + 1
            return True
        if self.word() in _BAND:
            self.place += 1
            if self.word() in {":", "(", "-"} or (
                self.word() not in {"", ",", "and", "."}
                and (_STRENGTHS.at(self.words, self.place) or self.word() in _COLOURS)
            ):
                self._names_behind()
            elif not self.no:
                self.unnamed_bands = max(self.unnamed_bands, 1)
            else:
                self.flags["no_bands"] = True
            self.no = False
            return True
        if names and any(word in _BAND for word in self.words):
            self._named(names)
            self.place = place
            return True
        return False

    def _names_behind(self) -> None:
        names: list[str] = []
        while self.place < len(self.words):
            strength = _STRENGTHS.at(self.words, self.place)
            if strength:
                names.append(strength[1])
                self.place += strength[0]
            elif self.word() in _COLOURS:
                names.append(self.word())
                self.place += 1
            elif self.word() in {":", "(", ")", ",", "and", "-", "/", "&"} and self.place + 1 < len(self.words):
                if self.word() in {",", "and", "&"} and not (
                    _STRENGTHS.at(self.words, self.place + 1) or self.word(1) in _COLOURS
                ):
                    break
                self.place += 1
            else:
                break
        self._named(names)

    def _named(self, names: list[str]) -> None:
        if self.no:
            self.flags["no_bands"] = True
            return
        self.bands.extend(name for name in names if name not in self.bands)

    def _things(self) -> bool:
        found = _THINGS.at(self.words, self.place)
        if not found:
            return False
        length, thing = found
        if thing == "dumbbell":
            if self.no:
                self.flags["no_dumbbells"] = True
                self.no = False
        else:
            self.flags[thing] = not self.no
            self.no = False
        self.place += length
        return True

    def _denied(self) -> bool:
        found = _NO.at(self.words, self.place)
        if not found:
            return False
        self.no = True
        self.place += found[0]
        return True

    def _skipped(self) -> bool:
        word = self.word()
        if (
            word in _FILLING
            or self.tokens[self.place].kind in {"sign", "line"}
            or word in WORDS.units
            or word in _NOTHING
        ):
            if word in {",", ";", "\n", "but"}:
                self.no = False
            self.place += 1
            return True
        return False

    # --- the answer -----------------------------------------------------------------------------------------------
    def result(self) -> EquipmentRead | None:
        """What was found; None when nothing was."""
        loads = tuple(sorted(self.loads))
        if len(loads) > MOST_LOADS:
            self.problems.append(self.said.text.strip())
            loads = ()
        bands = in_order(tuple(self.bands))
        if not bands and self.unnamed_bands:
            bands = _DEFAULT_BANDS.get(
                self.unnamed_bands, tuple(str(number) for number in range(1, self.unnamed_bands + 1))
            )
        line = " ".join(word for word in self.words if word.isalnum() or " " in word)
        nothing = (
            not loads
            and not bands
            and not any(self.flags.get(flag) for flag in ("gym", "bar"))
            and any(line == phrase or line.startswith(f"{phrase} ") for phrase in _NOTHING if phrase != "no")
        )
        strange = self._quoted()
        if not (loads or bands or self.flags or nothing or self.problems):
            return None
        return EquipmentRead(
            dumbbells=loads,
            unit=self.unit,
            bands=bands[:MOST_BANDS],
            box=self.flags.get("box"),
            anchor=self.flags.get("anchor"),
            space=self.flags.get("space"),
            bar=self.flags.get("bar"),
            gym=self.flags.get("gym"),
            nothing=nothing,
            only="only" in self.words or "just" in self.words,
            no_dumbbells=self.flags.get("no_dumbbells", False),
            no_bands=self.flags.get("no_bands", False),
            problems=(*self.problems, *strange),
        )

    def _quoted(self) -> tuple[str, ...]:
        """The words that meant nothing here, joined where they stood together."""
        quotes: list[tuple[int, int]] = []
        for token in self.strange:
            if quotes and token.start - quotes[-1][1] <= 1:
                quotes[-1] = (quotes[-1][0], token.end)
            else:
                quotes.append((token.start, token.end))
        return tuple(self.said.words(start, end) for start, end in quotes)


def in_order(bands: tuple[str, ...]) -> tuple[str, ...]:
    """Bands from light to heavy where their words or colours say so; otherwise as they were listed."""
    strengths = list(_BANDS["light_to_heavy"])
    for known in (strengths, list(_COLOUR_ORDER)):
        if all(band in known for band in bands):
            return tuple(sorted(bands, key=known.index))
    return bands

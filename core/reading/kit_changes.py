"""What came to the equipment or went from it: «bought 12 kg dumbbells», «joined a gym», «sold my bands», «no box»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from core.reading.loads import read_equipment
from core.reading.text import plain
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.athlete import Unit
    from core.reading.loads import EquipmentRead

LONGEST: Final = 120  # characters; longer messages are stories
_TABLE: Final = WORDS.table["kit_changes"]
_DUMBBELLS: Final = frozenset(WORDS.some("equipment", "dumbbell"))


def _any(key: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(_TABLE[key], key=len, reverse=True))


_LEAD: Final = rf"(?:(?:{_any('lead')}),? )*"
_HAPPENED: Final = rf"(?: (?:{_any('happened')}))*"
_CAME: Final = re.compile(rf"{_LEAD}(?P<how>{_any('came')}) (?P<what>.+?){_HAPPENED}")
_HAVE: Final = re.compile(rf"{_LEAD}(?P<now>now )?(?:i )?(?:{_any('have')}) (?:now )?(?P<what>.+?)(?P<behind>,? now)?")
_WENT: Final = re.compile(rf"{_LEAD}(?P<how>{_any('went')}) (?P<what>.+?)(?P<more> (?:{_any('no_more')}))?{_HAPPENED}")
_WITHOUT: Final = re.compile(rf"{_LEAD}(?:but )?(?:{_any('without')}) (?P<what>.+)")
_WENT_BEHIND: Final = re.compile(
    rf"{_LEAD}(?:(?:my|the|our|one of my) )(?P<what>.+?) (?:{_any('went_behind')}){_HAPPENED}"
)
_FOR_NOW: Final = re.compile(rf"\b(?:{_any('for_now')})\b")
# One of these words stands in every change: nearly all messages are not looked at further.
_TELLING: Final = frozenset(
    phrase.split()[0]
    for key in ("came", "have", "went", "without", "went_behind")
    for phrase in _TABLE[key]
    if not phrase.startswith(("is ", "are "))
) | {"broken", "torn", "ripped", "gone", "sold", "stolen"}
_LEAVES: Final = frozenset({"left", "quit", "cancelled", "canceled", "ended"})  # a gym, nothing else
_HAS_NOT: Final = frozenset({"dont own", "dont have", "do not have", "havent got", "have no"})


@dataclass(frozen=True, slots=True)
class KitChange:
    """What came or went, as equipment, and in the person's words."""

    kind: Literal["came", "went"]
    things: EquipmentRead
    said: str

    @property
    def unweighed(self) -> bool:
        """Whether it is about dumbbells, without a single weight."""
        return self.things.some_dumbbells


def read_change(text: str, unit: Unit, *, asked: bool = False) -> KitChange | None:
    """The change of the equipment that the message tells for good; None when it tells none, or names days.

    `asked`: it answers what there is, so that a list of weights or bands is all of it and no addition.
    """
    if len(text) > LONGEST:
        return None
    line = " ".join(plain(text).replace("'", "").split()).strip(" .!")
    return None if _TELLING.isdisjoint(line.replace(",", " ").split()) else _change(line, unit, asked=asked)


@lru_cache(maxsize=8)  # reading and the topic ask for the same message
def _change(line: str, unit: Unit, *, asked: bool) -> KitChange | None:
    if line.endswith("?"):
        return None
    return _went(line, unit) or _came(line, unit, asked=asked)


def _went(line: str, unit: Unit) -> KitChange | None:
    found = _WENT.fullmatch(line)
    if found is not None and (found["how"] not in _HAS_NOT or found["more"]):
        change = _things("went", found["what"], unit)
        # «broke my wrist» is no equipment, «lost weight» no weight; a gym is left, and nothing else is.
        fits = change is not None and (found["how"] not in _LEAVES or bool(change.things.gym))
        return change if fits else None
    if (behind := _WENT_BEHIND.fullmatch(line)) is not None:
        return _things("went", behind["what"], unit)
    without = None if _FOR_NOW.search(line) else _WITHOUT.fullmatch(line)
    if without is None:
        return None
    change = _things("went", without["what"], unit)
    # «no bands» and «no gym» are rather said of today.
    return change if change is not None and _is_furniture(change) and not change.things.gym else None


def _came(line: str, unit: Unit, *, asked: bool) -> KitChange | None:
    if (found := _CAME.fullmatch(line)) is not None:
        change = _things("came", found["what"], unit)
        # «got 6 6» are sets, «got 8 kg dumbbells» are none
        sets = change is not None and change.things.dumbbells and found["how"] == "got" and not _named(change)
        return None if sets else change
    have = None if _FOR_NOW.search(line) else _HAVE.fullmatch(line)
    change = _things("came", have["what"], unit) if have is not None else None
    if have is None or change is None:
        return None
    if _is_furniture(change):
        return change  # «I have a pull-up bar»: nobody means that it is all there is
    return change if (have["now"] or have["behind"]) and not asked else None


def _things(kind: Literal["came", "went"], what: str, unit: Unit) -> KitChange | None:
    things = read_equipment(what, unit)
    if things is None or things.problems or things.only or things.nothing or things.no_bands or things.no_dumbbells:
        return None
    return KitChange(kind, things, what)


def _named(change: KitChange) -> bool:
    """Whether the dumbbells are called that."""
    return not _DUMBBELLS.isdisjoint(re.findall(r"[a-z]+", change.said))


def _is_furniture(change: KitChange) -> bool:
    """Whether neither dumbbells nor bands are named: a box, a bar, a gym."""
    return not (change.things.dumbbells or change.things.bands or change.unweighed)

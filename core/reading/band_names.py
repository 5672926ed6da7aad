"""The bands in a message about equipment, and their order from light to heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.vocabulary import WORDS, Phrases

if TYPE_CHECKING:
    from core.reading.shelf import Shelf

MOST_BANDS = 10
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
_DEFAULT_BANDS = {
    1: ("medium",),
    2: ("light", "heavy"),
    3: ("light", "medium", "heavy"),
    4: ("light", "medium", "heavy", "extra heavy"),
    5: ("extra light", "light", "medium", "heavy", "extra heavy"),
}


def called(count: int) -> tuple[str, ...]:
    """What so many bands are called that were not told apart."""
    return _DEFAULT_BANDS.get(count, tuple(str(number) for number in range(1, count + 1)))


def in_order(bands: tuple[str, ...]) -> tuple[str, ...]:
    """Bands from light to heavy where their words or colours say so; otherwise as they were listed."""
    strengths = list(_BANDS["light_to_heavy"])
    for known in (strengths, list(_COLOUR_ORDER)):
        if all(band in known for band in bands):
            return tuple(sorted(bands, key=known.index))
    return bands


def bands(shelf: Shelf) -> bool:
    """«light, medium and heavy band», «red and blue bands», «a band»."""
    names: list[str] = []
    place = shelf.place
    while place < len(shelf.words):
        word = shelf.words[place]
        strength = _STRENGTHS.at(shelf.words, place)
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
    if place < len(shelf.words) and shelf.words[place] in _BAND and names:
        _named(shelf, names)
        shelf.place = place + 1
        return True
    if shelf.word() in _BAND:
        shelf.place += 1
        if shelf.word() in {":", "(", "-"} or (
            shelf.word() not in {"", ",", "and", "."}
            and (_STRENGTHS.at(shelf.words, shelf.place) or shelf.word() in _COLOURS)
        ):
            _names_behind(shelf)
        elif not shelf.no:
            shelf.unnamed_bands = max(shelf.unnamed_bands, 1)
        else:
            shelf.flags["no_bands"] = True
        shelf.no = False
        return True
    if names and any(word in _BAND for word in shelf.words):
        _named(shelf, names)
        shelf.place = place
        return True
    return False


def _names_behind(shelf: Shelf) -> None:
    names: list[str] = []
    while shelf.place < len(shelf.words):
        strength = _STRENGTHS.at(shelf.words, shelf.place)
        if strength:
            names.append(strength[1])
            shelf.place += strength[0]
        elif shelf.word() in _COLOURS:
            names.append(shelf.word())
            shelf.place += 1
        elif shelf.word() in {":", "(", ")", ",", "and", "-", "/", "&"} and shelf.place + 1 < len(shelf.words):
            if shelf.word() in {",", "and", "&"} and not (
                _STRENGTHS.at(shelf.words, shelf.place + 1) or shelf.word(1) in _COLOURS
            ):
                break
            shelf.place += 1
        else:
            break
    _named(shelf, names)


def _named(shelf: Shelf, names: list[str]) -> None:
    if shelf.no:
        shelf.flags["no_bands"] = True
        return
    shelf.bands.extend(name for name in names if name not in shelf.bands)

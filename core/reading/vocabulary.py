"""The words of a language, from its file, in the shape that reading looks them up in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGE = "en"


class Phrases:
    """Phrases that can be found where they begin: in a row of words, the longest first."""

    def __init__(self, phrases: Mapping[str, Any] | Iterable[str]) -> None:
        named = phrases if isinstance(phrases, dict) else dict.fromkeys(phrases, True)
        self.by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, meaning in named.items():
            words = tuple(phrase.split())
            self.by_first.setdefault(words[0], []).append((words, meaning))
        for found in self.by_first.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def at(self, words: tuple[str, ...], start: int) -> tuple[int, Any] | None:
        """How many words the longest phrase that begins there takes, and its meaning; None: none does."""
        if start >= len(words):
            return None
        found = self.by_first.get(words[start])
        if found is None:
            return None
        for phrase, meaning in found:
            if words[start : start + len(phrase)] == phrase:
                return len(phrase), meaning
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. `table` holds the file as it is; the rest are the look-ups of the busy paths."""

    table: Mapping[str, Any]
    numbers: Mapping[str, int]
    hundreds: Mapping[str, int]
    ordinals: Mapping[str, int]
    glued: frozenset[str]
    before_one: frozenset[str]
    units: Mapping[str, str]
    fillers: frozenset[str]
    notes: frozenset[str]

    def some(self, *path: str) -> tuple[str, ...]:
        """The list of phrases at that place of the file."""
        node: Any = self.table
        for key in path:
            node = node[key]
        return tuple(node)


@lru_cache(maxsize=8)
def words(language: str = LANGUAGE) -> Words:
    """The words of a language; the file `words.<language>.toml` lies beside this module."""
    table = tomllib.loads(files("core.reading").joinpath(f"words.{language}.toml").read_text("utf-8"))
    units = {word: unit for unit, spellings in table["units"].items() if unit != "glued" for word in spellings}
    return Words(
        table=table,
        numbers=table["numbers"],
        hundreds=table["hundreds"],
        ordinals=table["ordinals"],
        glued=frozenset(table["units"]["glued"]),
        before_one=frozenset(table["before_one"]["words"]),
        units=units,
        fillers=frozenset(table["filling"]["words"]),
        notes=frozenset(table["notes"]["words"]).union(*(words for words in table["pain"]["sites"].values())),
    )


WORDS = words()

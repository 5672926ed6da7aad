"""What other programs call an exercise → the catalogue's, where there is no doubt; else the words stay as they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from core.content import Library

# Higher than for what is typed: nobody is there to be asked, and «Incline Bench Press» must not become another press.
SURE: Final = 92.0
MARGIN: Final = 8.0
_GEAR: Final = re.compile(r"^(.*?)\s*\(([^()]*)\)\s*$")  # Hevy and Strong: «Romanian Deadlift (Dumbbell)»


class Titles:
    """Looks titles up; each is looked at once."""

    def __init__(self, library: Library) -> None:
        self._by_key: dict[str, str] = {}
        for slug, exercise in library.exercises.items():
            for name in (exercise.name, slug, *exercise.aliases):
                self._by_key.setdefault(_key(name), slug)
        self.slug = lru_cache(maxsize=10_000)(self._slug)

    def _slug(self, title: str) -> str | None:
        """The exercise of the catalogue that this names; None when it is none, or could be two."""
        named = _GEAR.match(title)
        spellings = [title] if named is None else [f"{named[2]} {named[1]}", f"{named[1]} {named[2]}"]
        for spelling in spellings:
            if (slug := self._by_key.get(_key(spelling))) is not None:
                return slug
        return self._near(spellings[0])

    def _near(self, spelling: str) -> str | None:
        best: dict[str, float] = {}
        found = process.extract(_key(spelling), self._by_key.keys(), scorer=fuzz.ratio, processor=None, limit=6)
        for key, score, _ in found:
            slug = self._by_key[key]
            best[slug] = max(best.get(slug, 0.0), score)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        ahead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        return ranked[0][0] if ranked[0][1] >= SURE and ahead >= MARGIN else None


def _key(name: str) -> str:
    """The name without signs, spaces, plurals and the shorthand for dumbbell: «DB Rows» and «dumbbell row» are one."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.casefold()).split()
    return "".join(_plain(word) for word in words)


def _plain(word: str) -> str:
    word = {"db": "dumbbell", "dbs": "dumbbell", "bb": "barbell", "pallof": "paloff"}.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004  «abs» stays

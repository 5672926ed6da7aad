"""Which exercise somebody means: by alias, by what is on today, and by spelling that is near enough."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from core.content import library
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

ACCEPT = 75.0  # of 100, by the better of ratio and token_sort_ratio; never WRatio, which finds «row» in everything
ASK = 50.0
EACH_WORD = 60.0
JOINED = 94.0
MARGIN = 6.0  # ahead of the next exercise, else the name could be either
LONGEST_NAME = 60  # characters; longer runs of words are no name and not worth comparing
_FAMILY = frozenset(
    {
        "squat",
        "press",
        "row",
        "rdl",
        "deadlift",
        "lunge",
        "stepup",
        "pushup",
        "plank",
        "paloff",
        "pallof",
        "calfraise",
        "bridge",
        "march",
        "pogo",
        "jump",
        "pulldown",
        "splitsquat",
        "raise",
    }
)


def key(words: Iterable[str]) -> str:
    """A name without spaces, hyphens and plurals: «Push-ups», «push up» and «pushup» are one."""
    return "".join(singular(word) for word in words)


def singular(word: str) -> str:
    """A word without its plural: «rows», «presses» and «row», «press» are one."""
    if word.endswith("sses"):
        return word[:-2]
    if len(word) > 2 and word.endswith("s") and not word.endswith("ss"):  # noqa: PLR2004 - «is», «us» stay
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Names:
    """Every spelling of every exercise: `exact` by key (short names yield to aliases), `near` for comparing."""

    exact: dict[str, str]
    short: dict[str, str]
    near: dict[str, str]
    sorted_near: dict[str, str]
    parts: dict[str, frozenset[str]]
    beginnings: frozenset[str]  # the first one and two letters of every key
    longest: int  # words in the longest name


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of the catalogue, made ready for looking up."""
    exact: dict[str, str] = {}
    short: dict[str, str] = {}
    near: dict[str, str] = {}
    sorted_near: dict[str, str] = {}
    parts: dict[str, frozenset[str]] = {}
    longest = 1
    for slug, exercise in library().exercises.items():
        spellings = [_plain(name) for name in (exercise.name, slug, *exercise.aliases)]
        for spelling in spellings:
            exact.setdefault(key(spelling), slug)
        short[key(_plain(exercise.short))] = slug
        for spelling in (*spellings, _plain(exercise.short)):
            words = [singular(word) for word in spelling]
            near.setdefault(" ".join(words), slug)
            sorted_near.setdefault(" ".join(sorted(words)), slug)
            longest = max(longest, len(spelling))
        parts[slug] = frozenset({key(spelling) for spelling in (*spellings, _plain(exercise.short))})
    for name, slug in short.items():
        exact.setdefault(name, slug)
    beginnings = frozenset(name[:length] for name in (*exact, *short) for length in (1, 2))
    return Names(exact, short, near, sorted_near, parts, beginnings, longest)


def _plain(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in name.lower()).split()


def exact(name_key: str, around: tuple[str, ...] = ()) -> str | None:
    """The exercise of that key; where the name is shared by a family, the one of them that is on today (`around`)."""
    table = names()
    found = table.exact.get(name_key)
    if found is None and name_key not in table.short:
        return None
    if found in around:
        return found
    for slug in around:
        if slug not in table.parts:  # the person's own words for work outside the catalogue
            continue
        if name_key in table.parts[slug] or (
            name_key in _FAMILY and name_key in key(_plain(slug)) + key(table_name(slug))
        ):
            return slug
    return found


def table_name(slug: str) -> list[str]:
    """The catalogue name of an exercise as plain words."""
    return _plain(library().exercises[slug].name)


def word_by_word(said: list[str], name: list[str]) -> bool:
    """Whether each word comes near its counterpart, in whatever order, or all of them joined («startworkout»)."""
    if len(said) != len(name):
        return fuzz.ratio("".join(said), "".join(name)) >= JOINED
    return all(fuzz.ratio(*pair) >= EACH_WORD for pair in zip(sorted(said), sorted(name), strict=True))


@lru_cache(maxsize=512)
def near(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The exercise these words come near enough to, else None and those to ask about, best first."""
    said = " ".join(singular(word) for word in words)
    if not said or len(said) > LONGEST_NAME or said in _others():
        return None, ()
    table = names()
    best: dict[str, float] = {}
    for choices, query in ((table.near, said), (table.sorted_near, " ".join(sorted(said.split())))):
        for choice, score, _ in process.extract(
            query, choices.keys(), scorer=fuzz.ratio, processor=None, score_cutoff=ASK, limit=12
        ):
            slug = choices[choice]
            if score >= ACCEPT and not word_by_word(query.split(), choice.split()):
                score = ACCEPT - 1  # noqa: PLW2901 - near as a whole, but with a word of its own («shoulder taps»)
            best[slug] = max(best.get(slug, 0.0), score)
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    if not ranked:
        return None, ()
    ahead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
    if ranked[0][1] >= ACCEPT and ahead >= MARGIN:
        return ranked[0][0], ()
    return None, tuple(slug for slug, _ in ranked[:3])


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    return frozenset(
        " ".join(singular(word) for word in _plain(name)) for name in WORDS.some("other_exercises", "words")
    )


def known_other(words: tuple[str, ...]) -> bool:
    """Whether these words name an exercise that everybody knows and the catalogue has not."""
    return " ".join(singular(word) for word in words) in _others()

"""The names of days, months and spans: Babel's, with the spellings people add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from core.reading.vocabulary import LANGUAGE, WORDS, Phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAYS = WORDS.table["dates"]
SPANS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}


@dataclass(frozen=True, slots=True)
class Calendar:
    """`weekdays` from Monday = 0, `months` from January = 1, `relative` to (days from today, part of the day), `spans` in days."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    relative: Phrases
    weekend: Phrases
    spans: Mapping[str, int]
    in_words: frozenset[str]
    ago: frozenset[str]
    this: frozenset[str]
    next: frozenset[str]
    last: frozenset[str]


def _names(wide: Mapping[int, str], short: Mapping[int, str]) -> dict[str, int]:
    return {name.lower().rstrip("."): number for names in (wide, short) for number, name in names.items()}


def _calendar(language: str) -> Calendar:
    weekdays = _names(get_day_names("wide", locale=language), get_day_names("abbreviated", locale=language))
    weekdays |= {f"{name}s": number for name, number in weekdays.items()} | _DAYS["days_extra"]
    months = (
        _names(get_month_names("wide", locale=language), get_month_names("abbreviated", locale=language))
        | _DAYS["months_extra"]
    )
    relative: dict[str, tuple[int, str | None]] = {}
    for key, meaning in {
        "today": (0, None),
        "tonight": (0, "evening"),
        "tomorrow": (1, None),
        "overmorrow": (2, None),
        "yesterday": (-1, None),
        "before_yesterday": (-2, None),
        "last_night": (-1, "evening"),
    }.items():
        relative |= dict.fromkeys(_DAYS[key], meaning)
    for part in ("morning", "afternoon", "evening"):
        relative |= {f"this {word}": (0, part) for word in _DAYS[part] if word not in weekdays}
    weekend = [f"{lead}{word}" for word in _DAYS["weekend"] for lead in ("", "this ", "the ", "on the ", "at the ")]
    return Calendar(
        weekdays=weekdays,
        months=months,
        relative=Phrases(relative),
        weekend=Phrases(weekend),
        spans={word: days for key, days in SPANS.items() for word in _DAYS[key]},
        in_words=frozenset(_DAYS["in"]),
        ago=frozenset(_DAYS["ago"]),
        this=frozenset(_DAYS["this"]),
        next=frozenset(_DAYS["next"]),
        last=frozenset(_DAYS["last"]),
    )


CALENDAR = _calendar(LANGUAGE)
BETWEEN = frozenset(_DAYS["on"])

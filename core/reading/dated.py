"""Sets of another day: «yesterday: 6 6 5», «squat 6 6 6 on Monday»; a day that is told about lies behind, never ahead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.reading.calendar_words import CALENDAR
from core.reading.days import day_at
from core.reading.meaning import Sets, Unclear
from core.reading.reports import report
from core.reading.shares import shared
from core.reading.vocabulary import WORDS
from core.values import replace

if TYPE_CHECKING:
    from core.reading.meaning import Context
    from core.reading.tokens import Token, Typed

_LEADS = frozenset({"on", "last", "this", "from"})
_NOT_TOLD = frozenset({"you", "until", "till", "by", "for", "next", "race", "to"})  # «see you Friday»
_ANYWHERE = frozenset(
    word for key in ("yesterday", "last_night") for phrase in WORDS.table["dates"][key] for word in phrase.split()[:1]
)
_DAY_WORDS = (
    CALENDAR.weekdays.keys() | CALENDAR.months.keys() | CALENDAR.relative.by_first.keys() | CALENDAR.ago | {"."}
)
_WEEK = timedelta(days=7)
_LONGEST = 200  # tokens; a longer message is looked at as it is
_NEAR_START = 2


def dated_report(said: Typed, context: Context) -> Sets | Unclear | None:
    """The sets that the message reports, with their day where it names one; None when it reports none."""
    pasted = shared(said, context) if "\n" in said.plain else None
    if pasted is not None:
        return pasted
    found = _day_told(said.tokens, context.today) if len(said.tokens) <= _LONGEST else None
    if found is not None:
        day, tokens = found
        sets = report(said, tokens, context)
        if isinstance(sets, Sets):
            if day is not None and context.today is not None and day > context.today:
                return Unclear((replace(sets, on=context.today),), (said.text.strip(),))
            return replace(sets, on=day if day != context.today else None)
    return report(said, said.tokens, context)


def _day_told(tokens: tuple[Token, ...], today: date | None) -> tuple[date | None, tuple[Token, ...]] | None:
    """The day the message is about, and the other tokens; None when it names none where such a day stands."""
    words = tuple(token.text for token in tokens)
    if _DAY_WORDS.isdisjoint(words) and not any(token.kind in {"date", "dotted"} for token in tokens):
        return None
    for place, token in enumerate(tokens):
        if token.kind not in {"word", "number", "date", "dotted"} or (
            token.kind == "number" and not _dates(words, place)
        ):
            continue
        found = day_at(tokens, words, place, today)
        if found is None:
            continue
        day, behind = found
        if not (place <= _NEAR_START or behind == len(tokens) or token.text in _ANYWHERE) or behind - place == len(
            tokens
        ):
            return None
        before = place
        while before and words[before - 1] in _LEADS:
            before -= 1
        if before and words[before - 1] in _NOT_TOLD:
            return None
        while behind < len(words) and words[behind] in {",", ":", "-", ".", "\n"}:
            behind += 1
        rest = (*tokens[:before], *tokens[behind:])
        return (_past(day.day, today, weekday=day.confirm or token.kind == "word"), rest) if rest else None
    return None


def _dates(words: tuple[str, ...], place: int) -> bool:
    """Whether a number there begins a date («26 Nov») or a span («2 days ago»), and no row of repetitions."""
    following = words[place + 1 : place + 3]
    return bool(following) and (following[0].isalpha() or following[0] == ".")


def _past(day: date | None, today: date | None, *, weekday: bool) -> date | None:
    """A weekday or date that is told about is the last one, not the coming one."""
    if day is None or today is None or day <= today:
        return day
    if weekday and day - today <= _WEEK:
        return day - _WEEK if day != today + timedelta(days=1) else day
    return _a_year_before(day) if day - today > 2 * _WEEK else day


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # a 29 February
        return day - timedelta(days=366)

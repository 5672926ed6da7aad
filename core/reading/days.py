"""Days as people name them, placed against the person's own today; what could be two days keeps both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from core.reading.calendar_words import CALENDAR
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.meaning import Part
    from core.reading.tokens import Token

_MOST_DAYS_AHEAD = 730
_YEARS = range(2000, 2101)
_WEEK = 7
_CENTURY = 2000
_LEAP_YEAR = 2024
_SHORT_YEAR = 100


class Day(NamedTuple):
    """A day as read. `day` is None when it cannot be placed without knowing what today is; `other`: it may be this day too."""

    day: date | None
    confirm: bool = False
    other: date | None = None
    part: Part | None = None


def day_at(tokens: tuple[Token, ...], words: tuple[str, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    """The day that the words from there on name, and the place behind them; None when they name none."""
    if tokens[place].kind == "word":
        return (
            _relative(tokens, words, place, today) or _weekday(tokens, place, today) or _day_month(tokens, place, today)
        )
    if tokens[place].kind == "number" and (found := _relative(tokens, words, place, today)) is not None:
        return found
    for reading in (_iso, _dotted, _day_month, _slashed):
        found = reading(tokens, place, today)
        if found is not None:
            return found
    return None


def first_day(tokens: tuple[Token, ...], today: date | None) -> tuple[Day, int, int] | None:
    """The first day named anywhere in the tokens, with the places where it begins and ends."""
    words = tuple(token.text for token in tokens)
    for place in range(len(tokens)):
        found = day_at(tokens, words, place, today)
        if found is not None:
            return found[0], place, found[1]
    return None


def _word(tokens: tuple[Token, ...], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""


def _shifted(today: date | None, days: float) -> date | None:
    return None if today is None or abs(days) > _MOST_DAYS_AHEAD else today + timedelta(days=int(days))


def _relative(
    tokens: tuple[Token, ...], words: tuple[str, ...], place: int, today: date | None
) -> tuple[Day, int] | None:
    found = CALENDAR.relative.at(words, place)
    if found:
        days, part = found[1]
        return Day(_shifted(today, days), part=part), place + found[0]
    if (
        words[place] in CALENDAR.in_words
        and place + 2 < len(tokens)
        and (value := _count(tokens, place + 1)) is not None
    ):
        unit = CALENDAR.spans.get(words[place + 2])
        if unit and value * unit <= _MOST_DAYS_AHEAD and float(value * unit).is_integer():
            return Day(_shifted(today, value * unit)), place + 3
    value = _count(tokens, place)
    if (
        value is not None
        and (unit := CALENDAR.spans.get(_word(tokens, place + 1)))
        and _word(tokens, place + 2) in CALENDAR.ago
    ):
        return Day(_shifted(today, -value * unit)), place + 3
    if words[place : place + 2] in {("next", "week"), ("this", "week")}:
        return None
    if found := CALENDAR.weekend.at(words, place):
        saturday = _next_weekday(today, 5, include_today=True)
        return Day(saturday, confirm=True), place + found[0]
    return None


def _count(tokens: tuple[Token, ...], place: int) -> float | None:
    token = tokens[place] if place < len(tokens) else None
    if token is None:
        return None
    if token.kind == "number":
        return token.value
    return 1 if token.text in {"a", "an", "one"} else None


def _next_weekday(today: date | None, weekday: int, *, include_today: bool) -> date | None:
    if today is None:
        return None
    ahead = (weekday - today.weekday()) % _WEEK
    return today + timedelta(days=ahead if ahead or include_today else _WEEK)


def _weekday(tokens: tuple[Token, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    word = tokens[place].text
    which = (
        "this"
        if word in CALENDAR.this
        else "next"
        if word in CALENDAR.next
        else "last"
        if word in CALENDAR.last
        else ""
    )
    at = place + bool(which)
    weekday = CALENDAR.weekdays.get(_word(tokens, at))
    if weekday is None:
        return None
    behind = at + 1 + (_word(tokens, at + 1) == ".")
    if _word(tokens, behind) == "in" and _word(tokens, behind + 2) in CALENDAR.spans:
        return None
    if (following := _dated(tokens, behind, today)) is not None and not which:
        return _agreeing(following, weekday)
    if _word(tokens, behind) in CALENDAR.next and _word(tokens, behind + 1) == "week":
        which, behind = "next", behind + 2
    if today is None:
        return Day(None, confirm=which == "next"), behind
    if which == "next":  # people mean the coming one or the one of next week: show the date and ask
        monday = today - timedelta(days=today.weekday())
        return Day(monday + timedelta(days=_WEEK + weekday), confirm=True), behind
    if which == "last":
        return Day(today - timedelta(days=(today.weekday() - weekday - 1) % _WEEK + 1)), behind
    same_day = today.weekday() == weekday
    return Day(_next_weekday(today, weekday, include_today=which == "this"), confirm=same_day), behind


def _dated(tokens: tuple[Token, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    """A date behind a weekday: «Fri, 26 Nov»."""
    place += _word(tokens, place) in {",", "the"}
    if place >= len(tokens):
        return None
    for reading in (_iso, _dotted, _day_month, _slashed):
        if (found := reading(tokens, place, today)) is not None:
            return found
    return None


def _agreeing(found: tuple[Day, int], weekday: int) -> tuple[Day, int]:
    """A weekday that is not that date's: the date is shown to be confirmed."""
    day, behind = found
    if day.other is not None and day.day is not None:
        days = [one for one in (day.day, day.other) if one.weekday() == weekday]
        if len(days) == 1:
            return Day(days[0]), behind
    wrong = day.day is not None and day.day.weekday() != weekday
    return day._replace(confirm=day.confirm or wrong), behind


def _iso(tokens: tuple[Token, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    del today
    if tokens[place].kind != "date":
        return None
    year, month, day = (int(part) for part in tokens[place].text.split("-"))
    made = _made(year, month, day)
    return (Day(made), place + 1) if made else None


def _dotted(tokens: tuple[Token, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    """«26.11.», «26.11.2026», «26.11.» in front of a time: day and month, as everywhere with points."""
    token = tokens[place]
    parts = token.text.split(".")
    if token.kind == "dotted" and len(parts) == 3:  # noqa: PLR2004 - day, month, year
        day, month, year = (int(part[:5]) for part in parts)
        made = _made(year + _CENTURY if year < _SHORT_YEAR else year, month, day)
        return (Day(made), place + 1) if made else None
    if token.kind == "number" and len(parts) == 2 and _word(tokens, place + 1) == "." and not tokens[place + 1].gap:  # noqa: PLR2004 - day and month
        if not (parts[0].isdigit() and parts[1].isdigit() and len(parts[1]) <= 2):  # noqa: PLR2004 - a month
            return None
        return _coming(int(parts[1]), int(parts[0][:3]), today, place + 2)
    return None


def _day_month(tokens: tuple[Token, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    """«26 Nov», «26th of November», «Nov 26», «May 3rd», with or without a year."""
    month = CALENDAR.months.get(tokens[place].text)
    if month is not None:
        after = place + 1 + (_word(tokens, place + 1) == ".")
        day, after = _day_number(tokens, after)
        if day is None:
            return None
    else:
        day, after = _day_number(tokens, place)
        if day is None:
            return None
        after += _word(tokens, after) in {"of", "."}
        month = CALENDAR.months.get(_word(tokens, after))
        if month is None:
            return None
        after += 1 + (_word(tokens, after + 1) == "." and after + 2 < len(tokens))
    comma = after + (_word(tokens, after) == ",")
    token = tokens[comma] if comma < len(tokens) else None
    if token is not None and token.kind == "number" and token.text.isdigit() and int(token.text[:5]) in _YEARS:
        made = _made(int(token.text), month, day)
        return (Day(made), comma + 1) if made else None
    return _coming(month, day, today, after)


def _day_number(tokens: tuple[Token, ...], place: int) -> tuple[int | None, int]:
    token = tokens[place] if place < len(tokens) else None
    if token is None:
        return None, place
    if token.kind == "word" and token.text in WORDS.ordinals:
        return WORDS.ordinals[token.text], place + 1
    if token.kind != "number" or not token.text.isdigit() or not 1 <= int(token.text[:3]) <= 31:  # noqa: PLR2004 - days of a month
        return None, place
    suffix = _word(tokens, place + 1) in {"st", "nd", "rd", "th"}
    return int(token.text[:3]), place + 1 + suffix


def _slashed(tokens: tuple[Token, ...], place: int, today: date | None) -> tuple[Day, int] | None:
    """«26/11» and «11/26» are clear, «3/5» is two days: both are kept."""
    parts: list[int] = []
    after = place
    while after < len(tokens) and tokens[after].kind == "number" and tokens[after].text.isdigit() and len(parts) < 3:  # noqa: PLR2004 - day, month, year
        parts.append(int(tokens[after].text[:5]))
        after += 1
        if _word(tokens, after) != "/" or len(parts) == 3:  # noqa: PLR2004 - day, month, year
            break
        after += 1
    if len(parts) < 2:  # noqa: PLR2004 - a day and a month
        return None
    one, two = parts[:2]
    year = None if len(parts) == 2 else parts[2] + _CENTURY if parts[2] < _SHORT_YEAR else parts[2]  # noqa: PLR2004 - day and month
    ways = [
        way for way in dict.fromkeys(((two, one), (one, two))) if _made(year or 2024, *way)
    ]  # month, day; 2024 has 29 Feb
    if not ways:
        return None
    coming = [(Day(_made(year, *way)), after) if year else _coming(*way, today, after) for way in ways]
    days = [found[0] for found in coming if found is not None]
    if not days:
        return None
    if len(days) == 1:
        return days[0], after
    return Day(days[0].day, confirm=True, other=days[1].day), after


def _coming(month: int, day: int, today: date | None, after: int) -> tuple[Day, int] | None:
    """That day this year, or next year when it has passed; without a day when today is not known, None when it never comes."""
    if _made(_LEAP_YEAR, month, day) is None:
        return None
    if today is None:
        return Day(None), after
    for year in range(today.year, today.year + 9):  # a 29 February comes within eight years
        made = _made(year, month, day)
        if made is not None and made >= today:
            return Day(made), after
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None

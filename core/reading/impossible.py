"""Days that no calendar has: «31 Feb», «30.2.», «2026-02-30»."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from core.reading.calendar_words import CALENDAR
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from core.reading.tokens import Token

_LEAP_YEAR: Final = 2024
_DAYS: Final = range(28, 100)  # fewer days has no month, more are rather a year
_MONTHS: Final = range(1, 13)
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
_ORDER: Final = ["st", "nd", "rd", "th", "of", "."]


def no_such_day(tokens: tuple[Token, ...]) -> tuple[int, int] | None:
    """Where in the text a day and a month stand that never come together; None when none do."""
    for place, token in enumerate(tokens):
        if token.kind == "number" and place + 1 < len(tokens) and (dated := _pointed(token, tokens[place + 1])):
            if not _comes(*dated):
                return token.start, token.end
            continue
        if token.kind in {"date", "dotted"} and (parts := _parts(token)) is not None and not _comes(*parts):
            return token.start, token.end
        month = CALENDAR.months.get(token.text) if token.kind == "word" and token.text not in WORDS.units else None
        if month is None:
            continue
        before = place - 1
        while before >= 0 and tokens[before].text in _ORDER:
            before -= 1
        if before >= 0 and (day := _day(tokens[before])) is not None and not _comes(month, day):
            return tokens[before].start, token.end
        after = place + 1
        if after < len(tokens) and (day := _day(tokens[after])) is not None and not _comes(month, day):
            return token.start, tokens[after].end
    return None


def _day(token: Token) -> int | None:
    return int(token.text) if token.kind == "number" and token.text.isdigit() and len(token.text) <= 2 else None  # noqa: PLR2004 - a day of the month


def _pointed(token: Token, behind: Token) -> tuple[int, int] | None:
    """Month and day of «31.6.», with a point behind it as dates have one."""
    day, _, month = token.text.partition(".")
    if behind.text != "." or behind.gap or not (day.isdigit() and month.isdigit()) or len(month) > 2 or len(day) > 2:  # noqa: PLR2004 - two figures each
        return None
    return int(month), int(day)


def _parts(token: Token) -> tuple[int, int] | None:
    """Month and day of «2026-02-30» and «30.2.2026»."""
    if token.kind == "date":
        _, month, day = (int(part) for part in token.text.split("-"))
        return month, day
    parts = token.text.split(".")
    if len(parts) != 3 or not all(len(part) <= 4 for part in parts):  # noqa: PLR2004 - day, month, year
        return None
    return int(parts[1]), int(parts[0])


def _comes(month: int, day: int) -> bool:
    if month not in _MONTHS:
        return False
    if day not in _DAYS:
        return True
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True

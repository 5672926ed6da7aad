"""What a message about life says: the phrases it holds, and the days it names."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from core.reading.calendar_words import CALENDAR
from core.reading.days import first_day
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from datetime import date

    from core.reading.meaning import Context
    from core.reading.tokens import Token, Typed

_TABLE = WORDS.table["events"]
SAY = {key: tuple(f" {phrase} " for phrase in phrases) for key, phrases in _TABLE.items()}
# One of these words stands in every line that contains a phrase of the list: most lines need not be searched for any.
_FIRST = {key: frozenset(phrase.split()[0] for phrase in phrases) for key, phrases in SAY.items()}
_UNTIL = frozenset(_TABLE["until"])
_WEEK: Final = 7
_NEAR: Final = 5  # words in front
_WEEKEND: Final = 2
_OTHERS = frozenset(_TABLE["others"])
_ONESELF = frozenset({"i", "im", "ive", "me", "we", "were", "and"})
_NO = frozenset({"not", "no", "never", "isnt", "arent", "wasnt"})


def says(line: str, key: str) -> str | None:
    """The longest phrase of that list that the line contains and does not deny."""
    best: str | None = None
    if _FIRST[key].isdisjoint(line.split()):
        return None
    for phrase in SAY[key]:
        place = line.find(phrase)
        if place >= 0 and (best is None or len(phrase) > len(best)) and not _NO.intersection(line[:place].split()[-2:]):
            best = phrase
    return best


def of_others(line: str, key: str) -> bool:
    """Whether what is said is said of somebody else: «my wife is pregnant», «the kids are sick»."""
    found = says(line, key)
    before = line[: line.find(found)].split()[-_NEAR:] if found else []
    return not _OTHERS.isdisjoint(before) and _ONESELF.isdisjoint(before)


def days_told(typed: Typed, context: Context) -> tuple[date | None, date | None]:
    """From which day, and until which, where days are named."""
    on = until = None
    tokens = typed.tokens
    place = 0
    while place < len(tokens):
        found = first_day(tokens[place:], context.today)
        if found is None:
            break
        day, start, behind = found
        before = tokens[place + start - 1].text if place + start else ""
        before2 = tokens[place + start - 2].text if place + start > 1 else ""
        if before in _UNTIL or before == "-" or (before == "on" and before2 == "back") or before == "to":
            named = any(token.text in CALENDAR.weekdays for token in tokens[place + start : place + behind])
            until = until or (_behind(day.day, on) if named else day.day)
            on = on or _first_of_span(tokens, place + start, day.day)
        else:
            on = on or day.day
        place += behind
    until = until or _until_month(tokens, context.today)
    return _weeks_told(typed.line, context.today, on, until)


def _behind(last: date | None, first: date | None) -> date | None:
    """«from Sunday to Tuesday», said on a Monday: the Tuesday that follows that Sunday."""
    if last is None or first is None or not last <= first < last + timedelta(days=_WEEK):
        return last
    return last + timedelta(days=_WEEK)


def _until_month(tokens: tuple[Token, ...], today: date | None) -> date | None:
    """«until April»: its first day."""
    for before, token in pairwise(tokens):
        if before.text in _UNTIL and token.text in CALENDAR.months:
            return month_begins(token.text, today)
    return None


def month_begins(name: str, today: date | None) -> date | None:
    """The first day of that month, the next one to come; None for what is no month."""
    month = CALENDAR.months.get(name)
    if month is None or today is None:
        return None
    first = today.replace(month=month, day=1)
    return first if first > today else first.replace(year=first.year + 1)


def _first_of_span(tokens: tuple[Token, ...], place: int, last: date | None) -> date | None:
    """«1-14 May», «from 1 to 14 May»: the number in front is a day of the same month."""
    number = tokens[place - 2] if place > 1 and tokens[place - 1].text in {"-", "to"} else None
    if number is None or last is None or number.kind != "number" or not number.text.isdigit():
        return None
    first = int(number.text[:3])
    return last.replace(day=first) if 1 <= first < last.day else None


def _weeks_told(line: str, today: date | None, on: date | None, until: date | None) -> tuple[date | None, date | None]:
    """«next week», «this week», «over the weekend»: from which day, and until which."""
    if today is None or until is not None:
        return on, until
    monday = today + timedelta(days=_WEEK - today.weekday())
    if " weekend " in line:
        return monday - timedelta(days=_WEEKEND), monday
    if on is None and " next week " in line:
        return monday, monday + timedelta(days=_WEEK)
    if on is None and (" this week " in line or " rest of the week " in line):
        return None, monday
    return on, until

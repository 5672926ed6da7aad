"""What a message about life says: the phrases it holds, and the days it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reading.days import first_day
from core.reading.vocabulary import WORDS

if TYPE_CHECKING:
    from datetime import date

    from core.reading.meaning import Context
    from core.reading.tokens import Typed

_TABLE = WORDS.table["events"]
SAY = {key: tuple(f" {phrase} " for phrase in phrases) for key, phrases in _TABLE.items()}
_UNTIL = frozenset(_TABLE["until"])
_NO = frozenset({"not", "no", "never", "isnt", "arent", "wasnt"})


def says(line: str, key: str) -> str | None:
    """The longest phrase of that list that the line contains and does not deny."""
    best: str | None = None
    for phrase in SAY[key]:
        place = line.find(phrase)
        if place >= 0 and (best is None or len(phrase) > len(best)) and not _NO.intersection(line[:place].split()[-2:]):
            best = phrase
    return best


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
            until = until or day.day
        else:
            on = on or day.day
        place += behind
    return on, until

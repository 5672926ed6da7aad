"""A mind that is changed within a message: «tuesday... no wait, wednesday» means Wednesday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.reading.vocabulary import WORDS

LONGEST: Final = 200  # characters; longer messages are stories
_SIGN: Final = r"[,.;:!?…\u2013\u2014-]"
_GAP: Final = rf"(?:\s|{_SIGN})"


def _any(key: str) -> str:
    said = WORDS.table["second_thoughts"][key]
    return "|".join(re.escape(phrase).replace(r"\ ", rf"{_GAP}+") for phrase in sorted(said, key=len, reverse=True))


# «no» alone also says that something is not there («8 kg, no bands»): it takes back only between two signs, or where it goes on
# with another state («sick, no just tired»).
_ALONE: Final = rf"(?:(?<={_SIGN}\s)|(?<={_SIGN})|^)(?P<no>{_any('no')})(?={_GAP}*{_SIGN}|\s+(?:{_any('goes_on')})\b)"
_TURNS: Final = re.compile(
    rf"(?:^|{_GAP})\s*(?:(?P<back>{_any('back')})|(?P<soft>{_any('soft')})|{_ALONE})(?:{_GAP}+|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Second:
    """What was said before the last turn, and what counts after it. `taken_back`: what stood before it is not meant."""

    first: str
    last: str
    taken_back: bool


def second_thought(text: str) -> Second | None:
    """The two parts of a message in which a mind is changed; None where it is not. `last` is empty in «tuesday, no wait»."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return None
    turn = None
    for turn in _TURNS.finditer(text):  # noqa: B007  the last one
        pass
    if turn is None:
        return None
    taken_back = turn["soft"] is None
    last = text[turn.end() :].strip()
    second = Second(text[: turn.start()].strip(), last, taken_back)
    return second if last or (taken_back and second.first) else None
